/**
 * Heights within the columns: each thing as near as possible to the average of its neighbours, in the
 * given order and without overlaps. One column is solved exactly (pool adjacent violators), the columns
 * in turn, so that edges become as straight as they can be.
 */
import { SPACING } from './drawing';
import { type Incidence, incidence } from './layers';
import type { Layered } from './mesh-of-layers';

const ROUNDS = 6;

/** Least distance of the middles of two neighbours in a column, `upper` above `lower`. */
export function separation(graph: Layered, upper: number, lower: number): number {
  return (heightOf(graph, upper) + heightOf(graph, lower)) / 2 + gap(graph, upper, lower);
}

export function heightOf(graph: Layered, vertex: number): number {
  return graph.items[vertex]?.height ?? 0;
}

function gap(graph: Layered, a: number, b: number): number {
  const first = graph.items[a];
  const second = graph.items[b];
  const thin =
    (first === undefined || first.pin !== null ? 1 : 0) +
    (second === undefined || second.pin !== null ? 1 : 0);
  if (thin === 2) return SPACING.betweenPasses;
  if (thin === 1) return SPACING.nodeToPass;
  return first?.isBox === true || second?.isBox === true ? SPACING.betweenBoxes : SPACING.betweenNodes;
}

/** Middles of all vertices. The highest top is at 0. */
export function assignHeights(graph: Layered): Float64Array {
  const count = graph.layer.length;
  const leftwards = incidence(count, graph.segments.right);
  const rightwards = incidence(count, graph.segments.left);
  const y = new Float64Array(count);
  stack(graph, y);
  const solver = new ColumnSolver(graph, y);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let layer = 1; layer < graph.layerCount; layer += 1) solver.solve(layer, [leftwards]);
    for (let layer = graph.layerCount - 2; layer >= 0; layer -= 1) solver.solve(layer, [rightwards]);
  }
  // The last passes listen to both sides, so that no column is straight at the cost of its neighbour.
  for (let layer = 0; layer < graph.layerCount; layer += 1) solver.solve(layer, [leftwards, rightwards]);
  for (let layer = graph.layerCount - 1; layer >= 0; layer -= 1) solver.solve(layer, [leftwards, rightwards]);
  return settle(graph, y);
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

function stack(graph: Layered, y: Float64Array): void {
  for (const vertices of graph.order) {
    let at = 0;
    vertices.forEach((vertex, index) => {
      const above = vertices[index - 1];
      at += above === undefined ? 0 : separation(graph, above, vertex);
      y[vertex] = at;
    });
    for (const vertex of vertices) y[vertex] = (y[vertex] ?? 0) - at / 2;
  }
}

class ColumnSolver {
  readonly #graph: Layered;
  readonly #y: Float64Array;
  readonly #value: Float64Array;
  readonly #weight: Float64Array;
  readonly #size: Int32Array;

  constructor(graph: Layered, y: Float64Array) {
    const widest = Math.max(0, ...graph.order.map((vertices) => vertices.length));
    this.#graph = graph;
    this.#y = y;
    this.#value = new Float64Array(widest);
    this.#weight = new Float64Array(widest);
    this.#size = new Int32Array(widest);
  }

  /** Minimises the weighted squares of the distances to the wished heights under the column's separations. */
  solve(layer: number, sides: readonly Incidence[]): void {
    const vertices = this.#graph.order[layer] ?? [];
    let blocks = 0;
    let shift = 0;
    for (let i = 0; i < vertices.length; i += 1) {
      const vertex = vertices[i] ?? 0;
      const above = vertices[i - 1];
      if (above !== undefined) shift += separation(this.#graph, above, vertex);
      const wish = this.#wish(vertex, sides);
      let value = wish.height - shift;
      let weight = wish.weight;
      let size = 1;
      while (blocks > 0 && (this.#value[blocks - 1] ?? 0) > value) {
        blocks -= 1;
        const other = this.#weight[blocks] ?? 0;
        value = (value * weight + (this.#value[blocks] ?? 0) * other) / (weight + other);
        weight += other;
        size += this.#size[blocks] ?? 0;
      }
      this.#value[blocks] = value;
      this.#weight[blocks] = weight;
      this.#size[blocks] = size;
      blocks += 1;
    }
    this.#write(vertices, blocks);
  }

  #write(vertices: readonly number[], blocks: number): void {
    let index = 0;
    let shift = 0;
    for (let block = 0; block < blocks; block += 1) {
      for (let inBlock = 0; inBlock < (this.#size[block] ?? 0); inBlock += 1) {
        const vertex = vertices[index] ?? 0;
        const above = vertices[index - 1];
        if (above !== undefined) shift += separation(this.#graph, above, vertex);
        this.#y[vertex] = (this.#value[block] ?? 0) + shift;
        index += 1;
      }
    }
  }

  #wish(vertex: number, sides: readonly Incidence[]): { height: number; weight: number } {
    const { left, right, leftOffset, rightOffset, weight } = this.#graph.segments;
    let sum = 0;
    let total = 0;
    for (const side of sides) {
      for (let p = side.start[vertex] ?? 0; p < (side.start[vertex + 1] ?? 0); p += 1) {
        const segment = side.arc[p] ?? 0;
        const onLeft = left[segment] === vertex;
        const other = (onLeft ? right[segment] : left[segment]) ?? 0;
        const lean = (rightOffset[segment] ?? 0) - (leftOffset[segment] ?? 0);
        const importance = weight[segment] ?? 1;
        sum += ((this.#y[other] ?? 0) + (onLeft ? lean : -lean)) * importance;
        total += importance;
      }
    }
    return total === 0
      ? { height: this.#y[vertex] ?? 0, weight: 0.05 }
      : { height: sum / total, weight: total };
  }
}
