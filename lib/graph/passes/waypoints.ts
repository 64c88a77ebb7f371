/**
 * Ambient's waypoints: which peers are waypoints, and what runs through them. A request through one may be told of up
 * to four times: by the client's proxy or ztunnel (client → waypoint), by the waypoint itself (client → workload) and
 * by the server's proxy or ztunnel (waypoint → workload). The waypoint's word is taken where there is one, and its two
 * legs are dropped; where no waypoint reports (it passes bytes on, or is not scraped) the legs are all there is.
 */
import type { Flow } from '@/lib/graph/traffic';
import type { Peer, Protocol } from '@/lib/mesh/identity';
import { peerKey, serviceKey } from './choose-view';

/** Gateways of class istio-waypoint are named so by istioctl and the documentation. */
const WAYPOINT_NAME = /(^|-)waypoint$/;

export function isWaypointName(name: string | null): boolean {
  return name !== null && WAYPOINT_NAME.test(name);
}

export interface Waypoints {
  /** Whether there is anything in ambient mode at all; if not, nothing else needs to be asked. */
  readonly any: boolean;
  has(peer: Peer): boolean;
  /** A leg to or from a waypoint of traffic that the waypoint itself tells of. */
  isTold(flow: Flow): boolean;
  /** A leg from a waypoint whose traffic has been counted on its way in: waypoints call nobody on their own. */
  isOnward(flow: Flow): boolean;
  /** The waypoint that told of this flow; null where no waypoint did, or it cannot be told which. */
  between(flow: Flow): Peer | null;
}

const NONE: Waypoints = {
  any: false,
  has: ({ workload }) => isWaypointName(workload),
  isTold: () => false,
  isOnward: () => false,
  between: () => null,
};

/** `flows` have traffic in the window, each once. */
export function findWaypoints(flows: readonly Flow[]): Waypoints {
  if (!flows.some(({ reporter, ztunnel }) => ztunnel || reporter === 'waypoint')) return NONE;
  const told = new Told(flows);
  const legs = new Legs(flows, told);
  return {
    any: true,
    has: legs.isWaypoint,
    isTold(flow) {
      if (flow.reporter === 'waypoint') return false;
      if (legs.isWaypoint(flow.destination)) return told.leadsIn(flow);
      return legs.isWaypoint(flow.source) && told.leadsOut(flow);
    },
    isOnward: ({ reporter, source, protocol }) =>
      reporter !== 'waypoint' && legs.isWaypoint(source) && legs.arrivesAt(source, protocol),
    between: (flow) => (flow.reporter === 'waypoint' ? legs.waypointOf(flow) : null),
  };
}

/** What waypoints report themselves. */
class Told {
  readonly #callers = new Set<string>();
  readonly #calls = new Set<string>();
  readonly #callees = new Set<string>();

  constructor(flows: readonly Flow[]) {
    for (const { reporter, source, service, destination, protocol } of flows) {
      if (reporter !== 'waypoint') continue;
      const from = peerKey(source);
      const to = peerKey(destination);
      const called = `${from}>${serviceKey(service)}`;
      // ztunnel sees requests as bytes, so its flows are looked up without a protocol.
      for (const kind of ['', protocol]) {
        this.#callers.add(`${from}>${kind}`);
        this.#calls.add(`${called}>${kind}`);
        this.#callees.add(`${to}>${kind}`);
      }
    }
  }

  hasCall({ source, service, ztunnel, protocol }: Flow): boolean {
    return this.#calls.has(`${peerKey(source)}>${serviceKey(service)}>${ztunnel ? '' : protocol}`);
  }

  /** Client → waypoint. A connection to the waypoint's own address says nothing about the service. */
  leadsIn(flow: Flow): boolean {
    const { source, service, destination, ztunnel, protocol } = flow;
    if (service.name !== null && service.name !== destination.workload) return this.hasCall(flow);
    return this.#callers.has(`${peerKey(source)}>${ztunnel ? '' : protocol}`);
  }

  /** Waypoint → workload. */
  leadsOut({ destination, ztunnel, protocol }: Flow): boolean {
    return this.#callees.has(`${peerKey(destination)}>${ztunnel ? '' : protocol}`);
  }
}

/** Client → waypoint and waypoint → workload, as others than waypoints report them. */
class Legs {
  readonly #waypoints = new Map<string, Peer>();
  readonly #arrivals = new Set<string>();
  readonly #byCall = new Map<string, Peer>();
  readonly #byCallee = new Map<string, Peer>();

  constructor(flows: readonly Flow[], told: Told) {
    const requests = new Set<string>();
    for (const { source, destination, protocol } of flows)
      if (protocol !== 'tcp') requests.add(`${peerKey(source)}>${peerKey(destination)}`);
    for (const flow of flows) {
      for (const end of [flow.source, flow.destination])
        if (isWaypointName(end.workload)) this.#waypoints.set(peerKey(end), end);
      if (!flow.ztunnel || flow.destination.workload === null || !told.hasCall(flow)) continue;
      // Whatever it is called: ztunnel leads what a waypoint reports of to somebody who gets none of its requests.
      const isAnother = !requests.has(`${peerKey(flow.source)}>${peerKey(flow.destination)}`);
      if (isAnother && !told.leadsOut(flow)) this.#waypoints.set(peerKey(flow.destination), flow.destination);
    }
    for (const flow of flows) this.#note(flow);
    for (const flow of flows) {
      const between = flow.reporter === 'waypoint' ? this.waypointOf(flow) : null;
      if (between !== null) this.#arrivals.add(arrival(between, flow.protocol));
    }
  }

  readonly isWaypoint = (peer: Peer): boolean => peer.workload !== null && this.#waypoints.has(peerKey(peer));

  /** Requests are told from bytes, since the one does not count the other. */
  arrivesAt(waypoint: Peer, protocol: Protocol): boolean {
    return this.#arrivals.has(arrival(waypoint, protocol));
  }

  /** By what leads from this caller for this service, else by what leads to this workload, else the namespace's only one. */
  waypointOf({ source, service, destination }: Flow): Peer | null {
    const call = this.#byCall.get(`${peerKey(source)}>${serviceKey(service)}`);
    const found = call ?? this.#byCallee.get(peerKey(destination));
    if (found !== undefined) return found;
    const namespace = service.namespace ?? destination.namespace;
    const own = [...this.#waypoints.values()].filter((peer) => peer.namespace === namespace);
    return own.length === 1 ? (own[0] ?? null) : null;
  }

  #note({ reporter, source, service, destination, protocol }: Flow): void {
    if (reporter === 'waypoint') return;
    if (this.isWaypoint(destination)) {
      this.#arrivals.add(arrival(destination, protocol));
      firstByName(this.#byCall, `${peerKey(source)}>${serviceKey(service)}`, destination);
    } else if (this.isWaypoint(source)) firstByName(this.#byCallee, peerKey(destination), source);
  }
}

function arrival(waypoint: Peer, protocol: Protocol): string {
  return `${peerKey(waypoint)}>${protocol === 'tcp' ? 'bytes' : 'requests'}`;
}

/** Whatever order the flows come in. */
function firstByName(peers: Map<string, Peer>, key: string, peer: Peer): void {
  const known = peers.get(key);
  if (known === undefined || peerKey(peer) < peerKey(known)) peers.set(key, peer);
}
