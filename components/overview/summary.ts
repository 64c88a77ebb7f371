/**
 * The overview's figures, computed from one answer of the graph: who needs attention, each namespace,
 * how much is encrypted. Only sums and maxima: a quantile is always that of one edge, never a mean.
 */
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { Health } from '@/lib/health/contract';

export type HealthTally = Record<Health['kind'], number>;

/** The slowest calls into something: p95 in milliseconds of one edge. */
export interface SlowestCalls {
  p95Ms: number;
  edgeId: string;
  /** The caller's name. */
  from: string;
}

export interface AttentionRow {
  node: GraphNode;
  reasons: readonly string[];
  requestsPerSecond: number;
  /** null = no requests. */
  errorShare: number | null;
  slowest: SlowestCalls | null;
}

export interface NamespaceRow {
  name: string;
  health: HealthTally;
  requestsPerSecond: number;
  errorShare: number | null;
  slowest: SlowestCalls | null;
  /** null = nothing known: no calls, or the server's view is missing. */
  mtlsShare: number | null;
}

export interface PlainCalls {
  edgeId: string;
  from: string;
  to: string;
  namespace: string | null;
  /** Requests per second without mutual TLS. */
  plainPerSecond: number;
}

export interface OverviewSummary {
  tally: HealthTally;
  services: number;
  attention: AttentionRow[];
  namespaces: NamespaceRow[];
  mtlsShare: number | null;
  /** Calls (edges with requests) by how they arrive; `untold`: their server's view is missing. */
  calls: { encrypted: number; plain: number; untold: number };
  /** Calls without mutual TLS, most first. */
  plain: PlainCalls[];
  /** The calls with the highest p95. */
  slowest: SlowCalls[];
}

/** One edge and its p95. */
export interface SlowCalls extends SlowestCalls {
  to: string;
  namespace: string | null;
  health: Health['kind'];
}

const SLOWEST = 6;

const NO_TALLY: HealthTally = { failing: 0, degraded: 0, healthy: 0, idle: 0, unknown: 0 };

/** What stands for a thing of the mesh; callers without a proxy and pass-through are no services. */
function isService(node: GraphNode): boolean {
  return node.kind !== 'unknown' && node.kind !== 'passthrough' && node.kind !== 'blackhole';
}

export function summarize(answer: Pick<GraphAnswer, 'nodes' | 'edges'>): OverviewSummary {
  const nodes = answer.nodes.filter(isService);
  const names = new Map(answer.nodes.map((node) => [node.id, node]));
  const slowest = slowestByTarget(answer.edges, names);
  return {
    tally: tallyOf(nodes),
    services: nodes.length,
    attention: attentionOf(nodes, slowest),
    namespaces: namespacesOf(answer, nodes, names),
    mtlsShare: mtlsShareOf(answer.edges),
    calls: countCalls(answer.edges),
    plain: plainCalls(answer.edges, names),
    slowest: slowestCalls(answer.edges, names),
  };
}

export function tallyOf(nodes: readonly Pick<GraphNode, 'health'>[]): HealthTally {
  const tally = { ...NO_TALLY };
  for (const node of nodes) tally[node.health.kind] += 1;
  return tally;
}

function attentionOf(
  nodes: readonly GraphNode[],
  slowest: ReadonlyMap<string, SlowestCalls>,
): AttentionRow[] {
  const rows = nodes.flatMap((node): AttentionRow[] => {
    const { health } = node;
    if (health.kind !== 'failing' && health.kind !== 'degraded') return [];
    return [
      {
        node,
        reasons: health.reasons,
        requestsPerSecond: node.incoming?.requestsPerSecond ?? 0,
        errorShare: errorShareOf(node.incoming),
        slowest: slowest.get(node.id) ?? null,
      },
    ];
  });
  const severity = (row: AttentionRow) => (row.node.health.kind === 'failing' ? 1 : 0);
  const errors = (row: AttentionRow) => row.node.incoming?.errorsPerSecond ?? 0;
  return rows.sort(
    (a, b) => severity(b) - severity(a) || errors(b) - errors(a) || a.node.name.localeCompare(b.node.name),
  );
}

/** Errors by the headline rule as a share of all requests; null without requests. */
export function errorShareOf(
  traffic: { requestsPerSecond: number; errorsPerSecond: number } | null,
): number | null {
  if (traffic === null || traffic.requestsPerSecond <= 0) return null;
  return traffic.errorsPerSecond / traffic.requestsPerSecond;
}

function slowestByTarget(
  edges: readonly GraphEdge[],
  names: ReadonlyMap<string, GraphNode>,
): Map<string, SlowestCalls> {
  const slowest = new Map<string, SlowestCalls>();
  for (const edge of edges) {
    const calls = slowestOf(edge, names);
    const known = slowest.get(edge.target);
    if (calls !== null && (known === undefined || calls.p95Ms > known.p95Ms)) slowest.set(edge.target, calls);
  }
  return slowest;
}

function slowestOf(edge: GraphEdge, names: ReadonlyMap<string, GraphNode>): SlowestCalls | null {
  const p95Ms = edge.latencyMs?.p95 ?? null;
  if (p95Ms === null || !Number.isFinite(p95Ms)) return null;
  return { p95Ms, edgeId: edge.id, from: names.get(edge.source)?.name ?? 'unknown' };
}

function slowestCalls(edges: readonly GraphEdge[], names: ReadonlyMap<string, GraphNode>): SlowCalls[] {
  return edges
    .flatMap((edge): SlowCalls[] => {
      const calls = slowestOf(edge, names);
      const target = names.get(edge.target);
      if (calls === null || target === undefined) return [];
      return [{ ...calls, to: target.name, namespace: target.namespace, health: edge.health.kind }];
    })
    .sort((a, b) => b.p95Ms - a.p95Ms)
    .slice(0, SLOWEST);
}

function namespacesOf(
  answer: Pick<GraphAnswer, 'edges'>,
  nodes: readonly GraphNode[],
  names: ReadonlyMap<string, GraphNode>,
): NamespaceRow[] {
  const byNamespace = Map.groupBy(nodes, (node) => node.namespace);
  const rows = [...byNamespace].flatMap(([name, members]): NamespaceRow[] => {
    if (name === null) return [];
    const into = answer.edges.filter((edge) => names.get(edge.target)?.namespace === name);
    const incoming = sumRequests(into);
    const slowest = into
      .map((edge) => slowestOf(edge, names))
      .reduce((a, b) => (b === null || (a !== null && a.p95Ms >= b.p95Ms) ? a : b), null);
    return [
      {
        name,
        health: tallyOf(members),
        requestsPerSecond: incoming.requestsPerSecond,
        errorShare: errorShareOf(incoming),
        slowest,
        mtlsShare: mtlsShareOf(into),
      },
    ];
  });
  return rows.sort((a, b) => b.requestsPerSecond - a.requestsPerSecond || a.name.localeCompare(b.name));
}

/** Each request once: at the edge that it arrives by. */
function sumRequests(edges: readonly GraphEdge[]): { requestsPerSecond: number; errorsPerSecond: number } {
  const sum = { requestsPerSecond: 0, errorsPerSecond: 0 };
  for (const { requests } of edges) {
    sum.requestsPerSecond += requests?.requestsPerSecond ?? 0;
    sum.errorsPerSecond += requests?.errorsPerSecond ?? 0;
  }
  return sum;
}

/** The share of requests under mutual TLS, each edge by its rate; edges whose server's view is missing do not count. */
export function mtlsShareOf(edges: readonly GraphEdge[]): number | null {
  let total = 0;
  let encrypted = 0;
  for (const edge of edges) {
    const rate = edge.requests?.requestsPerSecond ?? 0;
    if (edge.mtls === null || rate <= 0) continue;
    total += rate;
    encrypted += rate * edge.mtls.share;
  }
  return total === 0 ? null : encrypted / total;
}

function countCalls(edges: readonly GraphEdge[]): OverviewSummary['calls'] {
  const calls = { encrypted: 0, plain: 0, untold: 0 };
  for (const { requests, mtls } of edges) {
    if ((requests?.requestsPerSecond ?? 0) <= 0) continue;
    if (mtls === null) calls.untold += 1;
    else if (mtls.share >= 1) calls.encrypted += 1;
    else calls.plain += 1;
  }
  return calls;
}

function plainCalls(edges: readonly GraphEdge[], names: ReadonlyMap<string, GraphNode>): PlainCalls[] {
  const calls = edges.flatMap((edge): PlainCalls[] => {
    const rate = edge.requests?.requestsPerSecond ?? 0;
    if (edge.mtls === null || edge.mtls.share >= 1 || rate <= 0) return [];
    const target = names.get(edge.target);
    return [
      {
        edgeId: edge.id,
        from: names.get(edge.source)?.name ?? 'unknown',
        to: target?.name ?? 'unknown',
        namespace: target?.namespace ?? null,
        plainPerSecond: rate * (1 - edge.mtls.share),
      },
    ];
  });
  return calls.sort((a, b) => b.plainPerSecond - a.plainPerSecond);
}

/** What the mesh does, as one sentence: `1 service is failing and 2 are degraded`. */
export function headline(tally: HealthTally, services: number): string {
  const { failing, degraded, healthy, idle } = tally;
  if (services === 0) return 'No services had traffic';
  const count = (number: number) => `${number} ${number === 1 ? 'service' : 'services'}`;
  const verb = (number: number) => (number === 1 ? 'is' : 'are');
  if (failing > 0 && degraded > 0) {
    return `${count(failing)} ${verb(failing)} failing and ${degraded} ${verb(degraded)} degraded`;
  }
  if (failing > 0) return `${count(failing)} ${verb(failing)} failing`;
  if (degraded > 0) return `${count(degraded)} ${verb(degraded)} degraded`;
  if (healthy === 0) return idle === services ? 'Nothing is called' : 'Health is not known';
  return healthy === 1
    ? 'The one service with traffic is healthy'
    : `All ${healthy} services with traffic are healthy`;
}

/** The worst kind that occurs: what the headline's icon shows. */
export function worstKind(tally: HealthTally): Health['kind'] {
  const order = ['failing', 'degraded', 'healthy', 'idle', 'unknown'] as const;
  return order.find((kind) => tally[kind] > 0) ?? 'unknown';
}
