/** One graph that holds two moments: what is there now, and what was there before and is gone. */
import type { GraphAnswer, GraphBox } from '@/lib/graph/contract';

/**
 * The answer of now, with the nodes, edges and boxes that only the earlier one has; those keep the figures they had.
 * What is in both stands in the picture once, as it is now. Totals and warnings are those of now.
 */
export function bothMoments(before: GraphAnswer, after: GraphAnswer): GraphAnswer {
  const nodes = onlyBefore(before.nodes, after.nodes);
  const edges = onlyBefore(before.edges, after.edges);
  if (nodes.length === 0 && edges.length === 0) return after;
  const needed = new Set(nodes.flatMap((node) => node.boxes));
  const boxes = onlyBefore(before.boxes, after.boxes).filter((box) => needed.has(box.id));
  return {
    ...after,
    nodes: [...after.nodes, ...nodes],
    edges: [...after.edges, ...edges],
    boxes: [...after.boxes, ...boxes.map(quiet)],
  };
}

function onlyBefore<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const now = new Set(after.map(({ id }) => id));
  return before.filter(({ id }) => !now.has(id));
}

/** A box that is gone says nothing of now. */
function quiet(box: GraphBox): GraphBox {
  return { ...box, incoming: null, health: { kind: 'idle' } };
}
