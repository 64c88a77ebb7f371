/** How the text stands, beside the title: errors, warnings, unsaved. */
import { Lock, OctagonAlert, PenLine, TriangleAlert } from 'lucide-react';
import { Pill } from '@/components/ui/pill';
import type { TextProblem } from '@/lib/config/yaml/problem';

export interface ObjectBadgesProps {
  problems: readonly TextProblem[];
  isUnsaved: boolean;
  /** Why nothing can be changed here; null when it can. */
  readOnlyBecause: string | null;
}

export function ObjectBadges({ problems, isUnsaved, readOnlyBecause }: ObjectBadgesProps) {
  const count = (severity: TextProblem['severity']) =>
    problems.filter((problem) => problem.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  return (
    <>
      {errors > 0 && (
        <Pill tone="failing">
          <OctagonAlert aria-hidden="true" />
          {errors} {errors === 1 ? 'error' : 'errors'}
        </Pill>
      )}
      {warnings > 0 && (
        <Pill tone="degraded">
          <TriangleAlert aria-hidden="true" />
          {warnings} {warnings === 1 ? 'warning' : 'warnings'}
        </Pill>
      )}
      {isUnsaved && (
        <Pill>
          <PenLine aria-hidden="true" />
          unsaved
        </Pill>
      )}
      {readOnlyBecause !== null && (
        <Pill>
          <Lock aria-hidden="true" />
          {readOnlyBecause}
        </Pill>
      )}
    </>
  );
}
