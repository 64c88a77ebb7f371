/** What a series shows at an instant. Pure. */
import type { DrawnSeries } from './drawn-series';

/** Index of the time nearest to `atMs`; -1 without any. */
export function nearest(times: readonly number[], atMs: number): number {
  let low = 0;
  let high = times.length - 1;
  if (high < 0) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= atMs) low = middle;
    else high = middle;
  }
  return atMs - (times[low] ?? 0) <= (times[high] ?? 0) - atMs ? low : high;
}

/** The figure that the source has nearest to `atMs`, not farther than a step; null in gaps. Not the stacked height. */
export function valueAt({ times, field, stepMs }: DrawnSeries, atMs: number): number | null {
  const at = nearest(times, atMs);
  if (at < 0 || Math.abs((times[at] ?? 0) - atMs) > Math.max(stepMs, 1000) * 0.75) return null;
  const value = field.values[at];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
