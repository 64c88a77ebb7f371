'use client';
/** Saving what was changed, over what is stored or as a dashboard of its own, and dropping it. */
import { useQueryClient } from '@tanstack/react-query';
import { Copy, Save } from 'lucide-react';
import { useState } from 'react';
import { saveDashboard } from '@/components/dashboards/data/write-dashboard';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { SaveCopyDialog } from '@/components/dashboards/page/save-copy-dialog';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { ProblemState } from '@/components/ui/problem-state';
import { useToast } from '@/components/ui/toast';
import { type Dashboard, dashboardSchema } from '@/lib/dashboards/model/dashboard';
import { ConflictDialog } from './conflict-dialog';

export function SaveControls() {
  const { dashboard, isChanged, version, discard, undo } = useEditorView();
  const toast = useToast();
  const { save, busy, problem, close } = useSave();
  const [isCopying, setCopying] = useState(false);
  const mistake = isChanged ? mistakeIn(dashboard) : null;
  const isConflict = problem instanceof AnswerProblem && problem.code === 'conflict';
  const drop = () => {
    discard();
    toast({
      title: 'The changes are gone',
      description: 'Here stands what is stored.',
      action: { label: 'Undo', onSelect: undo },
    });
  };
  return (
    <>
      {mistake !== null && (
        <span role="alert" className="max-w-72 truncate text-failing text-xs" title={mistake}>
          {mistake}
        </span>
      )}
      {isChanged && (
        <Button variant="danger" onClick={drop}>
          Discard
        </Button>
      )}
      <IconButton label="Save a copy" onClick={() => setCopying(true)}>
        <Copy aria-hidden="true" />
      </IconButton>
      <Button
        variant="primary"
        busy={busy}
        disabled={!isChanged || mistake !== null}
        onClick={() => void save(version)}
      >
        <Save aria-hidden="true" />
        Save
      </Button>
      {isCopying && <SaveCopyDialog dashboard={dashboard} onClose={() => setCopying(false)} />}
      {isConflict && (
        <ConflictDialog
          onClose={close}
          onSaveOver={(over) => void save(over)}
          onCopy={() => setCopying(true)}
        />
      )}
      {problem !== null && !isConflict && (
        <Dialog open onOpenChange={(open) => !open && close()} title="The dashboard was not saved" size="sm">
          <ProblemState problem={problem} compact />
        </Dialog>
      )}
    </>
  );
}

/** What the server would refuse, as a sentence; null = nothing. */
export function mistakeIn(dashboard: Dashboard): string | null {
  if (dashboard.title.trim() === '') return 'The dashboard needs a title.';
  const parsed = dashboardSchema.safeParse(dashboard);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'It is not of the form.'}`;
}

function useSave() {
  const { dashboard, setBase } = useEditorView();
  const client = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const save = async (baseVersion: string | null) => {
    setBusy(true);
    setProblem(null);
    try {
      const saved = await saveDashboard(client, dashboard, baseVersion);
      setBase(saved);
      toast({ title: `${saved.dashboard.title} is saved`, tone: 'healthy' });
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return { save, busy, problem, close: () => setProblem(null) };
}
