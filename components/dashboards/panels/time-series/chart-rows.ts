/** Rows that Recharts draws: every series on one time axis, stacked where the panel says so, thinned to the pixels. Pure. */
import { thinned } from '@/lib/dashboards/display/thin';
import type { DrawnSeries } from './drawn-series';

/** A value, or the bottom and top of what is stacked; null is a gap. */
export type RowValue = number | readonly [bottom: number, top: number] | null;
export type ChartRow = { readonly at: number } & Readonly<Record<string, RowValue>>;

export interface ChartRows {
  readonly rows: readonly ChartRow[];
  /** Lowest and highest that is drawn, of each axis; null where nothing is. */
  readonly extent: Readonly<Record<'left' | 'right', readonly [number, number] | null>>;
}

/** A distance of more than so many steps is a gap. */
const GAP_STEPS = 1.5;

export function chartRows(series: readonly DrawnSeries[], columns: number): ChartRows {
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  const columnsOf = series.map((one) => onAxis(one, times));
  const drawn = stacked(series, columnsOf, times.length);
  const kept = keptRows(times, columnsOf, columns);
  const rows = kept.map((row) => {
    const made: Record<string, RowValue> = {};
    for (const [at, one] of series.entries()) made[one.key] = drawn[at]?.[row] ?? null;
    return { ...made, at: times[row] ?? 0 } as ChartRow;
  });
  return { rows, extent: { left: extentOf(series, drawn, 'left'), right: extentOf(series, drawn, 'right') } };
}

/** Values on the common times: between two neighbouring points of a coarser series on the line between them. */
function onAxis(one: DrawnSeries, times: readonly number[]): readonly (number | null)[] {
  const { values, stepMs, options } = one;
  const gaps = options.draw?.gaps ?? 'open';
  const reach =
    gaps === 'connected'
      ? Number.POSITIVE_INFINITY
      : Math.max(stepMs * GAP_STEPS, gaps === 'open' ? 0 : gaps);
  const points = one.times.flatMap((at, index) => {
    const value = values[index] ?? null;
    // A gap that is bridged is none.
    return value === null && gaps === 'connected' ? [] : [{ at, value }];
  });
  let next = 0;
  return times.map((at) => {
    while (next < points.length && (points[next]?.at ?? 0) < at) next += 1;
    const after = points[next];
    if (after?.at === at) return after.value;
    const before = points[next - 1];
    if (before === undefined || after === undefined || before.value === null || after.value === null)
      return null;
    if (after.at - before.at > reach) return null;
    return before.value + ((at - before.at) / (after.at - before.at)) * (after.value - before.value);
  });
}

function stacked(
  series: readonly DrawnSeries[],
  columns: readonly (readonly (number | null)[])[],
  length: number,
): readonly (readonly RowValue[])[] {
  const totals = new Map<string, Float64Array>();
  const heights = new Map<string, { up: Float64Array; down: Float64Array }>();
  for (const [at, one] of series.entries()) {
    const group = groupOf(one);
    if (group === null) continue;
    const total = totals.get(group) ?? new Float64Array(length);
    for (let row = 0; row < length; row += 1)
      total[row] = (total[row] ?? 0) + Math.abs(columns[at]?.[row] ?? 0);
    totals.set(group, total);
  }
  return series.map((one, at) => {
    const column = columns[at] ?? [];
    const group = groupOf(one);
    if (group === null) return column;
    const percent = one.options.draw?.stacking === 'percent' ? totals.get(group) : undefined;
    const height = heights.get(group) ?? { up: new Float64Array(length), down: new Float64Array(length) };
    heights.set(group, height);
    return column.map((value, row): RowValue => {
      if (value === null) return null;
      const share =
        percent === undefined ? value : (percent[row] ?? 0) === 0 ? 0 : value / (percent[row] ?? 1);
      // What is below zero grows downwards, as what arrives against what is sent.
      const side = share < 0 ? height.down : height.up;
      const bottom = side[row] ?? 0;
      side[row] = bottom + share;
      return [bottom, bottom + share];
    });
  });
}

/** Series of one group stand on each other; null = alone. */
function groupOf({ side, options: { draw } }: DrawnSeries): string | null {
  if (draw?.stacking === undefined || draw.stacking === 'none') return null;
  return `${side} ${draw.stackingGroup ?? 'A'} ${draw.stacking} ${draw.style === 'bars'}`;
}

function keptRows(
  times: readonly number[],
  columnsOf: readonly (readonly (number | null)[])[],
  columns: number,
): readonly number[] {
  if (times.length <= columns * 4) return times.map((_, at) => at);
  const kept = new Set<number>();
  for (const values of columnsOf) for (const at of thinned(times, values, columns)) kept.add(at);
  return [...kept].sort((a, b) => a - b);
}

function extentOf(
  series: readonly DrawnSeries[],
  drawn: readonly (readonly RowValue[])[],
  side: 'left' | 'right',
): readonly [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const [at, one] of series.entries()) {
    if (one.side !== side) continue;
    for (const value of drawn[at] ?? []) {
      if (value === null) continue;
      const [bottom, top] = typeof value === 'number' ? [value, value] : value;
      low = Math.min(low, bottom, top);
      high = Math.max(high, bottom, top);
    }
  }
  return low > high ? null : [low, high];
}
