/** One connected group of things drawn in columns: layers, order, heights, ports, and the runs of its edges. */

import { bundled, unbundled } from './bundles';
import { SPACING } from './drawing';
import { assignHeights, heightOf } from './heights';
import { longestPathLayers } from './layers';
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
  const graph = layered(items, bundles.edges, layersWithPins(items, edges), gaps.rowGap);
  orderLayers(graph);
  const y = assignHeights(graph);
  const drawing = finishGroup(graph, y, columnsOf(graph, gaps));
  return { ...drawing, runs: unbundled(bundles, edges, drawing.runs) };
}

/** From layers, middles and columns to places and runs. */
function finishGroup(graph: Layered, y: Float64Array, columns: readonly Column[]): GroupDrawing {
  const { items } = graph;
  const ports = assignPorts(graph, y);
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

function runsOf(graph: Layered, ports: Ports, x: Float64Array, columns: readonly Column[]): Run[][] {
  let segment = 0;
  return graph.chains.map((chain) => {
    const runs: Run[] = [];
    chain.forEach((vertex, step) => {
      const [left, right] = columns[graph.layer[vertex] ?? 0] ?? [0, 0];
      const isFirst = step === 0;
      const isLast = step === chain.length - 1;
      const arriving = ports.right[segment + step - 1] ?? 0;
      const before = runs.at(-1);
      if (isFirst) {
        const edge = (x[vertex] ?? 0) + (graph.items[vertex]?.width ?? 0);
        runs.push({ x1: edge, x2: Math.max(edge, right), y: ports.left[segment] ?? 0 });
      } else if (isLast) runs.push({ x1: x[vertex] ?? 0, x2: x[vertex] ?? 0, y: arriving });
      else if (before !== undefined && step > 1 && before.y === arriving) before.x2 = right;
      else runs.push({ x1: left, x2: right, y: arriving });
    });
    segment += chain.length - 1;
    return runs;
  });
}

/** Pins stand in columns of their own at both ends. */
function layersWithPins(items: readonly LayeredItem[], edges: readonly LayeredEdge[]): Int32Array {
  const free = (index: number) => items[index]?.pin === null;
  const inner = edges.filter((edge) => free(edge.from) && free(edge.to));
  const arcs = {
    from: Int32Array.from(inner, (edge) => edge.from),
    to: Int32Array.from(inner, (edge) => edge.to),
  };
  const layer = longestPathLayers(items.length, arcs);
  let last = 0;
  items.forEach((item, index) => {
    if (item.pin === null) last = Math.max(last, layer[index] ?? 0);
  });
  leaveByTheRight(items, edges, inner, layer, last);
  const first = items.some((item) => item.pin === 'left') ? 1 : 0;
  return layer.map((value, index) => {
    const pin = items[index]?.pin;
    if (pin === 'left') return 0;
    return pin === 'right' ? last + first + 1 : value + first;
  });
}

/** What only sends out of the box stands beside the border that its edges leave by. */
function leaveByTheRight(
  items: readonly LayeredItem[],
  edges: readonly LayeredEdge[],
  inner: readonly LayeredEdge[],
  layer: Int32Array,
  last: number,
): void {
  const bound = new Set(inner.flatMap((edge) => [edge.from, edge.to]));
  const entered = new Set(edges.filter((edge) => items[edge.from]?.pin === 'left').map((edge) => edge.to));
  for (const edge of edges) {
    if (items[edge.to]?.pin !== 'right' || items[edge.from]?.pin !== null) continue;
    if (!bound.has(edge.from) && !entered.has(edge.from)) layer[edge.from] = last;
  }
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
