/**
 * Ranks nodes by the number of their edges, in and out: 1 has most. The rule is Kiali's
 * (kiali:frontend/src/pages/Graph/GraphScore.ts), so that expressions such as `rank <= 2` mean the same: equal numbers
 * share a rank, ranks have no gaps, and more than 100 of them are pressed into 1 to 100.
 */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';

const LAST = 100;

export function rankNodes(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphNode[] {
  const ends = new Map<string, number>();
  for (const { source, target } of edges) {
    ends.set(source, (ends.get(source) ?? 0) + 1);
    ends.set(target, (ends.get(target) ?? 0) + 1);
  }
  const counts = new Set<number>();
  for (const { id } of nodes) counts.add(ends.get(id) ?? 0);
  const ranks = new Map([...counts].sort((a, b) => b - a).map((count, at) => [count, at + 1]));
  const last = ranks.size;
  return nodes.map((node) => ({ ...node, rank: pressed(ranks.get(ends.get(node.id) ?? 0) ?? last, last) }));
}

/** Kiali's formula to the letter. */
function pressed(rank: number, last: number): number {
  if (last <= 1) return 1;
  return Math.ceil((1 + (rank - 1) * (Math.min(last, LAST) - 1)) / (last - 1));
}
