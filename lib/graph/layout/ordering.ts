/**
 * The order within each column: barycentre sweeps from left to right and back, the order with the
 * fewest crossings kept, then neighbours swapped where that takes crossings away (small graphs).
 */
import { type Incidence, incidence } from './layers';
import type { Layered } from './mesh-of-layers';

const SWEEPS = 6;
/** Large graphs gain little after the first sweeps. */
const SWEEPS_OF_LARGE = 2;
const LARGE = 1200;
/** Sweeps without gain after which the order is taken as settled. */
const PATIENCE = 2;
/** Above this many segments swapping neighbours costs more than it shows. */
const SWAP_LIMIT = 1200;
const SWAP_ROUNDS = 4;

/** Sorts `layered.order` in place. Deterministic: ties keep the order of the keys. */
export function orderLayers(graph: Layered): void {
  const count = graph.layer.length;
  const rightwards = incidence(count, graph.segments.left);
  const leftwards = incidence(count, graph.segments.right);
  initialOrder(graph, rightwards);
  const position = new Int32Array(count);
  number(graph.order, position);
  let best = graph.order.map((vertices) => [...vertices]);
  let fewest = crossings(graph, rightwards, position);
  let stale = 0;
  const sweeps = graph.segments.left.length > LARGE ? SWEEPS_OF_LARGE : SWEEPS;
  for (let sweep = 0; sweep < sweeps && fewest > 0 && stale < PATIENCE; sweep += 1) {
    sweepOnce(graph, sweep % 2 === 0, sweep % 2 === 0 ? leftwards : rightwards, position);
    const now = crossings(graph, rightwards, position);
    if (now < fewest) {
      fewest = now;
      best = graph.order.map((vertices) => [...vertices]);
      stale = 0;
    } else stale += 1;
  }
  graph.order.splice(0, graph.order.length, ...best);
  number(graph.order, position);
  if (fewest > 0 && graph.segments.left.length <= SWAP_LIMIT)
    swapNeighbours(graph, leftwards, rightwards, position);
}

/** Walks from each vertex of the first columns to all it leads to, so that what belongs together starts together. */
function initialOrder(graph: Layered, rightwards: Incidence): void {
  const seen = new Uint8Array(graph.layer.length);
  const { start, arc: roots } = incidence(graph.layerCount, graph.layer);
  const stack: number[] = [];
  for (let index = 0; index < (start[graph.layerCount] ?? 0); index += 1) {
    const root = roots[index] ?? 0;
    if (seen[root] === 1) continue;
    stack.push(root);
    while (stack.length > 0) {
      const at = stack.pop() ?? 0;
      if (seen[at] === 1) continue;
      seen[at] = 1;
      graph.order[graph.layer[at] ?? 0]?.push(at);
      for (let p = (rightwards.start[at + 1] ?? 0) - 1; p >= (rightwards.start[at] ?? 0); p -= 1) {
        stack.push(graph.segments.right[rightwards.arc[p] ?? 0] ?? 0);
      }
    }
  }
}

function number(order: readonly (readonly number[])[], position: Int32Array): void {
  for (const vertices of order)
    vertices.forEach((vertex, index) => {
      position[vertex] = index;
    });
}

/** A port's offset as a small part of a position: a box's ports are told apart, neighbours stay farther. */
function along(position: number, offset: number): number {
  return position + Math.max(-0.45, Math.min(0.45, offset / 2000));
}

/** Room for a position beside the barycentre in one exact number. */
const POSITIONS = 2 ** 20;
/** Steps between two positions that barycentres are told apart by. */
const FINENESS = 2 ** 12;

function sweepOnce(graph: Layered, toRight: boolean, towards: Incidence, position: Int32Array): void {
  const { left, right, leftOffset, rightOffset, weight } = graph.segments;
  const ends = toRight ? left : right;
  const offsets = toRight ? leftOffset : rightOffset;
  const count = graph.order.length;
  for (let step = 1; step < count; step += 1) {
    const vertices = graph.order[toRight ? step : count - 1 - step] ?? [];
    const keys = new Float64Array(vertices.length);
    for (let i = 0; i < vertices.length; i += 1) {
      const vertex = vertices[i] ?? 0;
      let sum = 0;
      let total = 0;
      const end = towards.start[vertex + 1] ?? 0;
      for (let p = towards.start[vertex] ?? 0; p < end; p += 1) {
        const segment = towards.arc[p] ?? 0;
        const heavy = weight[segment] === 8 ? 2 : 1;
        sum += along(position[ends[segment] ?? 0] ?? 0, offsets[segment] ?? 0) * heavy;
        total += heavy;
      }
      const centre = total === 0 ? i : sum / total;
      keys[i] = Math.round((centre + 1) * FINENESS) * POSITIONS + i;
    }
    // Numbers sort without a comparison of ours: barycentre first, then the place that it had.
    keys.sort();
    const before = vertices.slice();
    for (let i = 0; i < keys.length; i += 1) {
      const vertex = before[(keys[i] ?? 0) % POSITIONS] ?? 0;
      vertices[i] = vertex;
      position[vertex] = i;
    }
  }
}

/** All crossings between neighbouring columns, counted with a Fenwick tree in O(segments × log vertices). */
export function crossings(graph: Layered, rightwards: Incidence, position: Int32Array): number {
  const { right } = graph.segments;
  const { start, arc } = rightwards;
  const widest = graph.order.reduce((most, vertices) => Math.max(most, vertices.length), 0);
  const tree = new Int32Array(widest + 1);
  let total = 0;
  for (let layer = 0; layer + 1 < graph.order.length; layer += 1) {
    const size = graph.order[layer + 1]?.length ?? 0;
    tree.fill(0);
    let inserted = 0;
    for (const vertex of graph.order[layer] ?? []) {
      const first = start[vertex] ?? 0;
      const end = start[vertex + 1] ?? 0;
      for (let p = first; p < end; p += 1) {
        let before = 0;
        for (let at = (position[right[arc[p] ?? 0] ?? 0] ?? 0) + 1; at > 0; at -= at & -at)
          before += tree[at] ?? 0;
        total += inserted - before;
      }
      for (let p = first; p < end; p += 1) {
        for (let at = (position[right[arc[p] ?? 0] ?? 0] ?? 0) + 1; at <= size; at += at & -at)
          tree[at] = (tree[at] ?? 0) + 1;
        inserted += 1;
      }
    }
  }
  return total;
}

function swapNeighbours(
  graph: Layered,
  leftwards: Incidence,
  rightwards: Incidence,
  position: Int32Array,
): void {
  const sides = [
    { side: leftwards, ends: graph.segments.left, offsets: graph.segments.leftOffset },
    { side: rightwards, ends: graph.segments.right, offsets: graph.segments.rightOffset },
  ];
  const between = (upper: number, lower: number): number => {
    let count = 0;
    for (const { side, ends, offsets } of sides) {
      for (let p = side.start[upper] ?? 0; p < (side.start[upper + 1] ?? 0); p += 1) {
        const a = side.arc[p] ?? 0;
        const high = along(position[ends[a] ?? 0] ?? 0, offsets[a] ?? 0);
        for (let q = side.start[lower] ?? 0; q < (side.start[lower + 1] ?? 0); q += 1) {
          const b = side.arc[q] ?? 0;
          if (high > along(position[ends[b] ?? 0] ?? 0, offsets[b] ?? 0)) count += 1;
        }
      }
    }
    return count;
  };
  for (let round = 0; round < SWAP_ROUNDS; round += 1) {
    let gained = false;
    for (const vertices of graph.order) {
      for (let i = 0; i + 1 < vertices.length; i += 1) {
        const upper = vertices[i] ?? 0;
        const lower = vertices[i + 1] ?? 0;
        if (between(lower, upper) >= between(upper, lower)) continue;
        vertices[i] = lower;
        vertices[i + 1] = upper;
        position[lower] = i;
        position[upper] = i + 1;
        gained = true;
      }
    }
    if (!gained) return;
  }
}
