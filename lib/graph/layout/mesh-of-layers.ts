/**
 * A group of connected things as proper layers: an edge over several columns becomes a chain of
 * passes, one in each column between, so that every segment joins two neighbouring columns.
 */

export interface LayeredItem {
  readonly width: number;
  readonly height: number;
  /** Where calls of one thing cross the box's border: fixed to the first or last column. */
  readonly pin: 'left' | 'right' | null;
  readonly isBox: boolean;
}

/** Left to right. Offsets are the port's distance from the thing's middle where it is given (boxes), else null. */
export interface LayeredEdge {
  readonly from: number;
  readonly to: number;
  readonly fromOffset: number | null;
  readonly toOffset: number | null;
  /** Of the line where it passes through columns; 0 for a single one. */
  readonly thickness?: number;
}

export interface Layered {
  readonly items: readonly LayeredItem[];
  readonly edges: readonly LayeredEdge[];
  /** Free space between two cards of a column. */
  readonly rowGap: number;
  /** Of each vertex: items first, then passes. */
  readonly layer: Int32Array;
  readonly layerCount: number;
  /** Edge of each pass, at `vertex - items.length`. */
  readonly passEdge: Int32Array;
  /** Vertices from left to right along each edge, ends included. */
  readonly chains: readonly Int32Array[];
  readonly segments: Segments;
  /** Vertices of each layer from top to bottom; sorted in place by the ordering. */
  readonly order: number[][];
}

export interface Segments {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly leftOffset: Float64Array;
  readonly rightOffset: Float64Array;
  readonly weight: Float64Array;
}

/** How much a segment wants to be straight: passes most, so that long edges do not wobble. */
const WEIGHT = { passes: 8, mixed: 2, items: 1 } as const;

export function layered(
  items: readonly LayeredItem[],
  edges: readonly LayeredEdge[],
  itemLayer: Int32Array,
  rowGap: number,
): Layered {
  let passCount = 0;
  for (const edge of edges)
    passCount += Math.max(0, (itemLayer[edge.to] ?? 0) - (itemLayer[edge.from] ?? 0) - 1);
  const layer = new Int32Array(items.length + passCount);
  layer.set(itemLayer);
  const passEdge = new Int32Array(passCount);
  const segmentCount = edges.length + passCount;
  const segments: Segments = {
    left: new Int32Array(segmentCount),
    right: new Int32Array(segmentCount),
    leftOffset: new Float64Array(segmentCount),
    rightOffset: new Float64Array(segmentCount),
    weight: new Float64Array(segmentCount),
  };
  let vertex = items.length;
  let segment = 0;
  const chains = edges.map((edge, index) => {
    const first = itemLayer[edge.from] ?? 0;
    const span = (itemLayer[edge.to] ?? 0) - first;
    const chain = new Int32Array(span + 1);
    chain[0] = edge.from;
    chain[span] = edge.to;
    for (let step = 1; step < span; step += 1) {
      chain[step] = vertex;
      layer[vertex] = first + step;
      passEdge[vertex - items.length] = index;
      vertex += 1;
    }
    for (let step = 0; step < span; step += 1) {
      segments.left[segment] = chain[step] ?? 0;
      segments.right[segment] = chain[step + 1] ?? 0;
      segments.leftOffset[segment] = step === 0 ? (edge.fromOffset ?? 0) : 0;
      segments.rightOffset[segment] = step === span - 1 ? (edge.toOffset ?? 0) : 0;
      const passes = (step > 0 ? 1 : 0) + (step < span - 1 ? 1 : 0);
      segments.weight[segment] = passes === 2 ? WEIGHT.passes : passes === 1 ? WEIGHT.mixed : WEIGHT.items;
      segment += 1;
    }
    return chain;
  });
  let layerCount = 0;
  for (const value of layer) layerCount = Math.max(layerCount, value + 1);
  const order: number[][] = Array.from({ length: layerCount }, () => []);
  return { items, edges, rowGap, layer, layerCount, passEdge, chains, segments, order };
}
