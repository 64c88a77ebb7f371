'use client';
/** A dashboard saved under a name of its own, then opened to be changed. Also where a new one begins. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { dashboardListQuery } from '@/components/dashboards/data/dashboard-queries';
import { saveDashboard } from '@/components/dashboards/data/write-dashboard';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemState } from '@/components/ui/problem-state';
import { TextField } from '@/components/ui/text-field';
import { copyOf, freeUid, newDashboard } from '@/lib/dashboards/edit/copy';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';

export interface SaveCopyDialogProps {
  /** null = a new one without panels. */
  readonly dashboard: Dashboard | null;
  readonly onClose: () => void;
}

export function SaveCopyDialog({ dashboard, onClose }: SaveCopyDialogProps) {
  const client = useQueryClient();
  const router = useRouter();
  const { data: list } = useQuery(dashboardListQuery);
  const [title, setTitle] = useState(dashboard === null ? '' : `${dashboard.title} (copy)`);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const taken = new Set([...(list?.dashboards ?? []).map(({ uid }) => uid)]);
  const named = title.trim();
  const save = async () => {
    if (named === '') return;
    setBusy(true);
    setProblem(null);
    const made = dashboard === null ? newDashboard(named, taken) : copyOf(dashboard, named, taken);
    try {
      await saveDashboard(client, made, null);
      onClose();
      router.push(`/dashboards/${made.uid}?edit=on`);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={dashboard === null ? 'New dashboard' : 'Save a copy'}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="primary"
            busy={busy}
            disabled={named === '' || list === undefined}
            onClick={() => void save()}
          >
            {dashboard === null ? 'Create and edit' : 'Save and edit'}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label="Title"
          autoFocus
          maxLength={500}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          hint={
            named === ''
              ? 'It can be changed later.'
              : `Its address ends in /${freeUid(named, taken)}, for good.`
          }
        />
        {problem !== null && <ProblemState problem={problem} compact />}
      </form>
    </Dialog>
  );
}
