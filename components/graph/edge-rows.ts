/** The table's rows: every number of every edge, and their order. Pure. */
import type { GraphEdge } from '@/lib/graph/contract';
import { failedShare, type LineModel } from './elements';

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
  'mtls',
  'health',
] as const;
export type EdgeColumn = (typeof edgeColumns)[number];

export interface EdgeOrder {
  readonly column: EdgeColumn;
  readonly descending: boolean;
}

const SEVERITY = { failing: 4, degraded: 3, healthy: 2, unknown: 1, idle: 0 } as const;

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
  }
  return column satisfies never;
}

function bytesPerSecond(edge: GraphEdge): number | null {
  if (edge.tcp !== null) return edge.tcp.sentBytesPerSecond + edge.tcp.receivedBytesPerSecond;
  return edge.throughput === null
    ? null
    : edge.throughput.requestBytesPerSecond + edge.throughput.responseBytesPerSecond;
}

/** Missing values stand last in either direction; equal ones by name. */
export function sortedLines(lines: readonly LineModel[], order: EdgeOrder): LineModel[] {
  const sign = order.descending ? -1 : 1;
  return [...lines].sort((a, b) => {
    const left = edgeValue(a, order.column);
    const right = edgeValue(b, order.column);
    if (left === null || right === null)
      return (left === null ? 1 : 0) - (right === null ? 1 : 0) || byName(a, b);
    if (left === right) return byName(a, b);
    return (left < right ? -1 : 1) * sign;
  });
}

function byName(a: LineModel, b: LineModel): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;
}
