/** Edges as a table: RFC 4180, numbers unrounded, units in the header, safe to open in a spreadsheet. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { FoldedNode, ViewGraph } from '@/lib/graph/view/view-graph';

type Cell = string | number | null;
type End = GraphNode | FoldedNode;

interface Row {
  readonly edge: GraphEdge;
  readonly source: End | undefined;
  readonly target: End | undefined;
}

const COLUMNS: readonly (readonly [string, (row: Row) => Cell])[] = [
  ...(['source', 'target'] as const).flatMap((side): (readonly [string, (row: Row) => Cell])[] => [
    [side, (row) => row[side]?.name ?? ''],
    [
      `${side}_kind`,
      (row) =>
        row[side] === undefined ? '' : 'members' in row[side] ? `folded ${row[side].kind}` : row[side].kind,
    ],
    [`${side}_version`, (row) => versionOf(row[side])],
    [`${side}_namespace`, (row) => row[side]?.namespace ?? ''],
    [`${side}_cluster`, (row) => row[side]?.cluster ?? ''],
  ]),
  ['protocol', ({ edge }) => edge.protocol],
  ['requests_per_second', ({ edge }) => edge.requests?.requestsPerSecond ?? null],
  ['errors_per_second', ({ edge }) => edge.requests?.errorsPerSecond ?? null],
  ['client_errors_4xx_per_second', ({ edge }) => edge.requests?.clientErrorsPerSecond ?? null],
  ['server_errors_5xx_per_second', ({ edge }) => edge.requests?.serverErrorsPerSecond ?? null],
  ['no_response_per_second', ({ edge }) => edge.requests?.noResponsePerSecond ?? null],
  ['grpc_errors_per_second', ({ edge }) => edge.requests?.grpcErrorsPerSecond ?? null],
  ['injected_per_second', ({ edge }) => edge.requests?.injectedPerSecond ?? null],
  ['grpc_messages_sent_per_second', ({ edge }) => edge.messages?.sentPerSecond ?? null],
  ['grpc_messages_received_per_second', ({ edge }) => edge.messages?.receivedPerSecond ?? null],
  ['tcp_sent_bytes_per_second', ({ edge }) => edge.tcp?.sentBytesPerSecond ?? null],
  ['tcp_received_bytes_per_second', ({ edge }) => edge.tcp?.receivedBytesPerSecond ?? null],
  ['tcp_connections_opened_per_second', ({ edge }) => edge.tcp?.connectionsOpenedPerSecond ?? null],
  ['latency_mean_ms', ({ edge }) => edge.latencyMs?.avg ?? null],
  ['latency_p50_ms', ({ edge }) => edge.latencyMs?.p50 ?? null],
  ['latency_p95_ms', ({ edge }) => edge.latencyMs?.p95 ?? null],
  ['latency_p99_ms', ({ edge }) => edge.latencyMs?.p99 ?? null],
  ['request_bytes_per_second', ({ edge }) => edge.throughput?.requestBytesPerSecond ?? null],
  ['response_bytes_per_second', ({ edge }) => edge.throughput?.responseBytesPerSecond ?? null],
  ['mtls_share', ({ edge }) => edge.mtls?.share ?? null],
  ['health', ({ edge }) => edge.health.kind],
  ['edge_id', ({ edge }) => edge.id],
];

/** One line for each edge that is shown, in the order of the graph; an empty cell is a number that there is none of. */
export function csvOf(
  graph: Pick<ViewGraph, 'nodes' | 'edges'> & Partial<Pick<ViewGraph, 'folded'>>,
): string {
  const ends = new Map<string, End>();
  for (const node of graph.nodes) ends.set(node.id, node);
  for (const box of graph.folded ?? []) ends.set(box.id, box);
  const lines = graph.edges.map((edge) => {
    const row = { edge, source: ends.get(edge.source), target: ends.get(edge.target) };
    return COLUMNS.map(([, read]) => csvCell(read(row))).join(',');
  });
  return `${[COLUMNS.map(([name]) => name).join(','), ...lines].join('\r\n')}\r\n`;
}

function versionOf(end: End | undefined): string {
  return end !== undefined && 'version' in end ? (end.version ?? '') : '';
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
