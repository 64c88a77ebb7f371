/** What is missing from an answer, and why: the rest of the page stays right. */
import { TriangleAlert } from 'lucide-react';
import { SOURCE_NAMES } from '@/components/shell/sources-query';
import type { GraphAnswer } from '@/lib/graph/contract';

export function PartialNote({ warnings }: { warnings: GraphAnswer['warnings'] }) {
  const told = warnings.filter((warning) => warning.code !== 'info');
  if (told.length === 0) return null;
  return (
    <div
      role="status"
      className="flex items-start gap-2 rounded-card border border-degraded-line bg-degraded-wash px-3 py-2"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 text-degraded" />
      <ul className="min-w-0">
        {told.map((warning) => (
          <li key={`${warning.source} ${warning.message}`} className="break-words">
            <span className="font-medium">{SOURCE_NAMES[warning.source]}:</span> {warning.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
