/**
 * Drawing a group again when little has changed: what was there stays where it was, new things take
 * the nearest free place in their column. Null where that cannot be done; then the level is drawn anew.
 */
import type { LevelMemory } from './drawing';
import { type Column, finishGroup, type GroupDrawing } from './group';
import { heightOf, separation } from './heights';
import { incidence } from './layers';
import { type Layered, type LayeredEdge, type LayeredItem, layered, pinPrefix } from './mesh-of-layers';

const LEAST_COLUMN_GAP = 36;

/** Draws into the level's own coordinates; `groupKey` is the key that the group had before. */
export function keepGroup(
  items: readonly LayeredItem[],
  edges: readonly LayeredEdge[],
  memory: LevelMemory,
  groupKey: string,
): GroupDrawing | null {
  const before = memory.columns.get(groupKey);
  if (before === undefined) return null;
  const layer = keptLayers(items, edges, memory, groupKey, before.length);
  if (layer === null) return null;
  const graph = layered(items, edges, layer);
  const columns = keptColumns(graph, before);
  if (columns === null) return null;
  const y = keptHeights(graph, memory);
  return y === null ? null : finishGroup(graph, y, columns);
}

function keptLayers(
  items: readonly LayeredItem[],
  edges: readonly LayeredEdge[],
  memory: LevelMemory,
  groupKey: string,
  layerCount: number,
): Int32Array | null {
  const layer = new Int32Array(items.length).fill(-1);
  const hasPins = (side: 'left' | 'right') => items.some((item) => item.pin === side);
  const hadPins = (side: 'left' | 'right') =>
    [...memory.items].some(([key, place]) => place.group === groupKey && key.startsWith(pinPrefix(side)));
  // A border column that comes shifts all others; one that is not needed now stays for its return.
  if ((hasPins('left') && !hadPins('left')) || (hasPins('right') && !hadPins('right'))) return null;
  const firstFree = hadPins('left') ? 1 : 0;
  const lastFree = layerCount - (hadPins('right') ? 2 : 1);
  items.forEach((item, index) => {
    if (item.pin !== null) layer[index] = item.pin === 'left' ? 0 : layerCount - 1;
    else layer[index] = memory.items.get(item.key)?.layer ?? -1;
  });
  const fresh = items.map((_, index) => index).filter((index) => layer[index] === -1);
  for (const index of fresh) {
    const callers = edges.filter((edge) => edge.to === index).map((edge) => layer[edge.from] ?? -1);
    const callees = edges.filter((edge) => edge.from === index).map((edge) => layer[edge.to] ?? -1);
    const nearestCallee = Math.min(...callees.filter((value) => value >= 0));
    const nearestCaller = Math.max(-1, ...callers);
    const wish =
      nearestCaller >= 0 ? nearestCaller + 1 : Number.isFinite(nearestCallee) ? nearestCallee - 1 : firstFree;
    layer[index] = Math.min(lastFree, Math.max(firstFree, wish));
  }
  return edges.every((edge) => (layer[edge.from] ?? 0) < (layer[edge.to] ?? 0)) ? layer : null;
}

function keptColumns(graph: Layered, before: readonly Column[]): Column[] | null {
  const columns = before.map(([left, right]): [number, number] => [left, right]);
  graph.items.forEach((item, index) => {
    const column = columns[graph.layer[index] ?? 0];
    if (column !== undefined) column[1] = Math.max(column[1], column[0] + item.width);
  });
  const tooWide = columns.some(([, right], layer) => {
    const next = before[layer + 1];
    return next !== undefined && right > (before[layer]?.[1] ?? 0) && right + LEAST_COLUMN_GAP > next[0];
  });
  return tooWide || graph.layerCount > columns.length ? null : columns;
}

function keptHeights(graph: Layered, memory: LevelMemory): Float64Array | null {
  const y = new Float64Array(graph.layer.length).fill(Number.NaN);
  graph.items.forEach((item, index) => {
    const place = memory.items.get(item.key);
    if (place !== undefined) y[index] = place.y + item.height / 2;
  });
  for (let vertex = graph.items.length; vertex < y.length; vertex += 1) {
    const edge = graph.edges[graph.passEdge[vertex - graph.items.length] ?? -1];
    y[vertex] = memory.passes.get(`${edge?.id}@${graph.layer[vertex]}`) ?? Number.NaN;
  }
  const top = Math.min(...y.filter((value) => !Number.isNaN(value)));
  if (!Number.isFinite(top)) return null;
  const byLayer: number[][] = Array.from({ length: graph.layerCount }, () => []);
  graph.layer.forEach((layer, vertex) => {
    byLayer[layer]?.push(vertex);
  });
  const wishes = wishedHeights(graph, y, top);
  byLayer.forEach((vertices, layer) => {
    const placed = vertices
      .filter((vertex) => !Number.isNaN(y[vertex]))
      .sort((a, b) => (y[a] ?? 0) - (y[b] ?? 0));
    pushDown(graph, placed, y);
    const fresh = vertices.filter((vertex) => Number.isNaN(y[vertex]));
    for (const vertex of fresh) insert(graph, placed, y, vertex, wishes(vertex), top);
    graph.order[layer] = placed;
  });
  return y;
}

function pushDown(graph: Layered, vertices: readonly number[], y: Float64Array): void {
  for (let i = 1; i < vertices.length; i += 1) {
    const above = vertices[i - 1] ?? 0;
    const vertex = vertices[i] ?? 0;
    y[vertex] = Math.max(y[vertex] ?? 0, (y[above] ?? 0) + separation(graph, above, vertex));
  }
}

function wishedHeights(graph: Layered, y: Float64Array, top: number): (vertex: number) => number {
  const { left, right } = graph.segments;
  const sides = [incidence(y.length, left), incidence(y.length, right)] as const;
  return (vertex) => {
    let sum = 0;
    let count = 0;
    sides.forEach((side, index) => {
      for (let p = side.start[vertex] ?? 0; p < (side.start[vertex + 1] ?? 0); p += 1) {
        const other = y[(index === 0 ? right : left)[side.arc[p] ?? 0] ?? 0] ?? Number.NaN;
        if (Number.isNaN(other)) continue;
        sum += other;
        count += 1;
      }
    });
    return count === 0 ? top : sum / count;
  };
}

/** Puts a new vertex into the free place nearest to its wish; below all others there is always one. */
function insert(
  graph: Layered,
  placed: number[],
  y: Float64Array,
  vertex: number,
  wish: number,
  top: number,
): void {
  let best = { at: placed.length, height: Number.NaN, cost: Number.POSITIVE_INFINITY };
  for (let at = 0; at <= placed.length; at += 1) {
    const above = placed[at - 1];
    const below = placed[at];
    const low =
      above === undefined
        ? top + heightOf(graph, vertex) / 2
        : (y[above] ?? 0) + separation(graph, above, vertex);
    const high =
      below === undefined ? Number.POSITIVE_INFINITY : (y[below] ?? 0) - separation(graph, vertex, below);
    if (low > high) continue;
    const height = Math.min(high, Math.max(low, wish));
    const cost = Math.abs(height - wish);
    if (cost < best.cost) best = { at, height, cost };
  }
  y[vertex] = best.height;
  placed.splice(best.at, 0, vertex);
}
