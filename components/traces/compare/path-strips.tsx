/** The critical paths of both traces on one ruler: which service each trace was waiting for, when. */
import { seriesColor } from '@/components/traces/service-colors';
import type { TraceModel } from '@/components/traces/trace-model';
import { Quantity } from '@/components/ui/quantity';
import { quantityText } from '@/lib/mesh/quantity';
import { nameOf, serviceOf } from '@/lib/traces/model/trace';
import type { PairModel } from './pair-model';
import { pathBlocks } from './path-blocks';

export interface PathStripsProps {
  model: PairModel;
  /** A merged row was pointed at. */
  onPick: (row: number) => void;
}

export function PathStrips({ model, onPick }: PathStripsProps) {
  return (
    <section aria-label="Critical paths" className="border-line border-b px-4 py-2">
      <h2 className="mb-1 text-text-3 text-xs">Critical path: what each trace was waiting for</h2>
      <Strip side="A" own={model.a} merged={model.alignment.ofA} model={model} onPick={onPick} />
      <Strip side="B" own={model.b} merged={model.alignment.ofB} model={model} onPick={onPick} />
    </section>
  );
}

interface StripProps extends PathStripsProps {
  side: 'A' | 'B';
  own: TraceModel;
  /** Merged row by row of this trace. */
  merged: Int32Array;
}

function Strip({ side, own, merged, model, onPick }: StripProps) {
  const { trace, path } = own;
  return (
    <div className="mt-1 flex h-4 items-center gap-2">
      <span className="w-3 font-semibold text-2xs text-text-2">{side}</span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree below has the same rows for the keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div
        className="relative h-3 flex-1 overflow-hidden rounded-[2px] bg-raised"
        onClick={(event) => {
          const row = Number((event.target as HTMLElement).dataset.row ?? -1);
          const at = row < 0 ? -1 : (merged[row] ?? -1);
          if (at >= 0) onPick(at);
        }}
      >
        {pathBlocks(path, trace, model.longestNs).map(({ row, from, share, ns }) => (
          <span
            key={`${row}-${from}`}
            data-row={row}
            title={`${serviceOf(trace, row)} ${nameOf(trace, row)}: ${quantityText(ns / 1000, 'us')}`}
            style={{
              left: `${from * 100}%`,
              width: `${share * 100}%`,
              backgroundColor: seriesColor(model.look.series.get(serviceOf(trace, row))),
            }}
            className="absolute inset-y-0 cursor-pointer border-surface border-r"
          />
        ))}
      </div>
      <Quantity value={path.totalNs / 1000} unit="us" className="w-16 text-right text-xs" />
    </div>
  );
}
