/** What traces say and what metrics say of workloads, by the same nodes. Pure. */
import type { GraphAnswer, GraphEdge } from '@/lib/graph/contract';
import { spanCalls } from '@/lib/insight/span-calls';
import { tracePath } from '@/lib/insight/trace-path';
import type { Trace } from '@/lib/traces/model/trace';
import type { DependenciesAnswer } from './contract';

export type Known = Pick<GraphAnswer, 'nodes' | 'edges'>;

export function joined(
  traces: readonly Trace[],
  metrics: Known | null,
): Pick<DependenciesAnswer, 'nodes' | 'edges'> {
  const nodes = new Map<string, DependenciesAnswer['nodes'][number]>();
  const edges = new Map<string, DependenciesAnswer['edges'][number]>();
  const edgeAt = (from: string, to: string) => {
    const key = `${from}>${to}`;
    const edge = edges.get(key) ?? { from, to, calls: 0, failed: 0, recorded: null, traffic: null };
    edges.set(key, edge);
    return edge;
  };
  for (const trace of traces) {
    // Edges of metrics are joined once, below.
    const path = tracePath(trace, spanCalls(trace), { nodes: metrics?.nodes ?? [], edges: [] });
    for (const { key, name, namespace } of path.nodes) nodes.set(key, { key, name, namespace });
    for (const { from, to, calls, failed } of path.edges) {
      const edge = edgeAt(from, to);
      edge.calls += calls;
      edge.failed += failed;
    }
  }
  const byId = new Map((metrics?.nodes ?? []).map((node) => [node.id, node]));
  for (const one of metrics?.edges ?? []) {
    // Spans are of requests: connections have none.
    const traffic = trafficOf(one);
    if (traffic === null || one.source === one.target) continue;
    for (const id of [one.source, one.target]) {
      const node = byId.get(id);
      if (node !== undefined && !nodes.has(id))
        nodes.set(id, { key: id, name: node.workload ?? node.name, namespace: node.namespace });
    }
    edgeAt(one.source, one.target).traffic ??= traffic;
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** Of requests; null = there were none. */
export function trafficOf({
  requests,
  latencyMs,
}: GraphEdge): DependenciesAnswer['edges'][number]['traffic'] {
  if (requests === null || !(requests.requestsPerSecond > 0)) return null;
  const { requestsPerSecond, errorsPerSecond } = requests;
  return {
    requestsPerSecond,
    errorShare: errorsPerSecond / requestsPerSecond,
    p95Ms: latencyMs?.p95 ?? null,
  };
}
