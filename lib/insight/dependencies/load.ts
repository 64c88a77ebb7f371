/**
 * Dependencies derived from sampled traces and laid beside the traffic graph of the same window. Derived and not taken
 * from Jaeger's dependency API: that knows services only, and no workload, no failure and no range of its own.
 */
import type { GraphAnswer, GraphEdge } from '@/lib/graph/contract';
import { type GraphPorts, loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { sampleTraces } from '@/lib/insight/sampled-traces';
import { spanCalls } from '@/lib/insight/span-calls';
import { tracePath } from '@/lib/insight/trace-path';
import { Fault, type Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { Trace } from '@/lib/traces/model/trace';
import type { TracePort } from '@/lib/traces/search';
import type { DependenciesAnswer } from './contract';

export interface DependenciesRequest {
  readonly window: TimeWindow;
  /** null = all. */
  readonly namespaces: readonly string[] | null;
}

const TRACES_EACH = 20;

/** Throws `Fault` when no trace can be read; metrics that fail become a warning. */
export async function loadDependencies(
  ports: GraphPorts,
  traces: TracePort,
  request: DependenciesRequest,
  signal?: AbortSignal,
): Promise<DependenciesAnswer> {
  const { window, namespaces } = request;
  const warnings: Warning[] = [];
  const graph = loadGraph(
    ports,
    { ...PLAIN_OPTIONS, type: 'workload', latency: ['p95'], window, namespaces },
    signal,
  ).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    const { source = 'prometheus', code, message } = error;
    warnings.push({ source, code, message: `Metrics are missing: ${message}` });
    return null;
  });
  const [metrics, sampled] = await Promise.all([
    graph,
    sampleTraces(traces, { ...request, tracesEach: TRACES_EACH }, signal),
  ]);
  // A trace is found by each of its services.
  const distinct = new Map([...sampled.byService.values()].flat().map((trace) => [trace.traceId, trace]));
  return {
    window,
    ...joined([...distinct.values()], metrics),
    looked: {
      traces: distinct.size,
      services: sampled.byService.size,
      ofServices: sampled.ofServices,
      metrics: metrics !== null,
    },
    warnings: [...warnings, ...sampled.warnings],
  };
}

type Known = Pick<GraphAnswer, 'nodes' | 'edges'>;

/** What traces say and what metrics say, by the same nodes. Exported for its test. */
export function joined(
  traces: readonly Trace[],
  metrics: Known | null,
): Pick<DependenciesAnswer, 'nodes' | 'edges'> {
  const nodes = new Map<string, DependenciesAnswer['nodes'][number]>();
  const edges = new Map<string, DependenciesAnswer['edges'][number]>();
  const edgeAt = (from: string, to: string) => {
    const key = `${from}>${to}`;
    const edge = edges.get(key) ?? { from, to, calls: 0, failed: 0, traffic: null };
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

function trafficOf({ requests, latencyMs }: GraphEdge): DependenciesAnswer['edges'][number]['traffic'] {
  if (requests === null || !(requests.requestsPerSecond > 0)) return null;
  const { requestsPerSecond, errorsPerSecond } = requests;
  return {
    requestsPerSecond,
    errorShare: errorsPerSecond / requestsPerSecond,
    p95Ms: latencyMs?.p95 ?? null,
  };
}
