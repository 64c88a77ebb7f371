/** What traces, their source and metrics say of services, by the names that services have in traces. Pure. */
import type { GraphNode } from '@/lib/graph/contract';
import { FAILED, hasFlag, serviceOf, type Trace } from '@/lib/traces/model/trace';
import type { ServiceCalls } from '@/lib/traces/search';
import { type Known, trafficOf } from './by-workload';
import type { DependenciesAnswer, DependencyEdge } from './contract';

export interface BesideTraces {
  /** The traffic graph by app; null = it could not be read. */
  readonly metrics: Known | null;
  /** What the source of traces counted; null = it does not tell. */
  readonly recorded: readonly ServiceCalls[] | null;
  /** An edge is kept that has an end in one of them; null = all. */
  readonly namespaces: readonly string[] | null;
}

export function joinedByService(
  traces: readonly Trace[],
  { metrics, recorded, namespaces }: BesideTraces,
): Pick<DependenciesAnswer, 'nodes' | 'edges'> {
  const edges = new Map<string, DependencyEdge>();
  const edgeAt = (from: string, to: string): DependencyEdge => {
    const key = `${from}\n${to}`;
    const edge = edges.get(key) ?? {
      from,
      to,
      calls: 0,
      failed: 0,
      recorded: recorded === null ? null : 0,
      traffic: null,
    };
    edges.set(key, edge);
    return edge;
  };
  for (const trace of traces) {
    for (let row = 0; row < trace.count; row += 1) {
      const parent = trace.parent[row] ?? -1;
      if (parent < 0 || trace.service[parent] === trace.service[row]) continue;
      const edge = edgeAt(serviceOf(trace, parent), serviceOf(trace, row));
      edge.calls += 1;
      if (hasFlag(trace, row, FAILED)) edge.failed += 1;
    }
  }
  for (const { parent, child, calls } of recorded ?? []) {
    if (parent === child || !touches(namespaces, parent, child)) continue;
    const edge = edgeAt(parent, child);
    edge.recorded = (edge.recorded ?? 0) + calls;
  }
  const names = new Map((metrics?.nodes ?? []).map((node) => [node.id, serviceName(node)]));
  for (const one of metrics?.edges ?? []) {
    const [from, to, traffic] = [names.get(one.source), names.get(one.target), trafficOf(one)];
    if (from === undefined || to === undefined || from === to || traffic === null) continue;
    const edge = edgeAt(from, to);
    edge.traffic = edge.traffic === null ? traffic : sum(edge.traffic, traffic);
  }
  const ends = new Set([...edges.values()].flatMap(({ from, to }) => [from, to]));
  return { nodes: [...ends].map(nodeOf), edges: [...edges.values()] };
}

type Traffic = NonNullable<DependencyEdge['traffic']>;

/** Of several clusters or protocols. Percentiles cannot be added, so the sum has none. */
function sum(a: Traffic, b: Traffic): Traffic {
  const requestsPerSecond = a.requestsPerSecond + b.requestsPerSecond;
  const errors = a.errorShare * a.requestsPerSecond + b.errorShare * b.requestsPerSecond;
  return { requestsPerSecond, errorShare: errors / requestsPerSecond, p95Ms: null };
}

/** Istio names services in traces `<app>.<namespace>`. */
function serviceName({ app, name, namespace }: Pick<GraphNode, 'app' | 'name' | 'namespace'>): string {
  return namespace === null ? (app ?? name) : `${app ?? name}.${namespace}`;
}

function nodeOf(service: string): DependenciesAnswer['nodes'][number] {
  const namespace = namespaceOf(service);
  const name = namespace === null ? service : service.slice(0, -namespace.length - 1);
  return { key: service, name, namespace };
}

function namespaceOf(service: string): string | null {
  const parts = service.split('.');
  return parts.length === 2 ? (parts[1] ?? null) : null;
}

function touches(namespaces: readonly string[] | null, ...services: readonly string[]): boolean {
  if (namespaces === null) return true;
  return services.some((service) => {
    const namespace = namespaceOf(service);
    return namespace === null || namespaces.includes(namespace);
  });
}
