/** Above an answer that goes by stored texts because those on screen cannot be read. */
import { TriangleAlert } from 'lucide-react';
import { objectKey, objectName } from '@/lib/config/identity';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';

export function LeftOutNote({ drafts }: Pick<SimulationAnswer, 'drafts'>) {
  if (drafts.leftOut.length === 0) return null;
  return (
    <div role="status" className="border-degraded-line border-b bg-degraded-wash px-4 py-2 text-sm">
      {drafts.leftOut.map(({ id, because }) => (
        <p key={objectKey(id)} className="flex items-start gap-2">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-degraded" />
          <span className="text-pretty">
            The unsaved text of {objectName(id)} is left out; this is the answer of what is stored. {because}
          </span>
        </p>
      ))}
    </div>
  );
}
