/** A node without the sums of its edges. */
import type { z } from 'zod';
import { type GraphEdge, type GraphNode, graphNodeSchema } from '@/lib/graph/contract';
import { trafficOver } from '@/lib/graph/passes/edge-sums';
import { isClose } from './is-close';

const SUMS = {
  incoming: true,
  outgoing: true,
  incomingTcp: true,
  outgoingTcp: true,
  incomingMessages: true,
  outgoingMessages: true,
} as const;

export const slimNodeSchema = graphNodeSchema.omit(SUMS).extend({
  /** null = what the edges sum up to. */
  sums: graphNodeSchema.pick(SUMS).nullable(),
});
export type SlimNode = z.infer<typeof slimNodeSchema>;

/** The edges that end and that begin at a node, in the order of the answer. */
interface NodeEdges {
  readonly arriving: readonly GraphEdge[];
  readonly leaving: readonly GraphEdge[];
}

const NONE: readonly GraphEdge[] = [];

/** The edges of each node, by its id. */
export function edgesOfNodes(edges: readonly GraphEdge[]): (id: string) => NodeEdges {
  const incoming = Map.groupBy(edges, ({ target }) => target);
  const outgoing = Map.groupBy(edges, ({ source }) => source);
  return (id) => ({ arriving: incoming.get(id) ?? NONE, leaving: outgoing.get(id) ?? NONE });
}

export function slimNode(node: GraphNode, edges: NodeEdges): SlimNode {
  const { incoming, outgoing, incomingTcp, outgoingTcp, incomingMessages, outgoingMessages, ...rest } = node;
  const sums = { incoming, outgoing, incomingTcp, outgoingTcp, incomingMessages, outgoingMessages };
  return { ...rest, sums: isClose(sums, trafficOver(edges.arriving, edges.leaving)) ? null : sums };
}

const known = new WeakMap<SlimNode, { readonly edges: NodeEdges; readonly full: GraphNode }>();

/** The same object for the same slim node with the same edges: what did not change is not drawn again. */
export function fullNode(slim: SlimNode, edges: NodeEdges): GraphNode {
  const before = known.get(slim);
  if (before !== undefined && (slim.sums !== null || sameEdges(before.edges, edges))) return before.full;
  const { sums, ...rest } = slim;
  const full = { ...rest, ...(sums ?? trafficOver(edges.arriving, edges.leaving)) };
  known.set(slim, { edges, full });
  return full;
}

function sameEdges(a: NodeEdges, b: NodeEdges): boolean {
  const same = (left: readonly GraphEdge[], right: readonly GraphEdge[]) =>
    left.length === right.length && left.every((edge, at) => edge === right[at]);
  return same(a.arriving, b.arriving) && same(a.leaving, b.leaving);
}
