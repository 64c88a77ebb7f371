/**
 * Long series thinned for drawing by M4 (Jugel et al., "M4: a visualization-oriented time series data aggregation",
 * VLDB 2014): of each column of pixels the first, the last, the lowest and the highest point, so that a line through them
 * looks as the line through all: spikes stay.
 */

/** Indices, ascending, of the points to draw. `columns` are those of the drawing. Nulls at the ends of gaps are kept. */
export function thinned(
  times: readonly number[],
  values: readonly (number | null)[],
  columns: number,
): readonly number[] {
  const all = times.length;
  if (all <= columns * 4) return Array.from({ length: all }, (_, at) => at);
  const start = times[0] ?? 0;
  const width = ((times[all - 1] ?? 0) - start) / columns || 1;
  const kept: number[] = [];
  let from = 0;
  while (from < all) {
    const column = Math.min(columns - 1, Math.floor(((times[from] ?? 0) - start) / width));
    const end = columnEnd(times, from, start + (column + 1) * width, column === columns - 1);
    for (const at of ofColumn(values, from, end)) kept.push(at);
    from = end;
  }
  return kept;
}

function columnEnd(times: readonly number[], from: number, until: number, last: boolean): number {
  if (last) return times.length;
  let end = from + 1;
  while (end < times.length && (times[end] ?? 0) < until) end += 1;
  return end;
}

/** At most six: the four, and where a gap begins and ends, without which it would be bridged. */
function ofColumn(values: readonly (number | null)[], from: number, end: number): readonly number[] {
  const chosen = new Set<number>([from, end - 1]);
  let least = -1;
  let most = -1;
  for (let at = from; at < end; at += 1) {
    const value = values[at] ?? null;
    if (value === null) {
      if (at === from || (values[at - 1] ?? null) !== null) chosen.add(at);
      continue;
    }
    if (Number.isNaN(value)) continue;
    if (least < 0 || value < (values[least] ?? 0)) least = at;
    if (most < 0 || value > (values[most] ?? 0)) most = at;
  }
  if (least >= 0) chosen.add(least);
  if (most >= 0) chosen.add(most);
  return [...chosen].sort((a, b) => a - b);
}
