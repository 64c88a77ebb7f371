/** A span's time in both traces on one axis: A hollow above, B solid below; what one of them has not is dashed. */
import { seriesColor } from '@/components/traces/service-colors';
import type { TraceModel } from '@/components/traces/trace-model';
import { classNames } from '@/components/ui/class-names';
import { quantityText } from '@/lib/mesh/quantity';
import { type PairModel, wordsOf } from './pair-model';

export function TwoBars({ model, row }: { model: PairModel; row: number }) {
  const { alignment, longestNs, look } = model;
  const color = seriesColor(look.series.get(wordsOf(model, row).service));
  return (
    <span className="absolute inset-x-2 inset-y-0" style={{ '--bar': color } as React.CSSProperties}>
      <Bar side="A" of={model.a} row={alignment.a[row] ?? -1} longestNs={longestNs} />
      <Bar side="B" of={model.b} row={alignment.b[row] ?? -1} longestNs={longestNs} />
    </span>
  );
}

interface BarProps {
  side: 'A' | 'B';
  of: TraceModel;
  row: number;
  longestNs: number;
}

function Bar({ side, of: { trace, self }, row, longestNs }: BarProps) {
  if (row < 0) return null;
  const us = (ns: number | undefined): string => quantityText((ns ?? 0) / 1000, 'us');
  const whole = Math.max(1, longestNs);
  return (
    <span
      title={`${side}: starts at +${us(trace.startNs[row])}, lasts ${us(trace.durationNs[row])}, ${us(self[row])} of it itself`}
      style={{
        left: `${((trace.startNs[row] ?? 0) / whole) * 100}%`,
        width: `max(2px, ${((trace.durationNs[row] ?? 0) / whole) * 100}%)`,
      }}
      className={classNames(
        'absolute h-[7px] rounded-[2px] border border-[var(--bar)]',
        side === 'A' ? 'top-[5px] bg-surface' : 'top-[14px] bg-[var(--bar)]',
      )}
    />
  );
}
