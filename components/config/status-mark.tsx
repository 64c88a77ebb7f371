/** How an object stands: errors, warnings, or nothing to say; icon, colour and words. */
import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react';

export interface StatusMarkProps {
  errors: number;
  warnings: number;
}

export function StatusMark({ errors, warnings }: StatusMarkProps) {
  if (errors + warnings === 0) {
    return (
      <span className="flex items-center gap-1.5 text-text-3">
        <CircleCheck aria-hidden="true" className="size-3.5 text-healthy" />
        Good
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2.5 font-medium">
      {errors > 0 && (
        <span className="inline-flex items-center gap-1.5 text-failing">
          <OctagonAlert aria-hidden="true" className="size-3.5" />
          {errors} {errors === 1 ? 'error' : 'errors'}
        </span>
      )}
      {warnings > 0 && (
        <span className="inline-flex items-center gap-1.5 text-degraded">
          <TriangleAlert aria-hidden="true" className="size-3.5" />
          {warnings} {warnings === 1 ? 'warning' : 'warnings'}
        </span>
      )}
    </span>
  );
}
