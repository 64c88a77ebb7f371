/** What is missing from an answer, and why: the rest of the page stays right. What may not be read is said calmly. */
import { EyeOff, TriangleAlert } from 'lucide-react';
import { SOURCE_NAMES } from '@/components/shell/sources-query';
import type { GraphAnswer } from '@/lib/graph/contract';
import { GAP, mayPass } from '@/lib/mesh/warning-codes';

export function PartialNote({ warnings }: { warnings: GraphAnswer['warnings'] }) {
  const told = warnings.filter(mayPass);
  const gaps = warnings.filter(({ code }) => code === GAP);
  if (told.length + gaps.length === 0) return null;
  return (
    <div className="grid gap-2">
      {told.length > 0 && (
        <div
          role="status"
          className="flex items-start gap-2 rounded-card border border-degraded-line bg-degraded-wash px-3 py-2"
        >
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 text-degraded" />
          <Sentences warnings={told} />
        </div>
      )}
      {gaps.length > 0 && (
        <div
          role="note"
          className="flex items-start gap-2 rounded-card border border-line bg-surface px-3 py-2 text-sm text-text-2"
        >
          <EyeOff aria-hidden="true" className="mt-0.5 size-4 text-text-3" />
          <Sentences warnings={gaps} />
        </div>
      )}
    </div>
  );
}

function Sentences({ warnings }: { warnings: GraphAnswer['warnings'] }) {
  return (
    <ul className="min-w-0">
      {warnings.map((warning) => (
        <li key={`${warning.source} ${warning.message}`} className="break-words">
          <span className="font-medium">{SOURCE_NAMES[warning.source]}:</span> {warning.message}
        </li>
      ))}
    </ul>
  );
}
