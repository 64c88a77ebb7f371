'use client';
/** Another title for a dashboard; its address stays, so that no link breaks. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { saveDashboard } from '@/components/dashboards/data/write-dashboard';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemState } from '@/components/ui/problem-state';
import { TextField } from '@/components/ui/text-field';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';

export interface RenameDialogProps {
  readonly answer: DashboardAnswer;
  readonly onClose: () => void;
}

export function RenameDialog({ answer: { dashboard, version }, onClose }: RenameDialogProps) {
  const client = useQueryClient();
  const [title, setTitle] = useState(dashboard.title);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const named = title.trim();
  const save = async () => {
    if (named === '') return;
    setBusy(true);
    setProblem(null);
    try {
      await saveDashboard(client, { ...dashboard, title: named }, version);
      onClose();
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
      title={`Rename ${dashboard.title}`}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" busy={busy} disabled={named === ''} onClick={() => void save()}>
            Rename
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
          hint={`Its address stays /dashboards/${dashboard.uid}.`}
        />
        {problem !== null && <ProblemState problem={problem} compact />}
      </form>
    </Dialog>
  );
}
