/**
 * The overview's figures, computed from one answer of the graph: who needs attention, each namespace,
 * how much is encrypted. Only sums and maxima: a quantile is always that of one edge, never a mean.
 */
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { Health } from '@/lib/health/contract';
import { windowSeconds } from '@/lib/mesh/time-window';
import { type CallCounts, countCalls, mtlsShareOf, type PlainCalls, plainCalls } from './encryption';
import {
  errorShareOf,
  type GroupRow,
  groupRows,
  type HealthTally,
  namespaceOf,
  type SlowestCalls,
  slowestOf,
  tallyOf,
} from './group-rows';

export interface AttentionRow {
  node: GraphNode;
  reasons: readonly string[];
  requestsPerSecond: number;
  /** null = no requests. */
  errorShare: number | null;
  slowest: SlowestCalls | null;
}

export interface OverviewSummary {
  tally: HealthTally;
  services: number;
  attention: AttentionRow[];
  namespaces: GroupRow[];
  /** The calls of which the largest share fails. */
  failing: FailingCalls[];
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

/** One edge and how much of it fails. */
export interface FailingCalls {
  edgeId: string;
  from: string;
  to: string;
  namespace: string | null;
  errorShare: number;
  errorsPerSecond: number;
  health: Health['kind'];
}

/** Calls that a card lists. */
const LISTED = 6;
/** Requests in the window that a call must have had: one failure of two is no error rate. */
const LEAST_REQUESTS = 20;

/** What stands for a thing of the mesh; callers without a proxy and pass-through are no services. */
function isService(node: GraphNode): boolean {
  return node.kind !== 'unknown' && node.kind !== 'passthrough' && node.kind !== 'blackhole';
}

export function summarize(answer: Pick<GraphAnswer, 'nodes' | 'edges' | 'window'>): OverviewSummary {
  const nodes = answer.nodes.filter(isService);
  const names = new Map(answer.nodes.map((node) => [node.id, node]));
  const slowest = slowestByTarget(answer.edges, names);
  return {
    tally: tallyOf(nodes),
    services: nodes.length,
    attention: attentionOf(nodes, slowest),
    namespaces: groupRows(answer.edges, nodes, namespaceOf),
    failing: failingCalls(answer, names),
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

function slowestCalls(edges: readonly GraphEdge[], names: ReadonlyMap<string, GraphNode>): SlowCalls[] {
  return edges
    .flatMap((edge): SlowCalls[] => {
      const calls = slowestOf(edge, names);
      const target = names.get(edge.target);
      if (calls === null || target === undefined) return [];
      return [{ ...calls, to: target.name, namespace: target.namespace, health: edge.health.kind }];
    })
    .sort((a, b) => b.p95Ms - a.p95Ms)
    .slice(0, LISTED);
}

function failingCalls(
  { edges, window }: Pick<GraphAnswer, 'edges' | 'window'>,
  names: ReadonlyMap<string, GraphNode>,
): FailingCalls[] {
  const seconds = windowSeconds(window);
  return edges
    .flatMap(({ id, source, target, requests, health }): FailingCalls[] => {
      const errorShare = errorShareOf(requests);
      const called = names.get(target);
      if (requests === null || errorShare === null || errorShare <= 0 || called === undefined) return [];
      if (requests.requestsPerSecond * seconds < LEAST_REQUESTS) return [];
      return [
        {
          edgeId: id,
          from: names.get(source)?.name ?? 'unknown',
          to: called.name,
          namespace: called.namespace,
          errorShare,
          errorsPerSecond: requests.errorsPerSecond,
          health: health.kind,
        },
      ];
    })
    .sort((a, b) => b.errorShare - a.errorShare || b.errorsPerSecond - a.errorsPerSecond)
    .slice(0, LISTED);
}

/** The worst kind that occurs: what the headline's icon shows. */
export function worstKind(tally: HealthTally): Health['kind'] {
  const order = ['failing', 'degraded', 'healthy', 'idle', 'unknown'] as const;
  return order.find((kind) => tally[kind] > 0) ?? 'unknown';
}
