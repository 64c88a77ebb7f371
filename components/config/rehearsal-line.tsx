'use client';
/** What the store says of a write before it is made. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { ProblemState } from '@/components/ui/problem-state';
import type { Change } from '@/lib/config/changes/change';
import type { Conflict } from '@/lib/config/contract';
import { rehearsalQuery } from './queries';
import { RefusedIssues } from './refused-issues';

export interface RehearsalLineProps {
  changes: readonly Change[];
  /** Someone else changed what is to be saved. The same function with every drawing. */
  onConflict: (conflict: Conflict) => void;
  /** What the store says against it; null = it would take it. The same function with every drawing. */
  onRefused?: (problem: unknown) => void;
  onLine?: (line: number) => void;
}

export function RehearsalLine({ changes, onConflict, onRefused, onLine }: RehearsalLineProps) {
  const rehearsal = useQuery(rehearsalQuery(changes));
  const { error } = rehearsal;
  useEffect(() => {
    void conflictIn(error).then((conflict) => conflict !== null && onConflict(conflict));
  }, [error, onConflict]);
  const isAnswered = rehearsal.isError || rehearsal.isSuccess;
  useEffect(() => {
    if (isAnswered) onRefused?.(error);
  }, [isAnswered, error, onRefused]);
  if (rehearsal.isPending) {
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-text-2">
        <LoaderCircle
          aria-hidden="true"
          className="size-4 animate-spin text-text-3 motion-reduce:animate-none"
        />
        Asking the store whether it would take it
      </p>
    );
  }
  if (rehearsal.isError) {
    return (
      <div>
        <ProblemState compact problem={rehearsal.error} />
        {onLine !== undefined && <RefusedIssues problem={rehearsal.error} onLine={onLine} />}
      </div>
    );
  }
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-text-2">
      <CircleCheck aria-hidden="true" className="size-4 text-healthy" />
      The store would take it. Nothing was changed yet.
    </p>
  );
}

/** The first of the objects whose stored text is another by now; null where that is not what went wrong. */
async function conflictIn(error: unknown): Promise<Conflict | null> {
  if (!(error instanceof AnswerProblem) || error.code !== 'conflict') return null;
  const { changesConflictSchema } = await import('@/lib/config/changes/contract');
  const [first] = changesConflictSchema.safeParse(error.data).data?.conflicts ?? [];
  return first === undefined ? null : { theirs: first.theirs, yours: first.yours };
}
