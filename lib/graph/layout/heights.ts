/**
 * Heights within the columns: each thing as near as possible to the average of its neighbours, in the
 * given order and without overlaps. One column is solved exactly (pool adjacent violators), the columns
 * in turn, so that edges become as straight as they can be.
 */
import { SPACING } from './drawing';
import { incidence } from './layers';
import type { Layered } from './mesh-of-layers';

/** Rounds over all columns; large graphs have settled well enough before. */
const ROUNDS = 6;
const ROUNDS_OF_LARGE = 2;
const LARGE = 1200;
/** What nothing pulls at stays where it is, unless something pushes. */
const OWN_WEIGHT = 0.05;

/** Least distance of the middles of two neighbours in a column, `upper` above `lower`. */
export function separation(graph: Layered, upper: number, lower: number): number {
  return (heightOf(graph, upper) + heightOf(graph, lower)) / 2 + gap(graph, upper, lower);
}

export function heightOf(graph: Layered, vertex: number): number {
  const item = graph.items[vertex];
  if (item !== undefined) return item.height;
  return graph.edges[graph.passEdge[vertex - graph.items.length] ?? -1]?.thickness ?? 0;
}

function gap(graph: Layered, a: number, b: number): number {
  const first = graph.items[a];
  const second = graph.items[b];
  const thin =
    (first === undefined || first.pin !== null ? 1 : 0) +
    (second === undefined || second.pin !== null ? 1 : 0);
  if (thin === 2) return SPACING.betweenPasses;
  if (thin === 1) return SPACING.nodeToPass;
  return first?.isBox === true || second?.isBox === true ? SPACING.betweenBoxes : graph.rowGap;
}

/** Middles of all vertices. The highest top is at 0. */
export function assignHeights(graph: Layered): Float64Array {
  const solver = new ColumnSolver(graph);
  const last = graph.layerCount - 1;
  const rounds = graph.segments.left.length > LARGE ? ROUNDS_OF_LARGE : ROUNDS;
  for (let round = 0; round < rounds; round += 1) {
    for (let layer = 1; layer <= last; layer += 1) solver.solve(layer, true, false);
    for (let layer = last - 1; layer >= 0; layer -= 1) solver.solve(layer, false, true);
  }
  // The last passes listen to both sides, so that no column is straight at the cost of its neighbour.
  for (let layer = 0; layer <= last; layer += 1) solver.solve(layer, true, true);
  for (let layer = last; layer >= 0; layer -= 1) solver.solve(layer, true, true);
  return settle(graph, solver.y);
}

/** Moves everything so that the highest top is at 0, onto whole pixels: heights are even, so no gap gets smaller. */
function settle(graph: Layered, y: Float64Array): Float64Array {
  let top = Number.POSITIVE_INFINITY;
  for (let vertex = 0; vertex < y.length; vertex += 1) {
    top = Math.min(top, (y[vertex] ?? 0) - heightOf(graph, vertex) / 2);
  }
  if (Number.isFinite(top))
    for (let vertex = 0; vertex < y.length; vertex += 1) y[vertex] = Math.round((y[vertex] ?? 0) - top);
  return y;
}

/** What pulls at each vertex from one side, as slices of flat arrays. */
interface Pulls {
  readonly start: Int32Array;
  readonly other: Int32Array;
  /** How much lower the vertex wants to stand than the other one. */
  readonly lean: Float64Array;
  readonly weight: Float64Array;
}

function pullsOf(graph: Layered, mine: Int32Array, others: Int32Array, sign: 1 | -1): Pulls {
  const { leftOffset, rightOffset, weight } = graph.segments;
  const { start, arc } = incidence(graph.layer.length, mine);
  const count = arc.length;
  const pulls = {
    start,
    other: new Int32Array(count),
    lean: new Float64Array(count),
    weight: new Float64Array(count),
  };
  for (let p = 0; p < count; p += 1) {
    const segment = arc[p] ?? 0;
    pulls.other[p] = others[segment] ?? 0;
    pulls.lean[p] = sign * ((leftOffset[segment] ?? 0) - (rightOffset[segment] ?? 0));
    pulls.weight[p] = weight[segment] ?? 1;
  }
  return pulls;
}

class ColumnSolver {
  readonly y: Float64Array;
  readonly #columns: readonly Int32Array[];
  /** Of each vertex: distance from the first in its column when all stand as close as they may. */
  readonly #shift: Float64Array;
  readonly #fromLeft: Pulls;
  readonly #fromRight: Pulls;
  readonly #value: Float64Array;
  readonly #weight: Float64Array;
  readonly #size: Int32Array;

  constructor(graph: Layered) {
    const { segments } = graph;
    this.#columns = graph.order.map((vertices) => Int32Array.from(vertices));
    this.#fromLeft = pullsOf(graph, segments.right, segments.left, 1);
    this.#fromRight = pullsOf(graph, segments.left, segments.right, -1);
    this.y = new Float64Array(graph.layer.length);
    this.#shift = new Float64Array(graph.layer.length);
    let widest = 0;
    for (const vertices of graph.order) {
      widest = Math.max(widest, vertices.length);
      let at = 0;
      vertices.forEach((vertex, index) => {
        const above = vertices[index - 1];
        at += above === undefined ? 0 : separation(graph, above, vertex);
        this.#shift[vertex] = at;
      });
      for (const vertex of vertices) this.y[vertex] = (this.#shift[vertex] ?? 0) - at / 2;
    }
    this.#value = new Float64Array(widest);
    this.#weight = new Float64Array(widest);
    this.#size = new Int32Array(widest);
  }

  /** Minimises the weighted squares of the distances to the wished heights under the column's separations. */
  solve(layer: number, left: boolean, right: boolean): void {
    const vertices = this.#columns[layer] ?? new Int32Array(0);
    const values = this.#value;
    const weights = this.#weight;
    const sizes = this.#size;
    let blocks = 0;
    for (let i = 0; i < vertices.length; i += 1) {
      const vertex = vertices[i] ?? 0;
      let weight =
        (left ? weightOf(this.#fromLeft, vertex) : 0) + (right ? weightOf(this.#fromRight, vertex) : 0);
      let value: number;
      if (weight === 0) {
        value = this.y[vertex] ?? 0;
        weight = OWN_WEIGHT;
      } else {
        const sum =
          (left ? sumOf(this.#fromLeft, vertex, this.y) : 0) +
          (right ? sumOf(this.#fromRight, vertex, this.y) : 0);
        value = sum / weight;
      }
      value -= this.#shift[vertex] ?? 0;
      let size = 1;
      while (blocks > 0 && (values[blocks - 1] ?? 0) > value) {
        blocks -= 1;
        const other = weights[blocks] ?? 0;
        value = (value * weight + (values[blocks] ?? 0) * other) / (weight + other);
        weight += other;
        size += sizes[blocks] ?? 0;
      }
      values[blocks] = value;
      weights[blocks] = weight;
      sizes[blocks] = size;
      blocks += 1;
    }
    this.#write(vertices, blocks);
  }

  #write(vertices: Int32Array, blocks: number): void {
    let index = 0;
    for (let block = 0; block < blocks; block += 1) {
      const value = this.#value[block] ?? 0;
      const end = index + (this.#size[block] ?? 0);
      for (; index < end; index += 1) {
        const vertex = vertices[index] ?? 0;
        this.y[vertex] = value + (this.#shift[vertex] ?? 0);
      }
    }
  }
}

function weightOf(pulls: Pulls, vertex: number): number {
  let total = 0;
  const end = pulls.start[vertex + 1] ?? 0;
  for (let p = pulls.start[vertex] ?? 0; p < end; p += 1) total += pulls.weight[p] ?? 0;
  return total;
}

/** Wished heights, each times its weight. */
function sumOf(pulls: Pulls, vertex: number, y: Float64Array): number {
  let sum = 0;
  const end = pulls.start[vertex + 1] ?? 0;
  for (let p = pulls.start[vertex] ?? 0; p < end; p += 1)
    sum += ((y[pulls.other[p] ?? 0] ?? 0) + (pulls.lean[p] ?? 0)) * (pulls.weight[p] ?? 0);
  return sum;
}
