/** How much an edge carries, by the measure that the reader chose for its protocol. Pure. */

import type { GrpcMeasure, TcpMeasure } from '@/components/graph/view-state';
import type { GraphEdge } from '@/lib/graph/contract';
import type { QuantityUnit } from '@/lib/mesh/quantity';

export interface Measures {
  readonly grpc: GrpcMeasure;
  readonly tcp: TcpMeasure;
}

export const PLAIN_MEASURES: Measures = { grpc: 'requests', tcp: 'total' };

export interface EdgeRate {
  /** Per second. */
  readonly value: number;
  readonly unit: QuantityUnit;
}

/** Null where the edge has no such number: messages that were not asked for, bytes of an HTTP edge. */
export function edgeRate(
  { requests, tcp, messages, protocol }: GraphEdge,
  measures: Measures,
): EdgeRate | null {
  if (tcp !== null && requests === null) {
    if (measures.tcp === 'connections') return { value: tcp.connectionsOpenedPerSecond, unit: 'connections' };
    return {
      value: bothWays(tcp.sentBytesPerSecond, tcp.receivedBytesPerSecond, measures.tcp),
      unit: 'bytesPerSecond',
    };
  }
  if (protocol === 'grpc' && measures.grpc !== 'requests')
    return messages === null
      ? null
      : {
          value: bothWays(messages.sentPerSecond, messages.receivedPerSecond, measures.grpc),
          unit: 'messages',
        };
  return requests === null ? null : { value: requests.requestsPerSecond, unit: 'rps' };
}

function bothWays(sent: number, received: number, which: 'sent' | 'received' | 'total'): number {
  return which === 'sent' ? sent : which === 'received' ? received : sent + received;
}
