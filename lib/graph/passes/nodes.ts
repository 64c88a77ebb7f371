/** The nodes at the ends of the edges: what they are, and the traffic in and out, summed over their edges. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { DraftEdge } from '@/lib/graph/draft';
import type { NodeIdentity } from '@/lib/graph/identity';
import { Remembered } from '@/lib/graph/remembered';
import type { Flow } from '@/lib/graph/traffic';
import type { Peer } from '@/lib/mesh/identity';
import { describeNode, type NodeDescription } from './describe-node';
import { trafficOver } from './edge-sums';
import { serviceFacts } from './service-facts';
import type { Waypoints } from './waypoints';

/** A node but for its numbers: what stays the same while the same flows run. */
interface NodeEnds {
  readonly id: string;
  readonly description: NodeDescription;
  /** Places of its edges among all. */
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
}

/** `finished` are the edges of `drafts`, in the same order; `namespaces` the chosen ones. Facts, health, boxes and ranks come later. */
export function gatherNodes(
  drafts: readonly DraftEdge[],
  finished: readonly GraphEdge[],
  flows: readonly Flow[],
  namespaces: readonly string[] | null,
  waypoints: Waypoints,
): GraphNode[] {
  const chosen = namespaces === null ? null : new Set(namespaces);
  return endsOf(drafts, flows, waypoints).map((ends) => finishNode(ends, finished, chosen));
}

function endsOf(
  drafts: readonly DraftEdge[],
  flows: readonly Flow[],
  waypoints: Waypoints,
): readonly NodeEnds[] {
  // Which peers are waypoints, and which hops lead to them, depends on which flows have traffic.
  if (waypoints.any || drafts.some(({ waypointHops }) => waypointHops !== null))
    return gatherEnds(drafts, flows, waypoints);
  const items: object[] = [];
  for (const { hop, allFlows } of drafts) {
    items.push(hop);
    for (const flow of allFlows) items.push(flow);
  }
  for (const flow of flows) items.push(flow);
  return known.of(items, () => gatherEnds(drafts, flows, waypoints));
}

const known = new Remembered<readonly NodeEnds[]>();

interface NodeDraft {
  readonly identity: NodeIdentity;
  readonly peers: Peer[];
  readonly incoming: number[];
  readonly outgoing: number[];
}

function gatherEnds(drafts: readonly DraftEdge[], flows: readonly Flow[], waypoints: Waypoints): NodeEnds[] {
  const nodes = new Map<string, NodeDraft>();
  drafts.forEach((draft, at) => {
    const source = nodeAt(nodes, draft.hop.sourceId, draft.hop.source);
    const target = nodeAt(nodes, draft.hop.targetId, draft.hop.target);
    source.outgoing.push(at);
    target.incoming.push(at);
    for (const flow of draft.allFlows) {
      const { sourcePeer, targetPeer, waypoint } = draft.waypointHops?.get(flow) ?? draft.hop;
      if (sourcePeer !== null) source.peers.push(waypoint === 'source' ? sourcePeer : flow.source);
      if (targetPeer !== null) target.peers.push(waypoint === 'target' ? targetPeer : flow.destination);
    }
  });
  // What a waypoint leads on to is behind the service, the waypoint itself is not.
  const behind = waypoints.any ? flows.filter(({ destination }) => !waypoints.has(destination)) : flows;
  const services = serviceFacts(behind);
  return [...nodes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { identity, peers, incoming, outgoing }]) => ({
      ...{ id, incoming, outgoing },
      description: describeNode(identity, peers, services, waypoints),
    }));
}

function nodeAt(nodes: Map<string, NodeDraft>, id: string, identity: NodeIdentity): NodeDraft {
  const known = nodes.get(id);
  if (known !== undefined) return known;
  const made: NodeDraft = { identity, peers: [], incoming: [], outgoing: [] };
  nodes.set(id, made);
  return made;
}

function finishNode(
  { id, description, ...ends }: NodeEnds,
  finished: readonly GraphEdge[],
  chosen: ReadonlySet<string> | null,
): GraphNode {
  const edgesAt = (places: readonly number[]) => places.map((at) => finished[at] as GraphEdge);
  const incoming = edgesAt(ends.incoming);
  return {
    id,
    ...description,
    facts: null,
    outside: chosen !== null && description.namespace !== null && !chosen.has(description.namespace),
    root: incoming.every(({ source }) => source === id),
    rank: 1,
    boxes: [],
    health: { kind: 'idle' },
    ...trafficOver(incoming, edgesAt(ends.outgoing)),
  };
}
