/** Whom one node of a graph talks to, from the edges at it. */
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import { parseNodeId } from '@/lib/graph/identity';
import type { PeerAnswer } from './subject-contract';
import type { InventoryKind } from './vocabulary';

export interface SubjectName {
  readonly kind: InventoryKind;
  readonly namespace: string | null;
  readonly name: string;
  /** null = whichever. */
  readonly cluster: string | null;
}

const IDENTITIES: Readonly<Record<InventoryKind, readonly string[]>> = {
  workloads: ['workload'],
  applications: ['app'],
  services: ['service', 'serviceEntry'],
  namespaces: [],
};

/** The nodes that stand for it: several where it runs in several clusters and none was named. */
export function nodesOf(graph: GraphAnswer, subject: SubjectName): readonly GraphNode[] {
  return graph.nodes.filter((node) => {
    const identity = parseNodeId(node.id);
    if (identity === null || !('name' in identity) || !IDENTITIES[subject.kind].includes(identity.kind))
      return false;
    if (subject.cluster !== null && identity.cluster !== subject.cluster) return false;
    return identity.namespace === subject.namespace && identity.name === subject.name;
  });
}

/** Busiest first. `ids` are the subject's own nodes. */
export function peersOf(
  graph: GraphAnswer,
  ids: ReadonlySet<string>,
  direction: 'incoming' | 'outgoing',
): PeerAnswer[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const [own, other] =
    direction === 'incoming' ? (['target', 'source'] as const) : (['source', 'target'] as const);
  return graph.edges
    .filter((edge) => ids.has(edge[own]))
    .flatMap((edge) => {
      const node = byId.get(edge[other]);
      return node === undefined ? [] : [peerOf(edge, node)];
    })
    .sort((a, b) => weightOf(b) - weightOf(a));
}

/** Of a whole namespace: what crosses its border, by the node on the other side. */
export function namespacePeers(
  graph: GraphAnswer,
  namespace: string,
  direction: 'incoming' | 'outgoing',
): PeerAnswer[] {
  const within = new Set(graph.nodes.filter((node) => node.namespace === namespace).map(({ id }) => id));
  const [own, other] =
    direction === 'incoming' ? (['target', 'source'] as const) : (['source', 'target'] as const);
  const crossing = graph.edges.filter((edge) => within.has(edge[own]) && !within.has(edge[other]));
  return peersOf({ ...graph, edges: crossing }, within, direction);
}

function peerOf(edge: GraphEdge, node: GraphNode): PeerAnswer {
  const { requests, tcp } = edge;
  const rate = requests?.requestsPerSecond ?? null;
  return {
    edgeId: edge.id,
    kind: node.kind,
    cluster: node.cluster,
    namespace: node.namespace,
    name: node.name,
    workload: node.workload,
    app: node.app,
    protocol: edge.protocol,
    requestsPerSecond: rate,
    errorShare: requests === null || rate === null || rate === 0 ? null : requests.errorsPerSecond / rate,
    p95Ms: edge.latencyMs?.p95 ?? null,
    tcpBytesPerSecond: tcp === null ? null : tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond,
    mutualTlsShare: edge.mtls?.share ?? null,
    health: edge.health,
  };
}

function weightOf({ requestsPerSecond, tcpBytesPerSecond }: PeerAnswer): number {
  return requestsPerSecond ?? (tcpBytesPerSecond === null ? 0 : tcpBytesPerSecond / 1e9);
}
