/** The nodes at the ends of the edges: what they are, and the traffic in and out, summed over their edges. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { DraftEdge } from '@/lib/graph/draft';
import type { NodeIdentity } from '@/lib/graph/identity';
import type { Flow } from '@/lib/graph/traffic';
import type { Peer } from '@/lib/mesh/identity';
import { MessageTally, RequestTally, TcpTally } from '@/lib/metrics/tally';
import { judge } from './judge';
import { type ServiceFacts, serviceFacts } from './service-facts';

interface NodeDraft {
  readonly identity: NodeIdentity;
  readonly peers: Peer[];
  readonly incoming: GraphEdge[];
  readonly outgoing: GraphEdge[];
}

/** `finished` are the edges of `drafts`, in the same order; `namespaces` the chosen ones. Boxes and ranks come later. */
export function gatherNodes(
  drafts: readonly DraftEdge[],
  finished: readonly GraphEdge[],
  flows: Iterable<Flow>,
  namespaces: readonly string[] | null,
): GraphNode[] {
  const nodes = new Map<string, NodeDraft>();
  drafts.forEach((draft, at) => {
    const edge = finished[at];
    if (edge === undefined) return;
    const source = nodeAt(nodes, draft.hop.sourceId, draft.hop.source);
    const target = nodeAt(nodes, draft.hop.targetId, draft.hop.target);
    source.outgoing.push(edge);
    target.incoming.push(edge);
    for (const flow of draft.allFlows) {
      if (draft.hop.sourcePeer !== null) source.peers.push(flow.source);
      if (draft.hop.targetPeer !== null) target.peers.push(flow.destination);
    }
  });
  const services = serviceFacts(flows);
  const chosen = namespaces === null ? null : new Set(namespaces);
  return [...nodes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, draft]) => finishNode(id, draft, services, chosen));
}

function nodeAt(nodes: Map<string, NodeDraft>, id: string, identity: NodeIdentity): NodeDraft {
  const known = nodes.get(id);
  if (known !== undefined) return known;
  const made: NodeDraft = { identity, peers: [], incoming: [], outgoing: [] };
  nodes.set(id, made);
  return made;
}

function finishNode(
  id: string,
  draft: NodeDraft,
  services: ServiceFacts,
  chosen: ReadonlySet<string> | null,
): GraphNode {
  const description = factsOf(draft, services);
  const traffic = {
    incoming: requestsOf(draft.incoming),
    outgoing: requestsOf(draft.outgoing),
    incomingTcp: tcpOf(draft.incoming),
    outgoingTcp: tcpOf(draft.outgoing),
    incomingMessages: messagesOf(draft.incoming),
    outgoingMessages: messagesOf(draft.outgoing),
  };
  return {
    id,
    ...description,
    operation: null,
    facts: null,
    outside: chosen !== null && description.namespace !== null && !chosen.has(description.namespace),
    root: draft.incoming.every(({ source }) => source === id),
    rank: 1,
    boxes: [],
    health: healthOf(draft.identity, traffic),
    ...traffic,
  };
}

/** What arrives decides; what only calls others (a gateway, a load generator) is judged by what it calls. */
function healthOf(
  identity: NodeIdentity,
  traffic: Pick<
    GraphNode,
    'incoming' | 'outgoing' | 'incomingTcp' | 'outgoingTcp' | 'incomingMessages' | 'outgoingMessages'
  >,
): GraphNode['health'] {
  if (identity.kind === 'unknownSource') {
    return { kind: 'unknown', because: 'These callers have no proxy, so nothing is known about them.' };
  }
  const receives = traffic.incoming !== null || traffic.incomingTcp !== null;
  return receives
    ? judge({ requests: traffic.incoming, tcp: traffic.incomingTcp, messages: traffic.incomingMessages })
    : judge({ requests: traffic.outgoing, tcp: traffic.outgoingTcp, messages: traffic.outgoingMessages });
}

function requestsOf(edges: readonly GraphEdge[]): GraphNode['incoming'] {
  let tally: RequestTally | null = null;
  for (const { requests } of edges) {
    if (requests === null) continue;
    tally ??= new RequestTally();
    tally.addAll(requests);
  }
  return tally?.traffic() ?? null;
}

function tcpOf(edges: readonly GraphEdge[]): GraphNode['incomingTcp'] {
  let tally: TcpTally | null = null;
  for (const { tcp } of edges) {
    if (tcp === null) continue;
    tally ??= new TcpTally();
    tally.addAll(tcp);
  }
  return tally?.traffic() ?? null;
}

function messagesOf(edges: readonly GraphEdge[]): GraphNode['incomingMessages'] {
  let tally: MessageTally | null = null;
  for (const { messages } of edges) {
    if (messages === null) continue;
    tally ??= new MessageTally();
    tally.addAll(messages);
  }
  return tally?.traffic() ?? null;
}

type Description = Pick<
  GraphNode,
  'kind' | 'cluster' | 'namespace' | 'name' | 'app' | 'version' | 'workload' | 'host'
>;

/** istioctl's, Helm's and the Gateway API's names for gateways and waypoints. */
const GATEWAY_NAME = /(^|-)(ingress|egress)gateway(-|$)|-gateway-istio$|(^|-)waypoint$/;

export function isGatewayName(name: string | null): boolean {
  return name !== null && GATEWAY_NAME.test(name);
}

function factsOf({ identity, peers }: NodeDraft, services: ServiceFacts): Description {
  const nothing = { cluster: null, namespace: null, app: null, version: null, workload: null, host: null };
  switch (identity.kind) {
    case 'unknownSource':
    case 'unknownTarget':
      return { ...nothing, kind: 'unknown', name: 'unknown' };
    case 'passthrough':
      return { ...nothing, kind: 'passthrough', cluster: identity.cluster, name: 'PassthroughCluster' };
    case 'blackhole':
      return { ...nothing, kind: 'blackhole', cluster: identity.cluster, name: 'BlackHoleCluster' };
    case 'service': {
      const { cluster, namespace, name } = identity;
      const { host, app, isExternal } = services.of(identity);
      return { ...nothing, kind: isExternal ? 'external' : 'service', cluster, namespace, name, app, host };
    }
    case 'workload':
    case 'app':
    case 'versionedApp':
      return peerFacts(identity, peers);
  }
  return identity satisfies never;
}

function peerFacts(
  identity: Extract<NodeIdentity, { kind: 'workload' | 'app' | 'versionedApp' }>,
  peers: readonly Peer[],
): Description {
  const { kind, cluster, namespace, name } = identity;
  const app = kind === 'workload' ? only(peers, 'app') : name;
  const workload = kind === 'workload' ? name : only(peers, 'workload');
  const isGateway = [name, app, workload].some(isGatewayName);
  const drawnAs = kind === 'workload' ? 'workload' : 'app';
  return {
    kind: isGateway ? 'gateway' : drawnAs,
    cluster,
    namespace,
    name,
    app,
    version: kind === 'versionedApp' ? identity.version : kind === 'app' ? null : only(peers, 'version'),
    workload,
    host: null,
  };
}

/** The value that all have; null where they differ. */
function only(peers: readonly Peer[], field: 'app' | 'workload' | 'version'): string | null {
  let found: string | null = null;
  for (const peer of peers) {
    const value = peer[field];
    if (value === null || value === found) continue;
    if (found !== null) return null;
    found = value;
  }
  return found;
}
