/**
 * Removes what only the past of the metrics remembers: nodes without traffic behind which no object stands, then what
 * is left without a neighbour by that. After kiali:graph/telemetry/istio/appender/dead_node.go.
 */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { type NodeIdentity, parseNodeId } from '@/lib/graph/identity';
import type { FactsIndex } from './facts-index';

export interface Living {
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
}

/** Without facts nothing is known to be dead. Edges of what is removed have no traffic either. */
export function removeDead(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  index: FactsIndex | null,
): Living {
  let living: Living = { nodes: [...nodes], edges: [...edges] };
  if (index === null) return living;
  const home = homeCluster(nodes);
  for (;;) {
    const calling = new Set(living.edges.map(({ source }) => source));
    const kept = living.nodes.filter((node) => !isDead(node, calling.has(node.id), index, home));
    if (kept.length === living.nodes.length) return living;
    const ids = new Set(kept.map(({ id }) => id));
    living = {
      nodes: kept,
      edges: living.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)),
    };
  }
}

function isDead(node: GraphNode, calls: boolean, index: FactsIndex, home: string | null): boolean {
  if (hasTraffic(node)) return false;
  const identity = parseNodeId(node.id);
  if (identity === null) return false;
  switch (identity.kind) {
    // What has no name has no object; it is there for its traffic alone.
    case 'unknownSource':
    case 'unknownTarget':
      return true;
    case 'workload':
    case 'app':
    case 'versionedApp':
      return node.facts === null && canTell(identity, index, home, 'workloads');
    case 'service':
      return !calls && node.facts === null && canTell(identity, index, home, 'services');
    case 'serviceEntry':
    case 'operation':
    case 'passthrough':
    case 'blackhole':
      return false;
  }
  return identity satisfies never;
}

/** A store that knows none of a namespace's objects, or none of this cluster, cannot tell that one is missing. */
function canTell(
  { cluster, namespace }: Extract<NodeIdentity, { readonly namespace: string | null }>,
  index: FactsIndex,
  home: string | null,
  what: 'workloads' | 'services',
): boolean {
  if (namespace === null || (cluster !== null && cluster !== home)) return false;
  return what === 'workloads' ? index.knowsWorkloadsOf(namespace) : index.knowsServicesOf(namespace);
}

/** The cluster that the store tells of: the one in which most of what it knows is seen. null = none is ahead. */
function homeCluster(nodes: readonly GraphNode[]): string | null {
  const known = new Map<string, number>();
  for (const { cluster, facts } of nodes) {
    if (cluster !== null) known.set(cluster, (known.get(cluster) ?? 0) + (facts === null ? 0 : 1));
  }
  const [first, second] = [...known].sort(([, a], [, b]) => b - a);
  if (first === undefined || first[1] === second?.[1]) return null;
  return first[0];
}

function hasTraffic(node: GraphNode): boolean {
  const { incoming, outgoing, incomingTcp, outgoingTcp, incomingMessages, outgoingMessages } = node;
  return (
    [incoming, outgoing].some((requests) => (requests?.requestsPerSecond ?? 0) > 0) ||
    [incomingTcp, outgoingTcp].some(
      (tcp) =>
        tcp !== null &&
        tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond + tcp.connectionsOpenedPerSecond > 0,
    ) ||
    [incomingMessages, outgoingMessages].some(
      (messages) => messages !== null && messages.sentPerSecond + messages.receivedPerSecond > 0,
    )
  );
}
