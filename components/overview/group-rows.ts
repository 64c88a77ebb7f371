/**
 * Nodes of the graph by what they belong to (a namespace, an application), each group with its health and what arrives
 * in it. Only sums and maxima: a quantile is always that of one edge, never a mean.
 */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { Health } from '@/lib/health/contract';
import { mtlsShareOf } from './encryption';

export type HealthTally = Record<Health['kind'], number>;

/** The slowest calls into something: p95 in milliseconds of one edge. */
export interface SlowestCalls {
  p95Ms: number;
  edgeId: string;
  /** The caller's name. */
  from: string;
}

export interface Group {
  /** Tells groups apart. */
  key: string;
  name: string;
  namespace: string;
}

export interface GroupRow extends Group {
  health: HealthTally;
  /** What the rate and the errors are of, see `Counted`. */
  counted: Counted;
  requestsPerSecond: number;
  errorShare: number | null;
  slowest: SlowestCalls | null;
  /** null = nothing known: no calls, or the server's view is missing. */
  mtlsShare: number | null;
}

/**
 * `arriving`: requests that arrive. `letIn`: those too that its gateways let in from callers without a proxy, and pass
 * on to others. `sent`: nothing arrives, so what it sends.
 */
export type Counted = 'arriving' | 'letIn' | 'sent';

/** null = belongs to none. */
export type GroupOf = (node: GraphNode) => Group | null;

export const namespaceOf: GroupOf = ({ namespace }) =>
  namespace === null ? null : { key: namespace, name: namespace, namespace };

export const applicationOf: GroupOf = ({ namespace, app }) =>
  namespace === null || app === null ? null : { key: `${namespace}/${app}`, name: app, namespace };

const NO_TALLY: HealthTally = { failing: 0, degraded: 0, healthy: 0, idle: 0, unknown: 0 };

/** Busiest first. */
export function groupRows(
  edges: readonly GraphEdge[],
  nodes: readonly GraphNode[],
  groupOf: GroupOf,
): GroupRow[] {
  const names = new Map(nodes.map((node) => [node.id, node]));
  const groups = new Map<string, { group: Group; members: GraphNode[] }>();
  const keys = new Map<string, string>();
  for (const node of nodes) {
    const group = groupOf(node);
    if (group === null) continue;
    keys.set(node.id, group.key);
    const known = groups.get(group.key);
    if (known === undefined) groups.set(group.key, { group, members: [node] });
    else known.members.push(node);
  }
  const into = Map.groupBy(edges, ({ target }) => keys.get(target));
  const outOf = Map.groupBy(edges, ({ source }) => keys.get(source));
  return [...groups.values()]
    .map(({ group, members }) =>
      rowOf(group, members, into.get(group.key) ?? [], outOf.get(group.key) ?? [], names),
    )
    .sort((a, b) => b.requestsPerSecond - a.requestsPerSecond || a.key.localeCompare(b.key));
}

function rowOf(
  group: Group,
  members: readonly GraphNode[],
  into: readonly GraphEdge[],
  outOf: readonly GraphEdge[],
  names: ReadonlyMap<string, GraphNode>,
): GroupRow {
  const { counted, requests } = countedRequests(members, into, outOf);
  return {
    ...group,
    health: tallyOf(members),
    counted,
    requestsPerSecond: requests.requestsPerSecond,
    errorShare: errorShareOf(requests),
    slowest: into
      .map((edge) => slowestOf(edge, names))
      .reduce((a, b) => (b === null || (a !== null && a.p95Ms >= b.p95Ms) ? a : b), null),
    mtlsShare: mtlsShareOf(into),
  };
}

function countedRequests(
  members: readonly GraphNode[],
  into: readonly GraphEdge[],
  outOf: readonly GraphEdge[],
): { counted: Counted; requests: RequestSums } {
  const own = new Set(members.map(({ id }) => id));
  const entries = new Set(members.filter(isEntry).map(({ id }) => id));
  // What they pass on within the group arrives there, and is counted by that.
  const passedOn = outOf.filter(({ source, target }) => entries.has(source) && !own.has(target));
  const letIn = sumRequests(passedOn);
  const requests = sumRequests([...into, ...passedOn]);
  if (letIn.requestsPerSecond > 0) return { counted: 'letIn', requests };
  if (requests.requestsPerSecond > 0) return { counted: 'arriving', requests };
  return { counted: 'sent', requests: sumRequests(outOf) };
}

/** A gateway whose callers have no proxy that would report them. */
function isEntry({ kind, incoming }: GraphNode): boolean {
  return kind === 'gateway' && (incoming?.requestsPerSecond ?? 0) <= 0;
}

interface RequestSums {
  requestsPerSecond: number;
  errorsPerSecond: number;
}

export function tallyOf(nodes: readonly Pick<GraphNode, 'health'>[]): HealthTally {
  const tally = { ...NO_TALLY };
  for (const node of nodes) tally[node.health.kind] += 1;
  return tally;
}

/** Errors by the headline rule as a share of all requests; null without requests. */
export function errorShareOf(
  traffic: { requestsPerSecond: number; errorsPerSecond: number } | null,
): number | null {
  if (traffic === null || traffic.requestsPerSecond <= 0) return null;
  return traffic.errorsPerSecond / traffic.requestsPerSecond;
}

export function slowestOf(edge: GraphEdge, names: ReadonlyMap<string, GraphNode>): SlowestCalls | null {
  const p95Ms = edge.latencyMs?.p95 ?? null;
  if (p95Ms === null || !Number.isFinite(p95Ms)) return null;
  return { p95Ms, edgeId: edge.id, from: names.get(edge.source)?.name ?? 'unknown' };
}

/** Each request once: at the edge that it arrives by. */
function sumRequests(edges: readonly GraphEdge[]): RequestSums {
  const sum = { requestsPerSecond: 0, errorsPerSecond: 0 };
  for (const { requests } of edges) {
    sum.requestsPerSecond += requests?.requestsPerSecond ?? 0;
    sum.errorsPerSecond += requests?.errorsPerSecond ?? 0;
  }
  return sum;
}
