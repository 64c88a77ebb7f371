/** How a series moved over its window, without means of quantiles: medians of its first and last points. */

export type Points = readonly (readonly [number, number | null])[];

/** Points at each end that are looked at: one outlier does not make a trend. */
const END_POINTS = 5;

export interface Trend {
  first: number;
  last: number;
}

/** null when the series is too short to have two ends. */
export function trendOf(points: Points): Trend | null {
  const values = points.map(([, value]) => value).filter((value): value is number => isNumber(value));
  if (values.length < 2 * END_POINTS) return null;
  return { first: median(values.slice(0, END_POINTS)), last: median(values.slice(-END_POINTS)) };
}

/** The change relative to the beginning (`+67 %`), null where it began with nothing. */
export function relativeChange(trend: Trend): number | null {
  return trend.first <= 0 ? null : trend.last / trend.first - 1;
}

/** A share in two significant digits, for places beside an exact figure: `0.24 %`. */
export function percentText(share: number): string {
  return `${Number((share * 100).toPrecision(2)).toLocaleString('en-US', { maximumFractionDigits: 6 })} %`;
}

/** Below this, in per cent (or points of one), a change is noise. */
const STEADY = 0.1;

/** `+67 % in 1 h`, `−0.25 pt in 1 h`, `steady in 1 h`. `change` is a fraction of 1; two digits are enough to judge it. */
export function changeText(change: number, kind: 'relative' | 'points', span: string): string {
  const percent = Math.abs(change) * 100;
  if (percent < STEADY) return `steady in ${span}`;
  const digits = Number(percent.toPrecision(2)).toLocaleString('en-US');
  return `${change > 0 ? '+' : '−'}${digits} ${kind === 'points' ? 'pt' : '%'} in ${span}`;
}

/** The newest value that is no gap. */
export function lastValueOf(points: Points): number | null {
  return points.findLast(([, value]) => isNumber(value))?.[1] ?? null;
}

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
