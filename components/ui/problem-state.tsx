'use client';
/** An answer that did not come: what happened, to which source, what to do, and a retry. */
import { OctagonAlert, RotateCw } from 'lucide-react';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { withLocalInstants } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { Button } from './button';
import { classNames } from './class-names';

export interface ProblemStateProps {
  /** An `AnswerProblem`; anything else that was thrown is told in general words. */
  problem: unknown;
  onRetry?: () => void;
  /** One line with the retry at its end, for cards and panels. */
  compact?: boolean;
  className?: string;
}

/** Message, advice and request id of whatever was thrown; never a stack or raw JSON. */
export function describeProblem(problem: unknown): {
  message: string;
  hint: string | null;
  requestId: string | null;
} {
  if (problem instanceof AnswerProblem) {
    return { message: problem.message, hint: problem.hint ?? null, requestId: problem.requestId };
  }
  return {
    message: 'This part of the page failed to draw.',
    hint: 'Reload the page. If it happens again, report it with the steps that led here.',
    requestId: null,
  };
}

export function ProblemState({ problem, onRetry, compact = false, className }: ProblemStateProps) {
  const { message: told, hint, requestId } = describeProblem(problem);
  const [zone] = useTimeZone();
  const message = withLocalInstants(told, zone);
  const retry = onRetry !== undefined && (
    <Button onClick={onRetry} className="self-start">
      <RotateCw aria-hidden="true" />
      Try again
    </Button>
  );
  if (compact) {
    return (
      <div role="alert" className={classNames('flex items-start gap-2 p-3 text-sm', className)}>
        <OctagonAlert aria-hidden="true" className="mt-0.5 size-4 text-failing" />
        <p className="min-w-0 flex-1">
          {message} {hint !== null && <span className="text-text-2">{hint}</span>}
        </p>
        {retry}
      </div>
    );
  }
  return (
    <div role="alert" className={classNames('grid place-items-center px-6 py-10', className)}>
      <div className="grid max-w-lg grid-cols-[40px_minmax(0,1fr)] gap-x-3 gap-y-3">
        <span className="grid size-10 place-items-center rounded-card bg-failing-wash text-failing">
          <OctagonAlert aria-hidden="true" className="size-5" />
        </span>
        <div>
          <p className="font-semibold text-base">{message}</p>
          {hint !== null && <p className="text-sm text-text-2">{hint}</p>}
          {requestId !== null && hint?.includes(requestId) !== true && (
            <p className="mt-1 font-mono text-2xs text-text-3">Request {requestId}</p>
          )}
        </div>
        {retry !== false && <div className="col-start-2">{retry}</div>}
      </div>
    </div>
  );
}
