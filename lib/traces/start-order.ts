/** The order of spans by their start, without a comparison function where that is possible: a trace may have 100,000. */

/** Positions by start, equal starts in their own order. */
export function positionsByStart(starts: Float64Array): Int32Array {
  const count = starts.length;
  const positions = new Int32Array(count);
  const keys = sortableKeys(starts);
  if (keys === null) {
    for (let position = 0; position < count; position += 1) positions[position] = position;
    return positions.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b);
  }
  keys.sort();
  for (let at = 0; at < count; at += 1) positions[at] = (keys[at] ?? 0) % count;
  return positions;
}

/** Start and position in one number, exact: null where starts are no whole microseconds or lie too far apart. */
function sortableKeys(starts: Float64Array): Float64Array | null {
  const count = starts.length;
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const start of starts) {
    if (!Number.isSafeInteger(start)) return null;
    if (start < earliest) earliest = start;
    if (start > latest) latest = start;
  }
  if (!((latest - earliest + 1) * count <= Number.MAX_SAFE_INTEGER)) return null;
  const keys = new Float64Array(count);
  for (let position = 0; position < count; position += 1) {
    keys[position] = ((starts[position] ?? 0) - earliest) * count + position;
  }
  return keys;
}
