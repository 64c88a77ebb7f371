/** Bytes of requests and responses of the flows that are counted on an edge. */
import type { DraftEdge } from '@/lib/graph/draft';
import type { ThroughputRow } from '@/lib/graph/traffic';

export function attachThroughput(edges: readonly DraftEdge[], rows: readonly ThroughputRow[]): void {
  const byFlow = new Map<string, { request: number; response: number }>();
  for (const { flow, measure, bytesPerSecond } of rows) {
    const sums = byFlow.get(flow.key) ?? { request: 0, response: 0 };
    sums[measure] += bytesPerSecond;
    byFlow.set(flow.key, sums);
  }
  for (const edge of edges) {
    const known = edge.flows.flatMap(({ key }) => byFlow.get(key) ?? []);
    if (known.length === 0) continue;
    edge.throughput = {
      requestBytesPerSecond: known.reduce((sum, { request }) => sum + request, 0),
      responseBytesPerSecond: known.reduce((sum, { response }) => sum + response, 0),
    };
  }
}
