'use client';
/** What is said of the texts as they would be: findings in each, and what they do to other objects. */
import { CircleCheck, Info, LoaderCircle, OctagonAlert, TriangleAlert } from 'lucide-react';
import { ProblemState } from '@/components/ui/problem-state';
import type { AssistantChange } from '@/lib/config/assistants/changes-of';
import type { Assessment } from '@/lib/config/contract';
import { objectKey, objectName } from '@/lib/config/identity';
import type { AssistantResult } from './use-result';

export interface ResultFindingsProps {
  changes: readonly AssistantChange[];
  assessments: readonly (Assessment | null)[];
  unchecked: AssistantResult['unchecked'];
}

interface ShownFinding {
  readonly key: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly where: string;
  readonly message: string;
}

const MARKS = {
  error: { Icon: OctagonAlert, className: 'text-failing', word: 'Error' },
  warning: { Icon: TriangleAlert, className: 'text-degraded', word: 'Warning' },
  info: { Icon: Info, className: 'text-text-3', word: 'Hint' },
};

export function ResultFindings({ changes, assessments, unchecked }: ResultFindingsProps) {
  if (changes.length === 0) return <span />;
  if (unchecked !== null) {
    return (
      <div className="border-line border-t bg-surface">
        <ProblemState compact problem={unchecked.problem} onRetry={unchecked.onRetry} />
      </div>
    );
  }
  const isUnderWay = assessments.some((answer, index) => answer === null && changes[index]?.text !== null);
  const findings = findingsOf(changes, assessments);
  return (
    <div
      aria-live="polite"
      className="max-h-44 overflow-y-auto border-line border-t bg-surface px-4 py-2 text-sm"
    >
      {findings.length === 0 && (
        <p className="flex items-center gap-2 text-text-2">
          {isUnderWay ? (
            <LoaderCircle aria-hidden="true" className="size-4 animate-spin text-text-3" />
          ) : (
            <CircleCheck aria-hidden="true" className="size-4 text-healthy" />
          )}
          {isUnderWay ? 'Being checked against the mesh' : 'Nothing speaks against it'}
        </p>
      )}
      <ul className="grid gap-1.5">
        {findings.map(({ key, severity, where, message }) => {
          const { Icon, className, word } = MARKS[severity];
          return (
            <li key={key} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2">
              <Icon role="img" aria-label={word} className={`mt-0.5 size-4 ${className}`} />
              <p className="text-pretty">
                {message} <span className="text-text-3 text-xs">{where}</span>
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const ORDER = ['error', 'warning', 'info'];

/** Errors first. What is suppressed does not count. */
function findingsOf(
  changes: readonly AssistantChange[],
  assessments: readonly (Assessment | null)[],
): readonly ShownFinding[] {
  const all = changes.flatMap(({ id }, index): readonly ShownFinding[] => {
    const own = (assessments[index]?.problems ?? [])
      .filter(({ suppressed }) => suppressed === null)
      .map(({ severity, message, line }) => ({
        key: `${objectKey(id)} ${line} ${message}`,
        severity,
        where: `${objectName(id)}, line ${line}`,
        message,
      }));
    const elsewhere = (assessments[index]?.elsewhere ?? [])
      .filter(({ change, suppressed }) => change === 'appeared' && suppressed === null)
      .map(({ severity, message, id: other }) => ({
        key: `${objectKey(other)} ${message}`,
        severity,
        where: `${objectName(other)}, because of this`,
        message,
      }));
    return [...own, ...elsewhere];
  });
  const unique = [...new Map(all.map((finding) => [finding.key, finding])).values()];
  return unique.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** True when a text has a mistake that keeps it from being saved. */
export function hasErrors(assessments: readonly (Assessment | null)[]): boolean {
  return assessments.some((answer) =>
    answer?.problems.some(({ severity, suppressed }) => severity === 'error' && suppressed === null),
  );
}
