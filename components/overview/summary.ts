/**
 * The overview's figures, computed from one answer of the graph: who needs attention, each namespace,
 * how much is encrypted. Only sums and maxima: a quantile is always that of one edge, never a mean.
 */
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { Health } from '@/lib/health/contract';
import { type CallCounts, countCalls, mtlsShareOf, type PlainCalls, plainCalls } from './encryption';

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
  /** What the rate and the errors are of: what arrives; what is sent where nothing arrives, as at an ingress. */
  counted: 'arriving' | 'sent';
  requestsPerSecond: number;
  errorShare: number | null;
  slowest: SlowestCalls | null;
  /** null = nothing known: no calls, or the server's view is missing. */
  mtlsShare: number | null;
}

export interface OverviewSummary {
  tally: HealthTally;
  services: number;
  attention: AttentionRow[];
  namespaces: NamespaceRow[];
  mtlsShare: number | null;
  /** Calls (edges with requests) by how they arrive; `untold`: their server's view is missing. */
  calls: CallCounts;
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

/** What a service is judged by: the requests it gets, or for an ingress, whose callers have no proxy, those it passes on. */
function trafficOf(node: GraphNode): GraphNode['incoming'] {
  return (node.incoming?.requestsPerSecond ?? 0) > 0 ? node.incoming : (node.outgoing ?? node.incoming);
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
    const traffic = trafficOf(node);
    return [
      {
        node,
        reasons: health.reasons,
        requestsPerSecond: traffic?.requestsPerSecond ?? 0,
        errorShare: errorShareOf(traffic),
        slowest: slowest.get(node.id) ?? null,
      },
    ];
  });
  const severity = (row: AttentionRow) => (row.node.health.kind === 'failing' ? 1 : 0);
  const errors = (row: AttentionRow) => trafficOf(row.node)?.errorsPerSecond ?? 0;
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
    const arriving = sumRequests(into);
    const counted = arriving.requestsPerSecond > 0 ? 'arriving' : 'sent';
    const requests =
      counted === 'arriving'
        ? arriving
        : sumRequests(answer.edges.filter((edge) => names.get(edge.source)?.namespace === name));
    const slowest = into
      .map((edge) => slowestOf(edge, names))
      .reduce((a, b) => (b === null || (a !== null && a.p95Ms >= b.p95Ms) ? a : b), null);
    return [
      {
        name,
        health: tallyOf(members),
        counted,
        requestsPerSecond: requests.requestsPerSecond,
        errorShare: errorShareOf(requests),
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

/** The worst kind that occurs: what the headline's icon shows. */
export function worstKind(tally: HealthTally): Health['kind'] {
  const order = ['failing', 'degraded', 'healthy', 'idle', 'unknown'] as const;
  return order.find((kind) => tally[kind] > 0) ?? 'unknown';
}
