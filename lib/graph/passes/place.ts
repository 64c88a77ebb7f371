/**
 * Where a flow is drawn: the one or two edges (hops) that it runs over, which depends on the graph's type and on
 * whether services stand between caller and workload. Each kind of hop names the level that its quantiles are
 * summed at, so that the number of queries never depends on the mesh.
 */
import type { GraphType, ServiceNodes } from '@/lib/graph/contract';
import {
  isBlackHole,
  isPassthrough,
  type NodeIdentity,
  nodeId,
  peerIdentity,
  serviceIdentity,
} from '@/lib/graph/identity';
import type { Flow, Grouping, PeerLevel } from '@/lib/graph/traffic';
import { Interned } from '@/lib/interned';
import type { CalledService, Peer, Protocol } from '@/lib/mesh/identity';
import { isEgressGatewayName } from './gateway-names';

export interface Hop {
  /** null = no group of the source is this edge. */
  readonly leg: Grouping | null;
  readonly source: NodeIdentity;
  readonly target: NodeIdentity;
  /** The peer that the end stands for; null = the service. */
  readonly sourcePeer: Peer | null;
  readonly targetPeer: Peer | null;
  readonly sourceId: string;
  readonly targetId: string;
  /** Not the first hop of its flows: what runs over it has been drawn before. */
  readonly onward: boolean;
  /** The end that is a waypoint which its flows do not name. */
  readonly waypoint: 'source' | 'target' | null;
  /** Names the edge: `<source id>><target id>><protocol>`. */
  readonly edgeKey: string;
}

export interface Placement {
  /** The kinds of hops of this graph: the groupings of its quantiles. */
  readonly legs: readonly Grouping[];
  hopsOf(flow: Flow): readonly Hop[];
}

export interface View {
  readonly type: GraphType;
  readonly serviceNodes: ServiceNodes;
}

/** `flows` are all that are known, also those not in view: they tell which app is behind which service. */
export function placement(view: View, flows: Iterable<Flow>): Placement {
  if (view.type === 'service') return serviceGraph(flows);
  if (view.serviceNodes === 'auto') return throughSomeServices(view.type, flows);
  const key = `${view.type} ${view.serviceNodes}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const made = remembering(view.serviceNodes === 'all' ? throughServices(view.type) : straight(view.type));
  remembered.set(key, made);
  return made;
}

const remembered = new Map<string, Placement>();

/** Where a flow runs depends on nothing but itself, and the same flows come with every refresh. */
function remembering(place: Placement): Placement {
  const hops = new WeakMap<Flow, readonly Hop[]>();
  return {
    legs: place.legs,
    hopsOf(flow) {
      const known = hops.get(flow);
      if (known !== undefined) return known;
      const made = place.hopsOf(flow);
      hops.set(flow, made);
      return made;
    },
  };
}

/** Caller → service → workload; straight to the workload where no service in particular was called. */
function throughServices(level: PeerLevel): Placement {
  const toService = leg(level, true, null, 'all', 'all');
  const fromService = leg(null, true, level, 'known', 'all');
  return {
    legs: [toService, fromService],
    hopsOf(flow) {
      const source = sourceNode(level, flow);
      const target = peerIdentity(level, flow.destination);
      if (target !== null && isDirect(flow)) return [toWorkload(null, source, target, flow)];
      const service = serviceIdentity(flow.service);
      const first = hop(flow, toService, source, service, flow.source, null);
      return target === null
        ? [first]
        : [first, hop(flow, fromService, service, target, null, flow.destination, true)];
    },
  };
}

/**
 * Through a service where its calls spread over several nodes, or some of them ended before they reached one; straight
 * to the workload elsewhere. So a failure of a few calls is a share of its service's, and no edge of its own that
 * seems to fail always. The few services that spread have no groups of their own: asking for the quantiles of every
 * service both ways would cost twice what the graph does, and their buckets cost little.
 */
function throughSomeServices(level: PeerLevel, flows: Iterable<Flow>): Placement {
  const direct = leg(level, false, level, 'known', 'all');
  const spread = spreadServices(level, flows);
  return {
    legs: [direct],
    hopsOf(flow) {
      const source = sourceNode(level, flow);
      const target = peerIdentity(level, flow.destination);
      if (target !== null && (isDirect(flow) || !spread.has(serviceKeyOf(flow.service)))) {
        return [toWorkload(direct, source, target, flow)];
      }
      const service = serviceIdentity(flow.service);
      const first = hop(flow, null, source, service, flow.source, null);
      return target === null
        ? [first]
        : [first, hop(flow, null, service, target, null, flow.destination, true)];
    },
  };
}

/** The services that are called with more than one outcome: several nodes, or a node and none. */
function spreadServices(level: PeerLevel, flows: Iterable<Flow>): ReadonlySet<string> {
  const first = new Map<string, string>();
  const spread = new Set<string>();
  for (const flow of flows) {
    if (isDirect(flow)) continue;
    const { service, destination } = flow;
    const target = peerIdentity(level, destination);
    const id = target === null ? '' : nodeId(target);
    const key = serviceKeyOf(service);
    const known = first.get(key);
    if (known === undefined) first.set(key, id);
    else if (known !== id) spread.add(key);
  }
  return spread;
}

/** Without the cluster: a client that reached no workload does not know it. */
function serviceKeyOf({ namespace, name }: CalledService): string {
  return `${namespace}\u0000${name}`;
}

/** Caller → workload; to the service only where no workload was reached. */
function straight(level: PeerLevel): Placement {
  const direct = leg(level, false, level, 'known', 'all');
  const toService = leg(level, true, null, 'unknown', 'all');
  return {
    legs: [direct, toService],
    hopsOf(flow) {
      const source = sourceNode(level, flow);
      const target = peerIdentity(level, flow.destination);
      if (target !== null) return [toWorkload(direct, source, target, flow)];
      const service = serviceIdentity(flow.service, 'unreached');
      return [hop(flow, toService, source, service, flow.source, null)];
    },
  };
}

/** Service → service. A caller stands for the service that it is behind, or for its app where that is not plain. */
function serviceGraph(flows: Iterable<Flow>): Placement {
  const toService = leg('app', true, null, 'all', 'all');
  const direct = leg('app', false, 'app', 'known', 'direct');
  const services = servicesOfApps(flows);
  return {
    legs: [toService, direct],
    hopsOf(flow) {
      const service = services.get(appKey(flow.source));
      const source = service === undefined ? sourceNode('app', flow) : serviceIdentity(service, 'caller');
      const sourcePeer = service === undefined ? flow.source : null;
      const target = peerIdentity('app', flow.destination);
      if (target !== null && isDirect(flow)) {
        return [hop(flow, direct, source, target, sourcePeer, flow.destination)];
      }
      return [hop(flow, toService, source, serviceIdentity(flow.service, 'caller'), sourcePeer, null)];
    },
  };
}

/**
 * The service that an app is behind: the one of its name, else the first that only it is behind. No service gets two
 * apps, so the groups of callers that quantiles are summed over stay the nodes that are drawn.
 */
function servicesOfApps(flows: Iterable<Flow>): ReadonlyMap<string, CalledService> {
  const servicesByApp = new Map<string, Map<string, { service: CalledService; app: string | null }>>();
  const appsByService = new Map<string, Set<string>>();
  for (const flow of flows) {
    const { service, destination } = flow;
    const app = destination.app ?? destination.workload;
    if (app === null || isDirect(flow) || isBlackHole(service)) continue;
    const key = appKey(destination);
    const serviceKey = `${service.cluster}\u0000${service.namespace}\u0000${service.name}`;
    entry(servicesByApp, key, () => new Map()).set(serviceKey, { service, app });
    entry(appsByService, serviceKey, () => new Set<string>()).add(key);
  }
  const found = new Map<string, CalledService>();
  for (const [key, services] of servicesByApp) {
    const sorted = [...services].sort(([a], [b]) => (a < b ? -1 : 1));
    const ofItsName = sorted.find(
      ([, { service, app }]) =>
        service.name === app && key === `${service.cluster}\u0000${service.namespace}\u0000${app}`,
    );
    // A service that has an app of its name belongs to that one alone.
    const itsOwn = sorted.find(([id, { service }]) => {
      const apps = appsByService.get(id);
      return (
        apps?.size === 1 && !apps.has(`${service.cluster}\u0000${service.namespace}\u0000${service.name}`)
      );
    });
    const chosen = ofItsName ?? itsOwn;
    if (chosen !== undefined) found.set(key, chosen[1].service);
  }
  return found;
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function appKey({ cluster, namespace, app, workload }: Peer): string {
  return `${cluster}\u0000${namespace}\u0000${app ?? workload}`;
}

/**
 * Whether there is no service to draw between caller and workload: called by address or by nothing that is known, or
 * an egress gateway reached on the way to a host outside the mesh, which the gateway calls in turn.
 */
function isDirect({ service, destination }: Flow): boolean {
  if (service.name === null || isPassthrough(service)) return true;
  const isOutside = service.host !== null && !CLUSTER_HOST.test(service.host);
  return isOutside && (isEgressGatewayName(destination.workload) || isEgressGatewayName(destination.app));
}

const CLUSTER_HOST = /\.svc(\.|$)/;

function sourceNode(level: PeerLevel, flow: Flow): NodeIdentity {
  return peerIdentity(level, flow.source) ?? { kind: 'unknownSource' };
}

function toWorkload(legOf: Grouping | null, source: NodeIdentity, target: NodeIdentity, flow: Flow): Hop {
  return hop(flow, legOf, source, target, flow.source, flow.destination);
}

const ids = new Interned();

export function hop(
  { protocol }: Flow,
  legOf: Grouping | null,
  source: NodeIdentity,
  target: NodeIdentity,
  sourcePeer: Peer | null,
  targetPeer: Peer | null,
  onward = false,
): Hop {
  const sourceId = ids.of(nodeId(source));
  const targetId = ids.of(nodeId(target));
  const edgeKey = edgeKeyOf(sourceId, targetId, protocol);
  return {
    leg: legOf,
    source,
    target,
    sourcePeer,
    targetPeer,
    sourceId,
    targetId,
    onward,
    waypoint: null,
    edgeKey,
  };
}

export function edgeKeyOf(sourceId: string, targetId: string, protocol: Protocol): string {
  return `${sourceId}>${targetId}>${protocol}`;
}

function leg(
  source: PeerLevel | null,
  service: boolean,
  destination: PeerLevel | null,
  destinations: Grouping['destinations'],
  services: Grouping['services'],
): Grouping {
  return { source, service, destination, destinations, services };
}
