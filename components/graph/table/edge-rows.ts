/** The table's cells of an edge: every number of it. Pure. */

import { failedShare, type LineModel } from '@/components/graph/lines/line-model';
import type { GraphEdge } from '@/lib/graph/contract';
import { SEVERITY } from './row-order';

export const edgeColumns = [
  'name',
  'protocol',
  'rate',
  'errors',
  'clientErrors',
  'p50',
  'p95',
  'p99',
  'avg',
  'bytes',
  'messages',
  'mtls',
  'health',
] as const;
export type EdgeColumn = (typeof edgeColumns)[number];

/** What a column shows of an edge: a number, a word, or null where there is nothing. */
export function edgeValue(line: LineModel, column: EdgeColumn): number | string | null {
  const { edge } = line;
  switch (column) {
    case 'name':
      return line.name;
    case 'protocol':
      return edge.protocol;
    case 'rate':
      return edge.requests?.requestsPerSecond ?? null;
    case 'errors':
      return edge.requests === null || edge.requests.requestsPerSecond === 0 ? null : failedShare(edge);
    case 'clientErrors':
      return edge.requests === null || edge.requests.requestsPerSecond === 0
        ? null
        : edge.requests.clientErrorsPerSecond / edge.requests.requestsPerSecond;
    case 'p50':
    case 'p95':
    case 'p99':
    case 'avg':
      return edge.latencyMs?.[column] ?? null;
    case 'bytes':
      return bytesPerSecond(edge);
    case 'mtls':
      return edge.mtls?.share ?? null;
    case 'health':
      return SEVERITY[line.health];
    case 'messages':
      return edge.messages === null ? null : edge.messages.sentPerSecond + edge.messages.receivedPerSecond;
  }
  return column satisfies never;
}

function bytesPerSecond(edge: GraphEdge): number | null {
  if (edge.tcp !== null) return edge.tcp.sentBytesPerSecond + edge.tcp.receivedBytesPerSecond;
  return edge.throughput === null
    ? null
    : edge.throughput.requestBytesPerSecond + edge.throughput.responseBytesPerSecond;
}
