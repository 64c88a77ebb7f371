/**
 * The traffic of several edges together: what a node receives or sends. null = none of them carries that kind. The
 * browser sums the same way, so that an answer need not carry what its edges say already.
 */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { RequestTally, TcpTally } from '@/lib/metrics/tally';

/** What a node receives and sends. */
type NodeTraffic = Pick<
  GraphNode,
  'incoming' | 'outgoing' | 'incomingTcp' | 'outgoingTcp' | 'incomingMessages' | 'outgoingMessages'
>;

/** All that arrives over some edges, and all that leaves over others. */
export function trafficOver(incoming: readonly GraphEdge[], outgoing: readonly GraphEdge[]): NodeTraffic {
  return {
    incoming: requestsOf(incoming),
    outgoing: requestsOf(outgoing),
    incomingTcp: tcpOf(incoming),
    outgoingTcp: tcpOf(outgoing),
    incomingMessages: messagesOf(incoming),
    outgoingMessages: messagesOf(outgoing),
  };
}

export function requestsOf(edges: readonly Pick<GraphEdge, 'requests'>[]): GraphNode['incoming'] {
  let tally: RequestTally | null = null;
  for (const { requests } of edges) {
    if (requests === null) continue;
    tally ??= new RequestTally();
    tally.addAll(requests);
  }
  return tally?.traffic() ?? null;
}

export function tcpOf(edges: readonly Pick<GraphEdge, 'tcp'>[]): GraphNode['incomingTcp'] {
  let tally: TcpTally | null = null;
  for (const { tcp } of edges) {
    if (tcp === null) continue;
    tally ??= new TcpTally();
    tally.addAll(tcp);
  }
  return tally?.traffic() ?? null;
}

export function messagesOf(edges: readonly Pick<GraphEdge, 'messages'>[]): GraphNode['incomingMessages'] {
  let total: { sentPerSecond: number; receivedPerSecond: number } | null = null;
  for (const { messages } of edges) {
    if (messages === null) continue;
    total ??= { sentPerSecond: 0, receivedPerSecond: 0 };
    total.sentPerSecond += messages.sentPerSecond;
    total.receivedPerSecond += messages.receivedPerSecond;
  }
  return total;
}
