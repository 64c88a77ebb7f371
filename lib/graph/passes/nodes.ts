/** The nodes at the ends of the edges: what they are, and the traffic in and out, summed over their edges. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { DraftEdge } from '@/lib/graph/draft';
import type { NodeIdentity } from '@/lib/graph/identity';
import type { Flow } from '@/lib/graph/traffic';
import type { Peer } from '@/lib/mesh/identity';
import { describeNode } from './describe-node';
import { messagesOf, requestsOf, tcpOf } from './edge-sums';
import { type ServiceFacts, serviceFacts } from './service-facts';
import type { Waypoints } from './waypoints';

interface NodeDraft {
  readonly identity: NodeIdentity;
  readonly peers: Peer[];
  readonly incoming: GraphEdge[];
  readonly outgoing: GraphEdge[];
}

/** `finished` are the edges of `drafts`, in the same order; `namespaces` the chosen ones. Facts, health, boxes and ranks come later. */
export function gatherNodes(
  drafts: readonly DraftEdge[],
  finished: readonly GraphEdge[],
  flows: readonly Flow[],
  namespaces: readonly string[] | null,
  waypoints: Waypoints,
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
      const { sourcePeer, targetPeer, waypoint } = draft.waypointHops?.get(flow) ?? draft.hop;
      if (sourcePeer !== null) source.peers.push(waypoint === 'source' ? sourcePeer : flow.source);
      if (targetPeer !== null) target.peers.push(waypoint === 'target' ? targetPeer : flow.destination);
    }
  });
  // What a waypoint leads on to is behind the service, the waypoint itself is not.
  const behind = waypoints.any ? flows.filter(({ destination }) => !waypoints.has(destination)) : flows;
  const services = serviceFacts(behind);
  const chosen = namespaces === null ? null : new Set(namespaces);
  return [...nodes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, draft]) => finishNode(id, draft, services, waypoints, chosen));
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
  waypoints: Waypoints,
  chosen: ReadonlySet<string> | null,
): GraphNode {
  const description = describeNode(draft.identity, draft.peers, services, waypoints);
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
    facts: null,
    outside: chosen !== null && description.namespace !== null && !chosen.has(description.namespace),
    root: draft.incoming.every(({ source }) => source === id),
    rank: 1,
    boxes: [],
    health: { kind: 'idle' },
    ...traffic,
  };
}
