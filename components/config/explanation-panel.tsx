'use client';
/** The object in plain words; each sentence leads to its line. */
import { memo } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { Assessment } from '@/lib/config/contract';
import { Prose } from './prose';

export interface ExplanationPanelProps {
  /** Undefined while it is on the way. */
  assessment: Assessment | undefined;
  kind: string;
  /** The words belong to an earlier text: the one on screen does not parse. */
  isOutdated: boolean;
  onLine: (line: number) => void;
}

/** Its words change with the server's answers, not with each key. */
export const ExplanationPanel = memo(function ExplanationPanel({
  assessment,
  kind,
  isOutdated,
  onLine,
}: ExplanationPanelProps) {
  if (assessment === undefined) {
    return (
      <div className="grid gap-3 p-4">
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-3/4" />
        <Skeleton className="h-24 w-full" />
      </div>
    );
  }
  const { explanation, references } = assessment;
  if (explanation === null) {
    return references === null ? (
      <EmptyState title="The text does not parse yet">
        Mend what Findings names, then its meaning stands here.
      </EmptyState>
    ) : (
      <EmptyState title={`${kind} is no kind of the mesh`}>
        What refers to it and what it selects stands above. Its YAML is checked, and it can be edited.
      </EmptyState>
    );
  }
  return (
    <div className={isOutdated ? 'opacity-60' : ''}>
      <p className="px-4 pt-4 pb-1 text-pretty text-base">
        <Prose text={explanation.headline} />
      </p>
      {explanation.sections.map((section) => (
        <section key={section.title} className="px-4 py-3 not-last:border-line not-last:border-b">
          <h2 className="mb-1 font-semibold text-sm">{section.title}</h2>
          <ul className="grid gap-1">
            {section.statements.map(({ text, line }) => (
              <li key={`${line}:${text}`} className="group flex items-baseline gap-3 text-sm text-text-2">
                <span className="min-w-0 flex-1 text-pretty">
                  <Prose text={text} />
                </span>
                <button
                  type="button"
                  onClick={() => onLine(line)}
                  className="link -my-0.5 min-h-6 shrink-0 rounded-tag px-1 text-xs"
                >
                  Line {line}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
});
