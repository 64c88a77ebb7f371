/** What a chart is about, from the ids of the graph to a selection of traffic. */
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import type { TrafficSelection } from '@/lib/metrics/series';
import type { EntryHosts } from './entry-hosts';
import { type NodeIdentity, parseNodeId } from './identity';
import { selectionFrom, selectionTo } from './node-selection';
import { isWaypointName } from './passes/gateway-names';

/** As written in the URL of `GET /api/metrics`. */
export const chartSubjectSchema = z.object({
  /** A node's id. */
  node: z.string().max(2000).optional(),
  direction: z.enum(['incoming', 'outgoing'], 'must be incoming or outgoing').optional(),
  /** Ids of an edge's ends, which go together with its protocol. */
  source: z.string().max(2000).optional(),
  target: z.string().max(2000).optional(),
  protocol: z.enum(['http', 'grpc', 'tcp'], 'must be http, grpc or tcp').optional(),
  /** The app behind the node or the edge's source, as the node says, where that is a service; absent = that of its name. */
  app: z.string().max(2000).optional(),
});
export type ChartSubject = z.infer<typeof chartSubjectSchema>;

/** The whole mesh when nothing is named; the chosen namespaces' incoming traffic when they are. Throws `bad-request`. */
export function selectionsOf(
  subject: ChartSubject,
  namespaces: readonly string[] | null,
  hostsOf: EntryHosts = () => [],
): TrafficSelection[] {
  const { node, source, target, protocol, app } = subject;
  const ofProtocol = protocol === undefined ? {} : { protocol };
  const identities = (field: string, id: string) => standingFor(identityOf(field, id), field, hostsOf);
  if (node !== undefined) {
    return identities('node', node).map((one) => ({ ...nodeSelection(subject, one), ...ofProtocol }));
  }
  if (source !== undefined || target !== undefined) {
    if (source === undefined || target === undefined) {
      throw refused(source === undefined ? 'source' : 'target', 'An edge needs both "source" and "target".');
    }
    const targets = identities('target', target);
    return identities('source', source).flatMap((from) =>
      targets.map((to) => ({ ...edgeSelection(from, to, { protocol, app }), ...ofProtocol })),
    );
  }
  if (namespaces === null) return [ofProtocol];
  return namespaces.map((namespace) => ({ service: { namespace }, ...ofProtocol }));
}

/** A ServiceEntry's node is the services of its hosts, whose traffic is added up. */
function standingFor(identity: NodeIdentity, field: string, hostsOf: EntryHosts): readonly NodeIdentity[] {
  if (identity.kind !== 'serviceEntry') return [identity];
  const hosts = hostsOf(identity);
  if (hosts.length === 0)
    throw refused(field, `There is no ServiceEntry ${identity.name} in ${identity.namespace}.`);
  return hosts.map((name) => ({ ...identity, kind: 'service', name }));
}

function nodeSelection({ direction, app }: ChartSubject, node: NodeIdentity): TrafficSelection {
  if (isWaypoint(node)) return { service: { namespace: node.namespace }, throughWaypoints: true };
  const selection =
    direction === 'outgoing'
      ? selectionFrom(node, app)
      : (selectionTo(node) ?? (direction === undefined ? selectionFrom(node, app) : null));
  if (selection === null)
    throw refused('direction', `This node has no ${direction ?? 'known'} traffic of its own.`);
  return selection;
}

/** What both ends say: an edge from a service to its workload is all calls of the service that reach this workload. */
function edgeSelection(
  source: NodeIdentity,
  target: NodeIdentity,
  { protocol, app }: Pick<ChartSubject, 'protocol' | 'app'>,
): TrafficSelection {
  const through = protocol === 'tcp' ? null : throughWaypoint(source, target);
  if (through !== null) return through;
  const to = selectionTo(target);
  if (to === null) throw refused('target', 'Nothing can be sent to this node.');
  const from = selectionFrom(source, app);
  if (from === null) throw refused('source', 'This node sends nothing.');
  if (to.destination === undefined) return { ...to, ...from };
  // A workload that is named has been reached.
  const { reached: _, ...rest } = from;
  return { ...to, ...rest };
}

/**
 * Requests that run through a waypoint name caller and callee, never the waypoint: to it they are the caller's in its
 * namespace, from it the callee's. Bytes name the waypoint.
 */
function throughWaypoint(source: NodeIdentity, target: NodeIdentity): TrafficSelection | null {
  if (isWaypoint(target)) {
    const from = selectionFrom(source);
    return from && { ...from, service: { namespace: target.namespace }, throughWaypoints: true };
  }
  const to = isWaypoint(source) ? selectionTo(target) : null;
  return to && { ...to, throughWaypoints: true };
}

type PeerIdentity = Extract<NodeIdentity, { kind: 'workload' | 'app' | 'versionedApp' }>;

function isWaypoint(node: NodeIdentity): node is PeerIdentity {
  const isPeer = node.kind === 'workload' || node.kind === 'app' || node.kind === 'versionedApp';
  return isPeer && isWaypointName(node.name);
}

function identityOf(field: string, id: string): NodeIdentity {
  const identity = parseNodeId(id);
  if (identity === null) throw refused(field, `"${id.slice(0, 100)}" is no id of a node.`);
  return identity;
}

function refused(field: string, message: string): Fault {
  return new Fault('bad-request', message, {
    hint: 'Take the ids from the answer of /api/graph.',
    issues: [{ path: [field], message }],
  });
}
