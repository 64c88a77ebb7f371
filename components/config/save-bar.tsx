'use client';
/** At the foot, only while something differs: what changed, what was found, and the way to the review. */
import { FileDiff, Lock, OctagonAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';

export interface SaveBarProps {
  /** "2 lines changed, 1 added". */
  changes: string;
  newFindings: number;
  /** Line of the first error; null when it can be saved. */
  errorLine: number | null;
  onLine: (line: number) => void;
  onDiscard: () => void;
  onReview: () => void;
}

export function SaveBar({ changes, newFindings, errorLine, onLine, onDiscard, onReview }: SaveBarProps) {
  return (
    <section
      aria-label="Unsaved changes"
      className="flex h-12 items-center gap-2 border-line border-t bg-surface px-4 text-sm"
    >
      <FileDiff aria-hidden="true" className="size-4 text-text-3" />
      <span className="font-medium" aria-live="polite">
        {changes}
      </span>
      {newFindings > 0 && (
        <span className="inline-flex items-center gap-1.5 font-medium text-failing">
          <span aria-hidden="true" className="text-text-3">
            ·
          </span>
          <OctagonAlert aria-hidden="true" className="size-3.5" />
          {newFindings} new {newFindings === 1 ? 'finding' : 'findings'}
        </span>
      )}
      <Button size="md" className="ml-auto" onClick={onDiscard}>
        Discard
      </Button>
      <span aria-hidden="true" className="mx-2 h-5 w-px bg-line" />
      {errorLine !== null && (
        <span className="text-text-2 text-xs">
          Fix the error on{' '}
          <button type="button" className="link" onClick={() => onLine(errorLine)}>
            line {errorLine}
          </button>{' '}
          to save
        </span>
      )}
      <Button size="md" variant="primary" disabled={errorLine !== null} onClick={onReview}>
        {errorLine !== null && <Lock aria-hidden="true" />}
        Review and save
      </Button>
    </section>
  );
}
