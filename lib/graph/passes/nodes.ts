/** The nodes at the ends of the edges: what they are, and the traffic in and out, summed over their edges. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { EdgeShape } from '@/lib/graph/draft';
import type { NodeIdentity } from '@/lib/graph/identity';
import type { Flow } from '@/lib/graph/traffic';
import type { Peer } from '@/lib/mesh/identity';
import { describeNode, type NodeDescription } from './describe-node';
import { EdgeSum, nodeTraffic } from './edge-sums';
import { serviceFacts } from './service-facts';
import type { Waypoints } from './waypoints';

/** What stays the same while the same flows run: nodes but for their numbers, and which of them the edges join. */
interface Ends {
  /** In the order of their ids. */
  readonly nodes: readonly { readonly id: string; readonly description: NodeDescription }[];
  /** Of each edge the place of its source among the nodes. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
}

/** What was known when the edges were placed (plan-flows.ts). */
interface Known {
  readonly flows: readonly Flow[];
  readonly waypoints: Waypoints;
}

/** `finished` are the edges of `shapes`, in the same order; `namespaces` the chosen ones. Facts, health, boxes and ranks come later. */
export function gatherNodes(
  shapes: readonly EdgeShape[],
  finished: readonly GraphEdge[],
  known: Known,
  namespaces: readonly string[] | null,
): GraphNode[] {
  const { nodes, sources, targets } = endsOf(shapes, { flows: known.flows, waypoints: known.waypoints });
  const incoming = nodes.map(() => new EdgeSum());
  const outgoing = nodes.map(() => new EdgeSum());
  const called = new Set<number>();
  finished.forEach((edge, at) => {
    const [source, target] = [sources[at] as number, targets[at] as number];
    outgoing[source]?.add(edge);
    incoming[target]?.add(edge);
    if (source !== target) called.add(target);
  });
  const chosen = namespaces === null ? null : new Set(namespaces);
  return nodes.map(({ id, description }, at) => ({
    id,
    ...description,
    facts: null,
    outside: chosen !== null && description.namespace !== null && !chosen.has(description.namespace),
    root: !called.has(at),
    rank: 1,
    boxes: [],
    health: { kind: 'idle' },
    ...nodeTraffic(incoming[at] as EdgeSum, outgoing[at] as EdgeSum),
  }));
}

/** The same list of edges comes with every refresh while the same flows run (place-flows.ts). */
const remembered = new WeakMap<readonly EdgeShape[], { readonly ends: Ends; readonly known: Known }>();

function endsOf(shapes: readonly EdgeShape[], known: Known): Ends {
  const before = remembered.get(shapes);
  if (before !== undefined && isSame(before.known, known)) return before.ends;
  const ends = gatherEnds(shapes, known);
  remembered.set(shapes, { ends, known });
  return ends;
}

function isSame(a: Known, b: Known): boolean {
  const noWaypoints = !a.waypoints.any && !b.waypoints.any;
  return a.flows === b.flows && (noWaypoints || a.waypoints === b.waypoints);
}

interface NodeDraft {
  readonly identity: NodeIdentity;
  readonly peers: Peer[];
}

function gatherEnds(shapes: readonly EdgeShape[], { flows, waypoints }: Known): Ends {
  const drafts = new Map<string, NodeDraft>();
  for (const { hop, allFlows, waypointHops } of shapes) {
    const source = nodeAt(drafts, hop.sourceId, hop.source);
    const target = nodeAt(drafts, hop.targetId, hop.target);
    for (const flow of allFlows) {
      const { sourcePeer, targetPeer, waypoint } = waypointHops?.get(flow) ?? hop;
      if (sourcePeer !== null) source.peers.push(waypoint === 'source' ? sourcePeer : flow.source);
      if (targetPeer !== null) target.peers.push(waypoint === 'target' ? targetPeer : flow.destination);
    }
  }
  // What a waypoint leads on to is behind the service, the waypoint itself is not.
  const behind = waypoints.any ? flows.filter(({ destination }) => !waypoints.has(destination)) : flows;
  const services = serviceFacts(behind);
  const sorted = [...drafts].sort(([a], [b]) => (a < b ? -1 : 1));
  const places = new Map(sorted.map(([id], at) => [id, at]));
  return {
    nodes: sorted.map(([id, { identity, peers }]) => ({
      id,
      description: describeNode(identity, peers, services, waypoints),
    })),
    sources: Int32Array.from(shapes, ({ hop }) => places.get(hop.sourceId) ?? -1),
    targets: Int32Array.from(shapes, ({ hop }) => places.get(hop.targetId) ?? -1),
  };
}

function nodeAt(nodes: Map<string, NodeDraft>, id: string, identity: NodeIdentity): NodeDraft {
  const known = nodes.get(id);
  if (known !== undefined) return known;
  const made: NodeDraft = { identity, peers: [] };
  nodes.set(id, made);
  return made;
}
