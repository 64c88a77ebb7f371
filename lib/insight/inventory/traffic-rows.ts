/** Figures of the rows from the graph, which counts each request once and judges health. */
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import { parseNodeId } from '@/lib/graph/identity';
import type { Health } from '@/lib/health/contract';
import { evaluateHealth } from '@/lib/health/evaluate';
import { RequestTally } from '@/lib/metrics/tally';
import type { RequestTraffic, TcpTraffic } from '@/lib/metrics/traffic';
import { type BaseRow, NO_HEALTH, unknownRow } from './base-rows';
import type { InventoryFigures, InventoryRow } from './contract';
import type { InventoryKind } from './vocabulary';

/** Kinds of identity whose nodes are rows of the list. */
const NODE_KINDS: Readonly<Record<Exclude<InventoryKind, 'namespaces'>, readonly string[]>> = {
  workloads: ['workload'],
  applications: ['app'],
  services: ['service', 'serviceEntry'],
};

/** Every configured row and every one that only traffic tells of. */
export function measuredRows(
  kind: InventoryKind,
  base: readonly BaseRow[],
  graph: GraphAnswer,
): readonly InventoryRow[] {
  if (kind === 'namespaces') return namespaceRows(base, graph);
  const secured = mutualTlsOf(graph);
  const nodes = nodesByKey(graph, NODE_KINDS[kind]);
  const isTwin = twinsOf(base);
  const rows = base.flatMap((row) => {
    const named = nodes.get(row.key) ?? [];
    // A node of another cluster is the other row's, or one that no configuration tells of.
    const own = isTwin(row)
      ? named.filter(({ cluster }) => cluster === row.cluster || cluster === null)
      : named;
    const left = named.filter((node) => !own.includes(node));
    if (left.length === 0) nodes.delete(row.key);
    else nodes.set(row.key, left);
    return own.length === 0 ? [quietRow(row)] : own.map((node) => nodeRow(row, node, secured));
  });
  const others = [...nodes].flatMap(([, own]) =>
    own.map((node) => nodeRow(unknownRow(node.cluster, node.namespace, node.name), node, secured)),
  );
  return [...rows, ...others];
}

/** Whether configuration has a row of the same name in another cluster. */
function twinsOf(base: readonly BaseRow[]): (row: BaseRow) => boolean {
  const counts = new Map<string, number>();
  for (const { key } of base) counts.set(key, (counts.get(key) ?? 0) + 1);
  return ({ key, cluster }) => cluster !== null && (counts.get(key) ?? 0) > 1;
}

function nodesByKey(graph: GraphAnswer, kinds: readonly string[]): Map<string, GraphNode[]> {
  const nodes = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const identity = parseNodeId(node.id);
    if (identity === null || !kinds.includes(identity.kind) || !('name' in identity)) continue;
    const key = identity.namespace === null ? identity.name : `${identity.namespace}/${identity.name}`;
    const known = nodes.get(key);
    if (known === undefined) nodes.set(key, [node]);
    else known.push(node);
  }
  return nodes;
}

/** No traffic in the window: judged by its replicas alone. */
function quietRow({ key: _, ...row }: BaseRow): InventoryRow {
  return { ...row, health: healthOfQuiet(row), figures: NO_TRAFFIC, usage: null };
}

const NO_TRAFFIC: InventoryFigures = {
  direction: 'incoming',
  requestsPerSecond: null,
  errorShare: null,
  p95Ms: null,
  tcpBytesPerSecond: null,
  mutualTlsShare: null,
};

function healthOfQuiet({ replicas }: Pick<InventoryRow, 'replicas'>): Health {
  return evaluateHealth({ inbound: { requests: null, tcp: null }, replicas });
}

function nodeRow(
  { key: _, ...row }: BaseRow,
  node: GraphNode,
  secured: ReadonlyMap<string, number>,
): InventoryRow {
  return {
    ...row,
    id: node.id,
    cluster: node.cluster ?? row.cluster,
    health: node.health,
    figures: {
      ...trafficFigures(node),
      p95Ms: null,
      mutualTlsShare: secured.get(node.id) ?? null,
    },
    usage: null,
  };
}

/** What arrives, or what leaves where nothing arrives. */
function trafficFigures(
  node: Pick<GraphNode, 'incoming' | 'outgoing' | 'incomingTcp' | 'outgoingTcp'>,
): Pick<InventoryFigures, 'direction' | 'requestsPerSecond' | 'errorShare' | 'tcpBytesPerSecond'> {
  const receives = node.incoming !== null || node.incomingTcp !== null;
  const sends = node.outgoing !== null || node.outgoingTcp !== null;
  const direction = receives || !sends ? 'incoming' : 'outgoing';
  const [requests, tcp] = receives ? [node.incoming, node.incomingTcp] : [node.outgoing, node.outgoingTcp];
  return { direction, ...requestFigures(requests), tcpBytesPerSecond: bytesOf(tcp) };
}

function requestFigures(requests: RequestTraffic | null) {
  if (requests === null) return { requestsPerSecond: null, errorShare: null };
  const { requestsPerSecond, errorsPerSecond } = requests;
  return {
    requestsPerSecond,
    errorShare: requestsPerSecond > 0 ? errorsPerSecond / requestsPerSecond : null,
  };
}

function bytesOf(tcp: TcpTraffic | null): number | null {
  return tcp === null ? null : tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond;
}

/** Share of what arrives at each node under mutual TLS; nodes of which nothing is known are left out. */
function mutualTlsOf({ edges }: GraphAnswer): ReadonlyMap<string, number> {
  const sums = new Map<string, { secured: number; all: number }>();
  for (const { target, mtls, requests, tcp } of edges) {
    const weight = requests?.requestsPerSecond ?? bytesOf(tcp) ?? 0;
    if (mtls === null || weight === 0) continue;
    const sum = sums.get(target) ?? { secured: 0, all: 0 };
    sum.secured += mtls.share * weight;
    sum.all += weight;
    sums.set(target, sum);
  }
  return new Map([...sums].map(([id, { secured, all }]) => [id, secured / all]));
}

function namespaceRows(base: readonly BaseRow[], graph: GraphAnswer): readonly InventoryRow[] {
  const known = new Set(base.map(({ name }) => name));
  const seen = graph.nodes.flatMap(({ namespace }) => namespace ?? []);
  const others = [...new Set(seen)].filter((name) => !known.has(name));
  const traffic = trafficByNamespace(graph);
  const secured = securedByNamespace(graph);
  const health = new Map(
    graph.boxes.flatMap((box) => (box.kind === 'namespace' ? [[box.name, box.health]] : [])),
  );
  return [...base, ...others.map((name) => ({ ...unknownRow(null, name, name), key: name }))].map(
    ({ key: _, ...row }): InventoryRow => ({
      ...row,
      health: namespaceHealth(health.get(row.name) ?? healthOfQuiet(row), applicationsOf(graph, row.name)),
      holds: row.holds && { ...row.holds, health: healthCounts(applicationsOf(graph, row.name)) },
      figures: {
        ...trafficFigures({
          incoming: traffic.get(row.name)?.traffic() ?? null,
          outgoing: null,
          incomingTcp: null,
          outgoingTcp: null,
        }),
        p95Ms: null,
        mutualTlsShare: secured.get(row.name) ?? null,
      },
      usage: null,
    }),
  );
}

function applicationsOf(graph: GraphAnswer, namespace: string): readonly GraphNode[] {
  return graph.nodes.filter((node) => node.namespace === namespace && parseNodeId(node.id)?.kind === 'app');
}

function healthCounts(applications: readonly GraphNode[]) {
  const counts = { ...NO_HEALTH };
  for (const { health } of applications) if (health.kind !== 'unknown') counts[health.kind] += 1;
  return counts;
}

const SEVERITY = { failing: 2, degraded: 1, healthy: 0, idle: 0, unknown: 0 } as const;
const MOST_NAMES = 3;

/** As bad as the worst of what arrives at it from outside and of its applications, which call one another. */
function namespaceHealth(own: Health, applications: readonly GraphNode[]): Health {
  for (const kind of ['failing', 'degraded'] as const) {
    const names = applications.filter(({ health }) => health.kind === kind).map(({ name }) => name);
    if (names.length === 0 || SEVERITY[own.kind] >= SEVERITY[kind]) continue;
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
    const which = `${names.slice(0, MOST_NAMES).join(', ')}${more}`;
    const does = kind === 'failing' ? 'fail' : 'are degraded';
    return { kind, reasons: [`${names.length} of ${applications.length} applications ${does}: ${which}`] };
  }
  return own;
}

/** Edges that lead from a service to its own workload carry on what arrived at the service. */
function* arrivals(graph: GraphAnswer): Generator<{ readonly namespace: string; readonly edge: GraphEdge }> {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const edge of graph.edges) {
    const kind = parseNodeId(edge.source)?.kind;
    if (kind === 'service' || kind === 'serviceEntry') continue;
    const namespace = byId.get(edge.target)?.namespace ?? null;
    if (namespace !== null) yield { namespace, edge };
  }
}

function trafficByNamespace(graph: GraphAnswer): ReadonlyMap<string, RequestTally> {
  const tallies = new Map<string, RequestTally>();
  for (const { namespace, edge } of arrivals(graph)) {
    if (edge.requests === null) continue;
    const tally = tallies.get(namespace) ?? new RequestTally();
    tallies.set(namespace, tally);
    tally.addAll(edge.requests);
  }
  return tallies;
}

function securedByNamespace(graph: GraphAnswer): ReadonlyMap<string, number> {
  const renamed = [...arrivals(graph)].map(({ namespace, edge }) => ({ ...edge, target: namespace }));
  return mutualTlsOf({ ...graph, edges: renamed });
}
