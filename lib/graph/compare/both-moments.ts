/** One graph that holds two moments: what is there now, and what was there before and is gone. */
import type { GraphAnswer, GraphBox, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { Health } from '@/lib/health/contract';

/**
 * The answer of now, with the nodes, edges and boxes that only the earlier one has, without figures: sums over them must
 * be those of now. What is in both stands in the picture once, as it is now. Totals and warnings are those of now.
 */
export function bothMoments(before: GraphAnswer, after: GraphAnswer): GraphAnswer {
  const nodes = onlyBefore(before.nodes, after.nodes);
  const edges = onlyBefore(before.edges, after.edges);
  if (nodes.length === 0 && edges.length === 0) return after;
  const needed = new Set(nodes.flatMap((node) => node.boxes));
  const boxes = onlyBefore(before.boxes, after.boxes).filter((box) => needed.has(box.id));
  return {
    ...after,
    nodes: [...after.nodes, ...nodes.map(quietNode)],
    edges: [...after.edges, ...edges.map(quietEdge)],
    boxes: [...after.boxes, ...boxes.map(quietBox)],
  };
}

function onlyBefore<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const now = new Set(after.map(({ id }) => id));
  return before.filter(({ id }) => !now.has(id));
}

const QUIET: Health = { kind: 'idle' };

function quietNode(node: GraphNode): GraphNode {
  return {
    ...node,
    health: QUIET,
    incoming: null,
    outgoing: null,
    incomingTcp: null,
    outgoingTcp: null,
    incomingMessages: null,
    outgoingMessages: null,
  };
}

function quietEdge(edge: GraphEdge): GraphEdge {
  return {
    ...edge,
    health: QUIET,
    requests: null,
    tcp: null,
    messages: null,
    latencyMs: null,
    throughput: null,
    mtls: null,
  };
}

function quietBox(box: GraphBox): GraphBox {
  return { ...box, incoming: null, health: QUIET };
}
