/** One span among its like: its bar, the usual one, and where it stands. */
import { ErrorMark } from '@/components/traces/error-mark';
import { shortOperation } from '@/components/traces/names';
import { seriesColor } from '@/components/traces/service-colors';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import { TablePart } from '@/components/traces/table-part';
import type { TraceModel } from '@/components/traces/trace-model';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import type { RowInGroup } from '@/lib/traces/compare/group';
import { FAILED, hasFlag, nameOf, serviceOf } from '@/lib/traces/model/trace';
import type { ServiceLook } from './pair-model';

/** Slower than this share of its like is worth a look. */
const UNUSUAL = 0.95;

export function isUnusual(row: RowInGroup | undefined): boolean {
  return row !== undefined && (row.rank === null || row.rank >= UNUSUAL);
}

export interface GroupRowProps {
  model: TraceModel;
  look: ServiceLook;
  row: number;
}

export function GroupName({ model: { trace }, look, row }: GroupRowProps) {
  const [service, name] = [serviceOf(trace, row), nameOf(trace, row)];
  return (
    <>
      {hasFlag(trace, row, FAILED) && <ErrorMark own label="Failed:" className="mr-1.5" />}
      <ServiceSwatch series={look.series.get(service)} cue={look.cues.get(service)} />
      <span title={`${service} ${name}`} className="ml-1.5 min-w-0 truncate">
        <span className="font-semibold">{look.names.get(service) ?? service}</span>{' '}
        <span className="text-text-2">{shortOperation(name)}</span>
      </span>
    </>
  );
}

export function GroupCells({
  model: { trace },
  look,
  row,
  usual,
}: GroupRowProps & { usual: RowInGroup | undefined }) {
  const whole = Math.max(1, trace.totalNs);
  const percent = (ns: number): string => `${Math.min(1, ns / whole) * 100}%`;
  const left = percent(trace.startNs[row] ?? 0);
  const color = seriesColor(look.series.get(serviceOf(trace, row)));
  const rank = usual?.rank ?? null;
  const figure = 'min-w-0 truncate px-2 text-right text-xs tabular-nums';
  return (
    <>
      <TablePart role="gridcell" className="relative h-full min-w-0 overflow-hidden border-line border-l">
        <span className="absolute inset-x-2 inset-y-0" style={{ '--bar': color } as React.CSSProperties}>
          <span
            style={{ left, width: `max(2px, ${percent(trace.durationNs[row] ?? 0)})` }}
            className="absolute top-[5px] h-[7px] rounded-[2px] bg-[var(--bar)]"
          />
          {usual !== undefined && usual.medianNs !== null && (
            <span
              style={{ left, width: `max(2px, ${percent(usual.medianNs)})` }}
              className="absolute top-[14px] h-[7px] rounded-[2px] border border-[var(--bar)] bg-surface"
            />
          )}
        </span>
      </TablePart>
      <TablePart role="gridcell" className={figure}>
        <Quantity value={(trace.durationNs[row] ?? 0) / 1000} unit="us" />
      </TablePart>
      <TablePart role="gridcell" className={figure}>
        <Quantity
          value={usual?.medianNs == null ? null : usual.medianNs / 1000}
          unit="us"
          note="Median of the spans at this place"
        />
      </TablePart>
      <TablePart
        role="gridcell"
        className={classNames(figure, isUnusual(usual) && 'font-medium text-degraded')}
      >
        {rank === null ? 'only here' : `${Math.round(rank * 100)} %`}
      </TablePart>
      <TablePart role="gridcell" className={classNames(figure, 'pr-3')}>
        {Math.round((usual?.share ?? 0) * 100)} %
      </TablePart>
    </>
  );
}
