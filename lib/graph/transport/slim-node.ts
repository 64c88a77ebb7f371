/** A node without the sums of its edges. */
import type { z } from 'zod';
import { type GraphEdge, type GraphNode, graphNodeSchema } from '@/lib/graph/contract';
import { messagesOf, requestsOf, tcpOf } from '@/lib/graph/passes/edge-sums';
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
type NodeSums = Pick<GraphNode, keyof typeof SUMS>;

/** The sums of a node's edges, by its id. */
export function nodeSums(edges: readonly GraphEdge[]): (id: string) => NodeSums {
  const incoming = Map.groupBy(edges, ({ target }) => target);
  const outgoing = Map.groupBy(edges, ({ source }) => source);
  return (id) => {
    const [arriving, leaving] = [incoming.get(id) ?? [], outgoing.get(id) ?? []];
    return {
      incoming: requestsOf(arriving),
      outgoing: requestsOf(leaving),
      incomingTcp: tcpOf(arriving),
      outgoingTcp: tcpOf(leaving),
      incomingMessages: messagesOf(arriving),
      outgoingMessages: messagesOf(leaving),
    };
  };
}

export function slimNode(node: GraphNode, sumsOf: (id: string) => NodeSums): SlimNode {
  const { incoming, outgoing, incomingTcp, outgoingTcp, incomingMessages, outgoingMessages, ...rest } = node;
  const sums = { incoming, outgoing, incomingTcp, outgoingTcp, incomingMessages, outgoingMessages };
  return { ...rest, sums: isClose(sums, sumsOf(node.id)) ? null : sums };
}

export function fullNode({ sums, ...rest }: SlimNode, sumsOf: (id: string) => NodeSums): GraphNode {
  return { ...rest, ...(sums ?? sumsOf(rest.id)) };
}
