/** What an edge or a node carried at a moment, in the few figures that are compared. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { RequestTraffic, TcpTraffic } from '@/lib/metrics/traffic';
import type { MomentFigures } from './change';

/** null = not there, or nothing flowed: an idle edge is as good as none. */
export function edgeFigures(edge: GraphEdge | undefined): MomentFigures | null {
  if (edge === undefined) return null;
  return figures(edge.requests, edge.tcp, edge.latencyMs?.p95 ?? null);
}

/** By what arrives at the node; a node that only sends is judged by what it sends. */
export function nodeFigures(node: GraphNode | undefined): MomentFigures | null {
  if (node === undefined) return null;
  return (
    figures(node.incoming, node.incomingTcp, null) ?? figures(node.outgoing, node.outgoingTcp, null) ?? null
  );
}

function figures(
  requests: RequestTraffic | null,
  tcp: TcpTraffic | null,
  p95Ms: number | null,
): MomentFigures | null {
  const rate = requests?.requestsPerSecond ?? 0;
  const bytes = tcp === null ? 0 : tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond;
  const opened = tcp?.connectionsOpenedPerSecond ?? 0;
  if (rate <= 0 && bytes <= 0 && opened <= 0) return null;
  return {
    requestsPerSecond: requests === null || rate <= 0 ? null : rate,
    errorShare: requests === null || rate <= 0 ? null : requests.errorsPerSecond / rate,
    p95Ms,
    bytesPerSecond: tcp === null || bytes + opened <= 0 ? null : bytes,
  };
}
