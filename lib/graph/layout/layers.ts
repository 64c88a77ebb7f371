/**
 * Columns: breaks cycles and gives each thing a layer, so that every edge runs from left to right.
 * Edges are pairs of indices in two arrays; self edges must be left out before.
 */

export interface Arcs {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Outgoing or incoming arcs of each thing, as slices of one array. */
export interface Incidence {
  readonly start: Int32Array;
  readonly arc: Int32Array;
}

export function incidence(count: number, ends: Int32Array): Incidence {
  const start = new Int32Array(count + 1);
  for (const end of ends) start[end + 1] = (start[end + 1] ?? 0) + 1;
  for (let i = 0; i < count; i += 1) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const next = start.slice();
  const arc = new Int32Array(ends.length);
  for (let index = 0; index < ends.length; index += 1) {
    const end = ends[index] ?? 0;
    const at = next[end] ?? 0;
    arc[at] = index;
    next[end] = at + 1;
  }
  return { start, arc };
}

/**
 * Which arcs must be turned round so that no cycle is left: the lighter of two opposite bundles,
 * then every arc that leads back to where a depth-first walk from the sources came from.
 */
export function arcsToTurn(count: number, arcs: Arcs): Uint8Array {
  const turned = turnLighterBundles(count, arcs);
  const out = incidence(
    count,
    arcs.from.map((from, arc) => (turned[arc] === 1 ? (arcs.to[arc] ?? 0) : from)),
  );
  const incoming = new Int32Array(count);
  for (let arc = 0; arc < arcs.from.length; arc += 1) {
    const end = turned[arc] === 1 ? arcs.from[arc] : arcs.to[arc];
    incoming[end ?? 0] = (incoming[end ?? 0] ?? 0) + 1;
  }
  const state = new Uint8Array(count);
  const path: number[] = [];
  const cursor = new Int32Array(count);
  const walk = (root: number) => {
    if (state[root] !== 0) return;
    path.push(root);
    state[root] = 1;
    cursor[root] = out.start[root] ?? 0;
    while (path.length > 0) {
      const at = path[path.length - 1] ?? 0;
      const position = cursor[at] ?? 0;
      if (position >= (out.start[at + 1] ?? 0)) {
        state[at] = 2;
        path.pop();
        continue;
      }
      cursor[at] = position + 1;
      const arc = out.arc[position] ?? 0;
      const target = (turned[arc] === 1 ? arcs.from[arc] : arcs.to[arc]) ?? 0;
      if (state[target] === 1) turned[arc] = turned[arc] === 1 ? 0 : 1;
      else if (state[target] === 0) {
        state[target] = 1;
        cursor[target] = out.start[target] ?? 0;
        path.push(target);
      }
    }
  };
  for (let i = 0; i < count; i += 1) if (incoming[i] === 0) walk(i);
  for (let i = 0; i < count; i += 1) walk(i);
  return turned;
}

function turnLighterBundles(count: number, arcs: Arcs): Uint8Array {
  const turned = new Uint8Array(arcs.from.length);
  const out = incidence(count, arcs.from);
  // Arcs from the thing at hand to each other, and back.
  const along = new Int32Array(count);
  const against = new Int32Array(count);
  const incoming = incidence(count, arcs.to);
  for (let from = 0; from < count; from += 1) {
    const first = out.start[from] ?? 0;
    const end = out.start[from + 1] ?? 0;
    if (first === end || incoming.start[from] === incoming.start[from + 1]) continue;
    for (let p = first; p < end; p += 1) {
      const to = arcs.to[out.arc[p] ?? 0] ?? 0;
      along[to] = (along[to] ?? 0) + 1;
    }
    for (let p = incoming.start[from] ?? 0; p < (incoming.start[from + 1] ?? 0); p += 1) {
      const caller = arcs.from[incoming.arc[p] ?? 0] ?? 0;
      against[caller] = (against[caller] ?? 0) + 1;
    }
    for (let p = first; p < end; p += 1) {
      const to = arcs.to[out.arc[p] ?? 0] ?? 0;
      const more = (against[to] ?? 0) - (along[to] ?? 0);
      if (more > 0 || (more === 0 && to < from)) turned[out.arc[p] ?? 0] = 1;
    }
    for (let p = first; p < end; p += 1) along[arcs.to[out.arc[p] ?? 0] ?? 0] = 0;
    for (let p = incoming.start[from] ?? 0; p < (incoming.start[from + 1] ?? 0); p += 1)
      against[arcs.from[incoming.arc[p] ?? 0] ?? 0] = 0;
  }
  return turned;
}

/** Longest-path layers of an acyclic graph, then things with more callees than callers move right to them. */
export function longestPathLayers(count: number, arcs: Arcs): Int32Array {
  const out = incidence(count, arcs.from);
  const waiting = new Int32Array(count);
  for (const to of arcs.to) waiting[to] = (waiting[to] ?? 0) + 1;
  const callers = waiting.slice();
  const layer = new Int32Array(count);
  const order: number[] = [];
  for (let i = 0; i < count; i += 1) if (waiting[i] === 0) order.push(i);
  for (let head = 0; head < order.length; head += 1) {
    const at = order[head] ?? 0;
    for (let p = out.start[at] ?? 0; p < (out.start[at + 1] ?? 0); p += 1) {
      const to = arcs.to[out.arc[p] ?? 0] ?? 0;
      layer[to] = Math.max(layer[to] ?? 0, (layer[at] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) order.push(to);
    }
  }
  for (let head = order.length - 1; head >= 0; head -= 1) {
    const at = order[head] ?? 0;
    const first = out.start[at] ?? 0;
    const end = out.start[at + 1] ?? 0;
    if (end - first <= (callers[at] ?? 0)) continue;
    let nearest = Number.MAX_SAFE_INTEGER;
    for (let p = first; p < end; p += 1)
      nearest = Math.min(nearest, layer[arcs.to[out.arc[p] ?? 0] ?? 0] ?? 0);
    layer[at] = Math.max(layer[at] ?? 0, nearest - 1);
  }
  return layer;
}

/** Index of the connected group of each thing, numbered by first appearance. */
export function connectedGroups(count: number, arcs: Arcs): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const root = (of: number): number => {
    let at = of;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? 0] ?? 0;
      at = parent[at] ?? 0;
    }
    return at;
  };
  arcs.from.forEach((from, arc) => {
    const a = root(from);
    const b = root(arcs.to[arc] ?? 0);
    parent[Math.max(a, b)] = Math.min(a, b);
  });
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, i) => {
    const at = root(i);
    const number = numbers.get(at) ?? numbers.size;
    numbers.set(at, number);
    return number;
  });
}
