/**
 * Where edges touch the sides of a thing: in the order in which they go on, so that a fan-out does
 * not cross itself, and level with their other end where both sides can, so that short edges are straight.
 */
import { heightOf } from './heights';
import { type Incidence, incidence } from './layers';
import type { Layered } from './mesh-of-layers';

const PORT_GAP = 10;
/** Ports keep away from the rounded corners. */
const CORNER = 8;
const LEAST_GAP = 4;
/** A step smaller than this between two ends looks like a mistake, so it is taken out where there is room. */
const STEP = 16;

export interface Ports {
  /** Height at the left and right end of each segment. */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Ports of all segments, given the middles of all vertices. */
export function assignPorts(graph: Layered, y: Float64Array): Ports {
  const { segments } = graph;
  const result: Ports = {
    left: new Float64Array(segments.left.length),
    right: new Float64Array(segments.right.length),
  };
  for (let s = 0; s < segments.left.length; s += 1) {
    result.left[s] = (y[segments.left[s] ?? 0] ?? 0) + (segments.leftOffset[s] ?? 0);
    result.right[s] = (y[segments.right[s] ?? 0] ?? 0) + (segments.rightOffset[s] ?? 0);
  }
  const rightwards = incidence(y.length, segments.left);
  const leftwards = incidence(y.length, segments.right);
  for (let vertex = 0; vertex < graph.items.length; vertex += 1) {
    const item = graph.items[vertex];
    if (item === undefined || item.pin !== null || item.isBox) continue;
    fan(graph, y, vertex, rightwards, segments.right, result.left);
    fan(graph, y, vertex, leftwards, segments.left, result.right);
  }
  straighten(graph, y, result, rightwards, leftwards);
  return result;
}

function fan(
  graph: Layered,
  y: Float64Array,
  vertex: number,
  side: Incidence,
  others: Int32Array,
  ports: Float64Array,
): void {
  const first = side.start[vertex] ?? 0;
  const end = side.start[vertex + 1] ?? 0;
  const mine = side.arc.subarray(first, end);
  if (mine.length < 2) return;
  const far = (segment: number) => y[others[segment] ?? 0] ?? 0;
  mine.sort((a, b) => far(a) - far(b) || a - b);
  const room = Math.max(0, heightOf(graph, vertex) - 2 * CORNER);
  const gap = Math.min(PORT_GAP, room / (mine.length - 1));
  mine.forEach((segment, index) => {
    ports[segment] = (y[vertex] ?? 0) + (index - (mine.length - 1) / 2) * gap;
  });
}

function straighten(
  graph: Layered,
  y: Float64Array,
  ports: Ports,
  rightwards: Incidence,
  leftwards: Incidence,
): void {
  const { segments } = graph;
  const rank = (side: Incidence): Int32Array => {
    const at = new Int32Array(side.arc.length);
    side.arc.forEach((segment, index) => {
      at[segment] = index;
    });
    return at;
  };
  const leftRank = rank(rightwards);
  const rightRank = rank(leftwards);
  for (let s = 0; s < segments.left.length; s += 1) {
    const a = ports.left[s] ?? 0;
    const b = ports.right[s] ?? 0;
    if (a === b || Math.abs(a - b) > STEP) continue;
    const from = freedom(graph, y, segments.left[s] ?? 0, leftRank[s] ?? 0, rightwards, ports.left);
    const to = freedom(graph, y, segments.right[s] ?? 0, rightRank[s] ?? 0, leftwards, ports.right);
    const low = Math.max(from[0], to[0]);
    const high = Math.min(from[1], to[1]);
    if (low > high) continue;
    const level = Math.min(high, Math.max(low, (a + b) / 2));
    ports.left[s] = level;
    ports.right[s] = level;
  }
}

/** The heights that the port at `rank` may take without passing its neighbours or the corners. */
function freedom(
  graph: Layered,
  y: Float64Array,
  vertex: number,
  rank: number,
  side: Incidence,
  ports: Float64Array,
): readonly [number, number] {
  const item = graph.items[vertex];
  const now = ports[side.arc[rank] ?? 0] ?? 0;
  if (item === undefined || item.pin !== null || item.isBox) return [now, now];
  const middle = y[vertex] ?? 0;
  const reach = Math.max(0, item.height / 2 - CORNER);
  let low = middle - reach;
  let high = middle + reach;
  if (rank > (side.start[vertex] ?? 0))
    low = Math.max(low, (ports[side.arc[rank - 1] ?? 0] ?? 0) + LEAST_GAP);
  if (rank + 1 < (side.start[vertex + 1] ?? 0)) {
    high = Math.min(high, (ports[side.arc[rank + 1] ?? 0] ?? 0) - LEAST_GAP);
  }
  // Crowded ports stand closer than the gap: they stay where they are.
  return low > high ? [now, now] : [low, high];
}
