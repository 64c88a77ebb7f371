/** One connected group of things drawn in columns: layers, order, heights, ports, and the runs of its edges. */

import { bundled, type Spread, unbundled } from './bundles';
import { SPACING } from './drawing';
import { assignHeights, heightOf } from './heights';
import { type Arcs, longestPathLayers } from './layers';
import { type Layered, type LayeredEdge, type LayeredItem, layered } from './mesh-of-layers';
import { orderLayers } from './ordering';
import { assignPorts, type Ports } from './ports';
import type { Run } from './runs';

type Column = readonly [left: number, right: number];

/** Free space between columns, and from the border on the left to the first. */
export interface Gaps {
  readonly columnGap: number;
  /** Between two cards of a column. */
  readonly rowGap: number;
  readonly inlet: number;
}

export interface GroupDrawing {
  /** Top left corners of the items. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Per edge, from left to right. */
  readonly runs: readonly Run[][];
  readonly width: number;
  readonly height: number;
}

/** Draws a group from nothing, its top left corner at (0, 0). */
export function drawGroup(
  items: readonly LayeredItem[],
  edges: readonly LayeredEdge[],
  gaps: Gaps,
): GroupDrawing {
  const bundles = bundled(items, edges);
  const graph = layered(items, bundles.edges, layersWithPins(items, bundles.edges), gaps.rowGap);
  orderLayers(graph);
  const y = assignHeights(graph);
  const ports = assignPorts(graph, y);
  const drawing = finishGroup(graph, y, ports, columnsOf(graph, gaps));
  return { ...drawing, runs: unbundled(bundles, items, edges, drawing.runs, spreadOf(graph, ports)) };
}

/** From layers, middles and columns to places and runs. */
function finishGroup(
  graph: Layered,
  y: Float64Array,
  ports: Ports,
  columns: readonly Column[],
): GroupDrawing {
  const { items } = graph;
  const x = new Float64Array(items.length);
  const top = new Float64Array(items.length);
  let height = 0;
  let width = 0;
  items.forEach((item, index) => {
    x[index] = columns[graph.layer[index] ?? 0]?.[0] ?? 0;
    top[index] = (y[index] ?? 0) - item.height / 2;
    width = Math.max(width, (x[index] ?? 0) + item.width);
  });
  for (let vertex = 0; vertex < y.length; vertex += 1)
    height = Math.max(height, (y[vertex] ?? 0) + heightOf(graph, vertex) / 2);
  return { x, y: top, runs: runsOf(graph, ports, x, columns), width, height };
}

/** The distances of the first and last segment of each edge. */
function spreadOf(graph: Layered, ports: Ports): Spread {
  const count = graph.chains.length;
  const spread = { left: new Float64Array(count), right: new Float64Array(count) };
  let segment = 0;
  for (let edge = 0; edge < count; edge += 1) {
    spread.left[edge] = ports.leftGap[segment] ?? 0;
    segment += (graph.chains[edge]?.length ?? 1) - 1;
    spread.right[edge] = ports.rightGap[segment - 1] ?? 0;
  }
  return spread;
}

function runsOf(graph: Layered, ports: Ports, x: Float64Array, columns: readonly Column[]): Run[][] {
  const all: Run[][] = [];
  let segment = 0;
  for (const chain of graph.chains) {
    const last = chain.length - 1;
    const from = chain[0] ?? 0;
    const to = chain[last] ?? 0;
    const border = (x[from] ?? 0) + (graph.items[from]?.width ?? 0);
    const right = columns[graph.layer[from] ?? 0]?.[1] ?? 0;
    let run: Run = { x1: border, x2: Math.max(border, right), y: ports.left[segment] ?? 0 };
    const runs = [run];
    for (let step = 1; step < last; step += 1) {
      const y = ports.right[segment + step - 1] ?? 0;
      const column = columns[graph.layer[chain[step] ?? 0] ?? 0];
      if (step > 1 && run.y === y) run.x2 = column?.[1] ?? 0;
      else {
        run = { x1: column?.[0] ?? 0, x2: column?.[1] ?? 0, y };
        runs.push(run);
      }
    }
    const end = x[to] ?? 0;
    runs.push({ x1: end, x2: end, y: ports.right[segment + last - 1] ?? 0 });
    segment += last;
    all.push(runs);
  }
  return all;
}

/** Pins stand in columns of their own at both ends. */
function layersWithPins(items: readonly LayeredItem[], edges: readonly LayeredEdge[]): Int32Array {
  const inner = edges.filter((edge) => items[edge.from]?.pin === null && items[edge.to]?.pin === null);
  const arcs = { from: new Int32Array(inner.length), to: new Int32Array(inner.length) };
  for (let index = 0; index < inner.length; index += 1) {
    arcs.from[index] = inner[index]?.from ?? 0;
    arcs.to[index] = inner[index]?.to ?? 0;
  }
  const layer = longestPathLayers(items.length, arcs);
  let last = 0;
  let first = 0;
  for (let index = 0; index < items.length; index += 1) {
    const pin = items[index]?.pin ?? null;
    if (pin === null) last = Math.max(last, layer[index] ?? 0);
    else if (pin === 'left') first = 1;
  }
  leaveByTheRight(items, edges, arcs, layer, last);
  for (let index = 0; index < items.length; index += 1) {
    const pin = items[index]?.pin ?? null;
    if (pin === null) layer[index] = (layer[index] ?? 0) + first;
    else layer[index] = pin === 'left' ? 0 : last + first + 1;
  }
  return layer;
}

/** What only sends out of the box stands beside the border that its edges leave by. */
function leaveByTheRight(
  items: readonly LayeredItem[],
  edges: readonly LayeredEdge[],
  inner: Arcs,
  layer: Int32Array,
  last: number,
): void {
  const bound = new Uint8Array(items.length);
  for (const from of inner.from) bound[from] = 1;
  for (const to of inner.to) bound[to] = 1;
  for (const edge of edges) if (items[edge.from]?.pin === 'left') bound[edge.to] = 1;
  for (const { from, to } of edges)
    if (items[to]?.pin === 'right' && items[from]?.pin === null && bound[from] === 0) layer[from] = last;
}

/** Left and right of each column; the gap beside a box's border is an inlet. */
function columnsOf(graph: Layered, gaps: Gaps): Column[] {
  const widths = new Float64Array(graph.layerCount);
  const pinned = new Uint8Array(graph.layerCount);
  graph.items.forEach((item, index) => {
    const layer = graph.layer[index] ?? 0;
    widths[layer] = Math.max(widths[layer] ?? 0, item.width);
    if (item.pin !== null) pinned[layer] = 1;
  });
  const columns: Column[] = [];
  let at = 0;
  widths.forEach((width, layer) => {
    if (layer > 0) {
      if (pinned[layer - 1] === 1) at += gaps.inlet;
      else at += pinned[layer] === 1 ? SPACING.boxInlet : gaps.columnGap;
    }
    columns.push([at, at + width]);
    at += width;
  });
  return columns;
}
