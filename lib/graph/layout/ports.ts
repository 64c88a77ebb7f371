/**
 * Where edges touch the sides of a thing: in the order in which they go on, so that a fan-out does
 * not cross itself, and level with their other end where both sides can, so that short edges are straight.
 */
import { BUNDLE_GAP } from './bundles';
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
  /** Between the lines of a bundle at a card on either side. */
  readonly leftGap: Float64Array;
  readonly rightGap: Float64Array;
}

/** Ports of all segments, given the middles of all vertices. */
export function assignPorts(graph: Layered, y: Float64Array): Ports {
  const { segments } = graph;
  const result: Ports = {
    left: new Float64Array(segments.left.length),
    right: new Float64Array(segments.left.length),
    leftGap: new Float64Array(segments.left.length),
    rightGap: new Float64Array(segments.left.length),
  };
  const lines = linesOf(graph);
  for (let s = 0; s < segments.left.length; s += 1) {
    result.left[s] = (y[segments.left[s] ?? 0] ?? 0) + (segments.leftOffset[s] ?? 0);
    result.right[s] = (y[segments.right[s] ?? 0] ?? 0) + (segments.rightOffset[s] ?? 0);
  }
  const rightwards = incidence(y.length, segments.left);
  const leftwards = incidence(y.length, segments.right);
  for (let vertex = 0; vertex < graph.items.length; vertex += 1) {
    const item = graph.items[vertex];
    if (item === undefined || item.pin !== null || item.isBox) continue;
    fan(item.height, y, vertex, rightwards, segments.right, lines, result.left, result.leftGap);
    fan(item.height, y, vertex, leftwards, segments.left, lines, result.right, result.rightGap);
  }
  straighten(graph, y, result, rightwards, leftwards, lines);
  return result;
}

/** How many lines each segment stands for. */
function linesOf(graph: Layered): Int32Array {
  const lines = new Int32Array(graph.segments.left.length);
  let segment = 0;
  for (let edge = 0; edge < graph.chains.length; edge += 1) {
    const count = (graph.edges[edge]?.thickness ?? 0) / BUNDLE_GAP + 1;
    const end = segment + (graph.chains[edge]?.length ?? 1) - 1;
    lines.fill(count, segment, end);
    segment = end;
  }
  return lines;
}

function fan(
  height: number,
  y: Float64Array,
  vertex: number,
  side: Incidence,
  others: Int32Array,
  lines: Int32Array,
  ports: Float64Array,
  gaps: Float64Array,
): void {
  const first = side.start[vertex] ?? 0;
  const end = side.start[vertex + 1] ?? 0;
  const mine = side.arc.subarray(first, end);
  let total = 0;
  for (const segment of mine) total += lines[segment] ?? 1;
  if (total < 2) return;
  // Few at a card: sorted by insertion, without a comparison function.
  for (let i = 1; i < mine.length; i += 1) {
    const segment = mine[i] ?? 0;
    const far = y[others[segment] ?? 0] ?? 0;
    let at = i - 1;
    for (; at >= 0; at -= 1) {
      const above = mine[at] ?? 0;
      const there = y[others[above] ?? 0] ?? 0;
      if (there < far || (there === far && above < segment)) break;
      mine[at + 1] = above;
    }
    mine[at + 1] = segment;
  }
  const gap = Math.min(PORT_GAP, Math.max(0, height - 2 * CORNER) / (total - 1));
  let place = -(total - 1) / 2;
  for (const segment of mine) {
    const count = lines[segment] ?? 1;
    ports[segment] = (y[vertex] ?? 0) + (place + (count - 1) / 2) * gap;
    gaps[segment] = gap;
    place += count;
  }
}

function straighten(
  graph: Layered,
  y: Float64Array,
  ports: Ports,
  rightwards: Incidence,
  leftwards: Incidence,
  lines: Int32Array,
): void {
  const { segments } = graph;
  const leftRank = ranksOf(rightwards);
  const rightRank = ranksOf(leftwards);
  for (let s = 0; s < segments.left.length; s += 1) {
    const a = ports.left[s] ?? 0;
    const b = ports.right[s] ?? 0;
    if (a === b || Math.abs(a - b) > STEP || (lines[s] ?? 1) > 1) continue;
    const from = freedom(graph, y, segments.left[s] ?? 0, leftRank[s] ?? 0, rightwards, ports.left, lines);
    const to = freedom(graph, y, segments.right[s] ?? 0, rightRank[s] ?? 0, leftwards, ports.right, lines);
    const low = Math.max(from[0], to[0]);
    const high = Math.min(from[1], to[1]);
    if (low > high) continue;
    const level = Math.min(high, Math.max(low, (a + b) / 2));
    ports.left[s] = level;
    ports.right[s] = level;
  }
}

/** Where in the incidence each segment is. */
function ranksOf(side: Incidence): Int32Array {
  const at = new Int32Array(side.arc.length);
  for (let index = 0; index < at.length; index += 1) at[side.arc[index] ?? 0] = index;
  return at;
}

/** The heights that the port at `rank` may take without passing its neighbours, bundles or the corners. */
function freedom(
  graph: Layered,
  y: Float64Array,
  vertex: number,
  rank: number,
  side: Incidence,
  ports: Float64Array,
  lines: Int32Array,
): readonly [number, number] {
  const item = graph.items[vertex];
  const now = ports[side.arc[rank] ?? 0] ?? 0;
  if (item === undefined || item.pin !== null || item.isBox) return [now, now];
  const middle = y[vertex] ?? 0;
  const reach = Math.max(0, item.height / 2 - CORNER);
  let low = middle - reach;
  let high = middle + reach;
  if (rank > (side.start[vertex] ?? 0)) {
    const above = side.arc[rank - 1] ?? 0;
    if ((lines[above] ?? 1) > 1) return [now, now];
    low = Math.max(low, (ports[above] ?? 0) + LEAST_GAP);
  }
  if (rank + 1 < (side.start[vertex + 1] ?? 0)) {
    const below = side.arc[rank + 1] ?? 0;
    if ((lines[below] ?? 1) > 1) return [now, now];
    high = Math.min(high, (ports[below] ?? 0) - LEAST_GAP);
  }
  // Crowded ports stand closer than the gap: they stay where they are.
  return low > high ? [now, now] : [low, high];
}
