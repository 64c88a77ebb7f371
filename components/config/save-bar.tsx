'use client';
/** At the foot, only while something differs: what changed, what was found, and the way to the review. */
import { FileDiff, Info, Lock, OctagonAlert, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { TextProblem } from '@/lib/config/yaml/problem';

export interface SaveBarProps {
  /** "2 lines changed, 1 added". */
  changes: string;
  newFindings: readonly { readonly severity: TextProblem['severity'] }[];
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
      {newFindings.length > 0 && <NewFindings found={newFindings} />}
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

const TONES = [
  { severity: 'error', Icon: OctagonAlert, className: 'text-failing' },
  { severity: 'warning', Icon: TriangleAlert, className: 'text-degraded' },
] as const;
const HINT = { Icon: Info, className: 'text-text-2' };

/** As grave as the gravest of them. */
function NewFindings({ found }: { found: SaveBarProps['newFindings'] }) {
  const { Icon, className } =
    TONES.find(({ severity }) => found.some((one) => one.severity === severity)) ?? HINT;
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium ${className}`}>
      <span aria-hidden="true" className="text-text-3">
        ·
      </span>
      <Icon aria-hidden="true" className="size-3.5" />
      {found.length} new {found.length === 1 ? 'finding' : 'findings'}
    </span>
  );
}
