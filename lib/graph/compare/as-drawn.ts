/** Two answers compared as they are drawn: edges into folded boxes are sums, and so is what they are compared with. */
import type { GraphAnswer } from '@/lib/graph/contract';
import { mergedEdge } from '@/lib/graph/view/merge-edges';
import type { ViewGraph } from '@/lib/graph/view/view-graph';

/** An answer whose edges are those of the view, of as many parts as it has; parts that it lacks count nothing. */
export function asDrawn(
  answer: GraphAnswer,
  shown: Pick<ViewGraph, 'edges' | 'nodes' | 'merged'>,
): GraphAnswer {
  const own = new Map(answer.edges.map((edge) => [edge.id, edge]));
  const nodes = new Set(shown.nodes.map(({ id }) => id));
  return {
    ...answer,
    nodes: answer.nodes.filter(({ id }) => nodes.has(id)),
    edges: shown.edges.flatMap(({ id, source, target }) => {
      const parts = (shown.merged.get(id) ?? [id]).flatMap((part) => own.get(part) ?? []);
      return parts.length === 0 ? [] : [{ ...mergedEdge(source, target, parts), id }];
    }),
  };
}
