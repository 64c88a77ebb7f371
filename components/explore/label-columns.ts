/** Columns of a table of series: each label that one of them has, those that tell them apart first, of both the metric. */
import type { DrawnSeries } from './drawn-series';

/** More columns than this are no table that anybody reads; the text has them all. */
const MOST_COLUMNS = 30;

export function labelColumns(series: readonly Pick<DrawnSeries, 'labels'>[]): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const { labels } of series) {
    for (const [name, value] of Object.entries(labels)) {
      const known = values.get(name) ?? new Set();
      known.add(value);
      values.set(name, known);
    }
  }
  const rank = (name: string) => ((values.get(name)?.size ?? 0) > 1 ? 0 : 2) + (name === '__name__' ? 0 : 1);
  return [...values.keys()].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, MOST_COLUMNS);
}
