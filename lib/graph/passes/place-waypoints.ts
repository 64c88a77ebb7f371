/**
 * Where flows through waypoints are drawn: folded into the edges between callers and callees, or with the waypoint as
 * a node between them.
 */
import { peerIdentity, serviceIdentity } from '@/lib/graph/identity';
import type { Flow, PeerLevel } from '@/lib/graph/traffic';
import type { WaypointView } from '@/lib/graph/vocabulary';
import type { Peer } from '@/lib/mesh/identity';
import { type Hop, hop, type Placement, type View } from './place';
import type { Waypoints } from './waypoints';

export function placeWaypoints(
  base: Placement,
  view: View & { readonly waypoints: WaypointView },
  waypoints: Waypoints,
): Placement {
  if (!waypoints.any) return base;
  const level: PeerLevel = view.type === 'service' ? 'app' : view.type;
  const hopsOf = (flow: Flow): readonly Hop[] => {
    if (view.waypoints === 'edges') return folded(flow, base, view, waypoints);
    const waypoint = waypoints.between(flow);
    if (waypoint !== null) return through(waypoint, level, base.hopsOf(flow), flow);
    return waypoints.has(flow.destination) ? toWaypoint(level, base.hopsOf(flow), flow) : base.hopsOf(flow);
  };
  return {
    legs: base.legs,
    hopsOf: (flow) => (waypoints.isOnward(flow) ? hopsOf(flow).map(asOnward) : hopsOf(flow)),
  };
}

const asOnward = (one: Hop): Hop => (one.onward ? one : { ...one, onward: true });

/** Caller → waypoint → what was called, and on from there. */
function through(waypoint: Peer, level: PeerLevel, hops: readonly Hop[], flow: Flow): readonly Hop[] {
  const [first, ...rest] = hops;
  const middle = peerIdentity(level, waypoint);
  if (first === undefined || middle === null) return hops;
  const to = hop(flow, null, first.source, middle, first.sourcePeer, waypoint);
  const from = hop(flow, null, middle, first.target, waypoint, first.targetPeer, true);
  return [{ ...to, waypoint: 'target' }, { ...from, waypoint: 'source' }, ...rest];
}

/** Without the service between: the waypoint is on the way to it, not behind it. */
function toWaypoint(level: PeerLevel, hops: readonly Hop[], flow: Flow): readonly Hop[] {
  const [first] = hops;
  const target = peerIdentity(level, flow.destination);
  if (first === undefined || target === null) return hops;
  return [hop(flow, null, first.source, target, first.sourcePeer, flow.destination)];
}

const NOBODY: Peer = { cluster: null, namespace: null, workload: null, app: null, version: null };

/**
 * The waypoint does not tell of this traffic, so nobody knows which workload each caller reached: it runs through the
 * service. Where not even that is known, the waypoint is drawn.
 */
function folded(flow: Flow, base: Placement, view: View, waypoints: Waypoints): readonly Hop[] {
  const { reporter, service, source, destination } = flow;
  if (reporter === 'waypoint') return base.hopsOf(flow);
  if (waypoints.has(destination)) {
    return service.name !== null && service.name !== destination.workload
      ? base.hopsOf({ ...flow, destination: NOBODY }).map((one) => passingOn(one, flow))
      : toWaypoint(view.type === 'service' ? 'app' : view.type, base.hopsOf(flow), flow);
  }
  if (service.name === null || !waypoints.has(source) || !waypoints.isOnward(flow)) return base.hopsOf(flow);
  if (view.type === 'service') return [];
  const target = peerIdentity(view.type, destination);
  const called = serviceIdentity(waypoints.calledThrough(flow));
  return target === null ? [] : [hop(flow, null, called, target, null, destination, true)];
}

/** The service leads on to its workloads, also where services that nobody reached stand for no more than that. */
function passingOn(one: Hop, flow: Flow): Hop {
  if (one.target.kind !== 'service' || one.target.role !== 'unreached') return one;
  return hop(flow, one.leg, one.source, serviceIdentity(flow.service), one.sourcePeer, null, one.onward);
}
