/** Pre-order of spans, children and roots by start. Follows links instead of calling itself, so depth costs nothing. */

/** Positions in the order of rows. */
export function preOrder(parent: Int32Array, startNs: Float64Array): Int32Array<ArrayBuffer> {
  const count = parent.length;
  const { first, children } = childrenByStart(parent, startNs);
  const order = new Int32Array(count);
  // Entry 0 is a common root above all roots, so that position p is entry p + 1.
  const next = first.slice(0, count + 1);
  let row = 0;
  let at = 0;
  for (;;) {
    const pointer = next[at] ?? 0;
    if (pointer < (first[at + 1] ?? 0)) {
      next[at] = pointer + 1;
      const child = children[pointer] ?? 0;
      order[row] = child;
      row += 1;
      at = child + 1;
    } else if (at === 0) {
      return order;
    } else {
      at = (parent[at - 1] ?? -1) + 1;
    }
  }
}

function childrenByStart(parent: Int32Array, startNs: Float64Array) {
  const count = parent.length;
  const first = new Int32Array(count + 2);
  for (let at = 0; at < count; at += 1) {
    const above = (parent[at] ?? -1) + 2;
    first[above] = (first[above] ?? 0) + 1;
  }
  for (let entry = 0; entry <= count; entry += 1)
    first[entry + 1] = (first[entry + 1] ?? 0) + (first[entry] ?? 0);
  const children = new Int32Array(count);
  const fill = first.slice();
  for (let at = 0; at < count; at += 1) {
    const above = (parent[at] ?? -1) + 1;
    const place = fill[above] ?? 0;
    children[place] = at;
    fill[above] = place + 1;
  }
  for (let entry = 0; entry <= count; entry += 1) {
    sortPositions(children, first[entry] ?? 0, first[entry + 1] ?? 0, startNs);
  }
  return { first, children };
}

const FEW = 24;

/** Sorts `positions` from `from` up to `to` by their key; equal keys keep their order. Most lists are short, or sorted already. */
export function sortPositions(positions: Int32Array, from: number, to: number, keys: Float64Array): void {
  let sorted = true;
  for (let at = from + 1; at < to && sorted; at += 1) {
    sorted = (keys[positions[at - 1] ?? 0] ?? 0) <= (keys[positions[at] ?? 0] ?? 0);
  }
  if (sorted) return;
  if (to - from <= FEW) insert(positions, from, to, keys);
  else sortMany(positions.subarray(from, to), keys);
}

function insert(positions: Int32Array, from: number, to: number, keys: Float64Array): void {
  for (let at = from + 1; at < to; at += 1) {
    const moved = positions[at] ?? 0;
    const key = keys[moved] ?? 0;
    let place = at;
    while (place > from && (keys[positions[place - 1] ?? 0] ?? 0) > key) {
      positions[place] = positions[place - 1] ?? 0;
      place -= 1;
    }
    positions[place] = moved;
  }
}

/** Without a comparison function where key and place fit into one exact number: ten times as fast. */
function sortMany(positions: Int32Array, keys: Float64Array): void {
  const count = positions.length;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (const position of positions) {
    const key = keys[position] ?? 0;
    whole &&= Number.isInteger(key);
    if (key < least) least = key;
    if (key > most) most = key;
  }
  const before = positions.slice();
  if (!whole || (most - least + 1) * count > Number.MAX_SAFE_INTEGER) {
    const places = Int32Array.from({ length: count }, (_, place) => place);
    places.sort((a, b) => (keys[before[a] ?? 0] ?? 0) - (keys[before[b] ?? 0] ?? 0) || a - b);
    places.forEach((place, at) => {
      positions[at] = before[place] ?? 0;
    });
    return;
  }
  const packed = new Float64Array(count);
  for (let at = 0; at < count; at += 1) packed[at] = ((keys[before[at] ?? 0] ?? 0) - least) * count + at;
  packed.sort();
  for (let at = 0; at < count; at += 1) positions[at] = before[(packed[at] ?? 0) % count] ?? 0;
}
