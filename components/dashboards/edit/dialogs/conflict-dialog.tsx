'use client';
/** Somebody else saved or removed the dashboard meanwhile: both texts, and the choice which to go on with. */
import { useQuery } from '@tanstack/react-query';
import { DiffView } from '@/components/config/diff-view';
import { answerContract } from '@/components/dashboards/data/dashboard-queries';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';
import { dashboardText } from './dashboard-text';

export interface ConflictDialogProps {
  readonly onClose: () => void;
  /** Over this stored version; null = it was removed, and is created again. */
  readonly onSaveOver: (version: string | null) => void;
  readonly onCopy: () => void;
}

/** What is stored now; null = nothing any more. */
const storedNow = (uid: string) => ({
  queryKey: ['dashboard-stored-now', uid],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<DashboardAnswer | null> => {
    try {
      return await fetchAnswer(`/api/dashboards/${encodeURIComponent(uid)}`, answerContract, { signal });
    } catch (error) {
      if (error instanceof AnswerProblem && error.status === 404) return null;
      throw error;
    }
  },
  staleTime: 0,
  gcTime: 0,
});

export function ConflictDialog({ onClose, onSaveOver, onCopy }: ConflictDialogProps) {
  const { dashboard, setBase, apply } = useEditorView();
  const { data: theirs, error } = useQuery(storedNow(dashboard.uid));
  const isGone = theirs === null || (theirs !== undefined && theirs.origin !== 'saved');
  const takeTheirs = () => {
    if (theirs == null) return;
    setBase(theirs);
    apply(() => theirs.dashboard);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="full"
      title={
        isGone ? 'The dashboard was removed meanwhile' : 'The dashboard was saved by somebody else meanwhile'
      }
      description="Nothing was overwritten, and nothing of yours is lost."
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Back to the editor
          </Button>
          <Button size="md" onClick={onCopy}>
            Save mine as a copy
          </Button>
          {!isGone && (
            <Button size="md" disabled={theirs === undefined} onClick={takeTheirs}>
              Take theirs
            </Button>
          )}
          <Button
            size="md"
            variant="primary"
            disabled={theirs === undefined}
            onClick={() => onSaveOver(isGone ? null : (theirs?.version ?? null))}
          >
            {isGone ? 'Create it again' : 'Save mine over it'}
          </Button>
        </>
      }
    >
      <div className="h-[56vh] overflow-hidden rounded-control border border-line">
        {error !== null && <ProblemState problem={error} compact />}
        {theirs === undefined && error === null && <Skeleton className="h-full" />}
        {theirs === null && (
          <p className="p-4 text-sm text-text-2">Nothing is stored under this name any more.</p>
        )}
        {theirs != null && (
          <DiffView
            before={dashboardText(theirs.dashboard)}
            after={dashboardText(dashboard)}
            beforeLabel="Theirs, stored now"
            afterLabel="Yours, not saved"
          />
        )}
      </div>
    </Dialog>
  );
}
