/**
 * The graph as numbers, for drawing boxes within boxes: things are nodes and then boxes, levels are the page (0) and the
 * inside of each box, and each edge is filed under the innermost level that holds both of its ends.
 */
import type { LayoutInput } from './drawing';

export interface NestGraph {
  readonly nodeCount: number;
  /** Level that holds each thing. */
  readonly holder: Int32Array;
  /** Where each thing stands among the children of its level. */
  readonly place: Int32Array;
  readonly children: readonly (readonly number[])[];
  /** Positions in the input of the edges that are drawn: none from a node to itself or to one that is not there. */
  readonly edge: readonly number[];
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** By level: its edges; and for each edge the things of that level that are its ends or hold them. */
  readonly edgesAt: readonly (readonly number[])[];
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export function nestGraph({ nodes, boxes, edges }: LayoutInput): NestGraph {
  const nodeCount = nodes.length;
  const levels = new Map(boxes.map((box, index) => [box.id, index + 1]));
  const holder = new Int32Array(nodeCount + boxes.length);
  nodes.forEach((node, index) => {
    holder[index] = levels.get(node.box ?? '') ?? 0;
  });
  boxes.forEach((box, index) => {
    holder[nodeCount + index] = levels.get(box.parent ?? '') ?? 0;
  });
  const children: number[][] = Array.from({ length: boxes.length + 1 }, () => []);
  const place = new Int32Array(holder.length);
  holder.forEach((level, thing) => {
    place[thing] = (children[level]?.push(thing) ?? 1) - 1;
  });
  const depth = new Int32Array(boxes.length + 1);
  for (let level = 1; level <= boxes.length; level += 1) {
    let up = level;
    let deep = 0;
    for (; up !== 0; up = holder[nodeCount + up - 1] ?? 0) deep += 1;
    depth[level] = deep;
  }
  const ends = endsOf({ nodes, edges });
  const from = new Int32Array(ends.edge.length);
  const to = new Int32Array(ends.edge.length);
  const edgesAt: number[][] = children.map(() => []);
  for (let index = 0; index < from.length; index += 1) {
    let a = ends.source[index] ?? 0;
    let b = ends.target[index] ?? 0;
    while (holder[a] !== holder[b]) {
      const left = holder[a] ?? 0;
      const right = holder[b] ?? 0;
      if ((depth[left] ?? 0) >= (depth[right] ?? 0)) a = nodeCount + left - 1;
      else b = nodeCount + right - 1;
    }
    from[index] = a;
    to[index] = b;
    edgesAt[holder[a] ?? 0]?.push(index);
  }
  return { nodeCount, holder, place, children, ...ends, edgesAt, from, to };
}

function endsOf({ nodes, edges }: Pick<LayoutInput, 'nodes' | 'edges'>) {
  const index = new Map(nodes.map((node, at) => [node.id, at]));
  const edge: number[] = [];
  const source = new Int32Array(edges.length);
  const target = new Int32Array(edges.length);
  for (let at = 0; at < edges.length; at += 1) {
    const a = index.get(edges[at]?.source ?? '');
    const b = index.get(edges[at]?.target ?? '');
    if (a === undefined || b === undefined || a === b) continue;
    source[edge.length] = a;
    target[edge.length] = b;
    edge.push(at);
  }
  return { edge, source: source.subarray(0, edge.length), target: target.subarray(0, edge.length) };
}
