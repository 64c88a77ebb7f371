/** Series as the chart reads them: one row per instant, and what each line shows at the cursor. */

/** One line of a chart. Points are `[Unix seconds, value or null]` in order of time; null is a gap. */
export interface ChartSeries {
  readonly key: string;
  /** Legend: `p95`, `5xx`, a service. */
  readonly name: string;
  /** A CSS colour, most often a variable: `var(--series-1)`. */
  readonly color: string;
  readonly points: readonly (readonly [number, number | null])[];
  /** Filled to the zero line with a wash of its colour. */
  readonly area?: boolean;
  /** `before` draws a dashed line, for an earlier time beside the present one. */
  readonly line?: 'solid' | 'before';
  /** Of a line `before`: key of the line that it is the past of. */
  readonly of?: string;
}

/** A Recharts row: `at` in Unix seconds, then one value per series key. */
export type ChartRow = { readonly at: number } & Readonly<Record<string, number | null>>;

/** More series than this in one chart are not told apart by eye, and cost more than they say. */
export const MOST_SERIES = 20;

/** Joins the series on their instants; an instant that a series lacks is a gap in it. */
export function chartRows(series: readonly ChartSeries[]): ChartRow[] {
  const rows = new Map<number, Record<string, number | null>>();
  for (const one of series) {
    for (const [at, value] of one.points) {
      const row = rows.get(at) ?? { at };
      row[one.key] = value !== null && Number.isFinite(value) ? value : null;
      rows.set(at, row);
    }
  }
  const sorted = [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
  for (const row of sorted) for (const one of series) row[one.key] ??= null;
  return sorted as ChartRow[];
}

/** The value at the instant nearest to `seconds`, at most `reachSeconds` away; null in gaps. */
export function valueAt(series: ChartSeries, seconds: number, reachSeconds: number): number | null {
  let best: readonly [number, number | null] | undefined;
  for (const point of series.points) {
    if (best === undefined || Math.abs(point[0] - seconds) < Math.abs(best[0] - seconds)) best = point;
  }
  return best !== undefined && Math.abs(best[0] - seconds) <= reachSeconds ? best[1] : null;
}

/** The newest value that is no gap, with its instant. */
export function lastValue(series: ChartSeries): { readonly at: number; readonly value: number } | null {
  const point = series.points.findLast(([, value]) => value !== null && Number.isFinite(value));
  return point === undefined || point[1] === null ? null : { at: point[0], value: point[1] };
}

/** The instant of the data nearest to `seconds`, so that a cursor stands on samples; null without data. */
export function nearestInstant(rows: readonly ChartRow[], seconds: number): number | null {
  let low = 0;
  let high = rows.length - 1;
  if (high < 0) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.at ?? 0) <= seconds) low = middle;
    else high = middle;
  }
  const before = rows[low]?.at ?? seconds;
  const after = rows[high]?.at ?? seconds;
  return seconds - before <= after - seconds ? before : after;
}

/** The usual distance of two instants: how far a cursor may reach for a value. */
export function typicalStep(rows: readonly ChartRow[]): number {
  const gaps = rows.slice(1).map((row, index) => row.at - (rows[index]?.at ?? row.at));
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 15;
}
