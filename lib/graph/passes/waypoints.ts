/**
 * Ambient's waypoints: which peers are waypoints, and what runs through them. A request through one may be told of up
 * to four times: by the client's proxy or ztunnel (client → waypoint), by the waypoint itself (client → workload) and
 * by the server's proxy or ztunnel (waypoint → workload). The waypoint's word is taken where there is one, and its two
 * legs are dropped; where no waypoint reports (it passes bytes on, or is not scraped) the legs are all there is.
 */
import type { Flow } from '@/lib/graph/traffic';
import type { CalledService, Peer, Protocol } from '@/lib/mesh/identity';
import { peerKey, serviceKey } from './choose-view';
import { isWaypointName } from './gateway-names';

export interface Waypoints {
  /** Whether there is anything in ambient mode at all; if not, nothing else needs to be asked. */
  readonly any: boolean;
  has(peer: Peer): boolean;
  /** A leg to or from a waypoint of traffic that the waypoint itself tells of. */
  isTold(flow: Flow): boolean;
  /** A leg from a waypoint whose traffic has been counted on its way in: waypoints call nobody on their own. */
  isOnward(flow: Flow): boolean;
  /** The service that a leg from a waypoint was called by, as far as can be told. */
  calledThrough(flow: Flow): CalledService;
  /** The waypoint that told of this flow; null where no waypoint did, or it cannot be told which. */
  between(flow: Flow): Peer | null;
}

const NONE: Waypoints = {
  any: false,
  has: ({ workload }) => isWaypointName(workload),
  isTold: () => false,
  isOnward: () => false,
  calledThrough: ({ service }) => service,
  between: () => null,
};

/** `flows` have traffic in the window, each once. A mesh may be ambient though none of them shows it. */
export function findWaypoints(flows: readonly Flow[], isAmbient = flows.some(isOfAmbient)): Waypoints {
  if (!isAmbient) return NONE;
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
    calledThrough: (flow) => legs.calledThrough(flow),
    between: (flow) => (flow.reporter === 'waypoint' ? legs.waypointOf(flow) : null),
  };
}

/** Only ambient's proxies tell of it. */
export function isOfAmbient({ ztunnel, reporter }: Flow): boolean {
  return ztunnel || reporter === 'waypoint';
}

/** What waypoints report themselves. */
class Told {
  readonly #callers = new Set<string>();
  readonly #calls = new Set<string>();
  readonly #callees = new Set<string>();
  readonly #pairs = new Set<string>();

  constructor(flows: readonly Flow[]) {
    for (const { reporter, source, service, destination, protocol } of flows) {
      if (reporter !== 'waypoint') continue;
      const from = peerKey(source);
      const to = peerKey(destination);
      const namespace = service.namespace ?? destination.namespace;
      this.#calls.add(`${from}>${serviceKey(service)}`);
      this.#pairs.add(`${from}>${to}`);
      // ztunnel sees requests as bytes, so its flows are looked up without a protocol.
      for (const kind of ['', protocol]) {
        this.#callers.add(`${from}>${kind}`);
        this.#callers.add(`${from}>${namespace}>${kind}`);
        this.#callees.add(`${to}>${kind}`);
      }
    }
  }

  hasCall({ source, service }: Flow): boolean {
    return this.#calls.has(`${peerKey(source)}>${serviceKey(service)}`);
  }

  hasPair(source: Peer, destination: Peer): boolean {
    return this.#pairs.has(`${peerKey(source)}>${peerKey(destination)}`);
  }

  /** Waypoints never tell of what a waypoint calls. */
  isCaller(peer: Peer): boolean {
    return this.#callers.has(`${peerKey(peer)}>`);
  }

  /**
   * Client → waypoint. Not by the service: the waypoint names the one that its routes lead to, which may be another. A
   * connection to the waypoint's own address says nothing about the service.
   */
  leadsIn({ source, service, destination, ztunnel, protocol }: Flow): boolean {
    const kind = ztunnel ? '' : protocol;
    const isItsOwn = service.name === null || service.name === destination.workload;
    const where = isItsOwn ? '' : `>${service.namespace}`;
    return this.#callers.has(`${peerKey(source)}${where}>${kind}`);
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
  readonly #services = new Map<string, Map<string, CalledService>>();
  readonly #byCall = new Map<string, Peer>();
  readonly #byCallee = new Map<string, Peer>();

  constructor(flows: readonly Flow[], told: Told) {
    for (const { source, destination } of flows)
      for (const end of [source, destination])
        if (isWaypointName(end.workload)) this.#waypoints.set(peerKey(end), end);
    for (const waypoint of unnamedWaypoints(flows, told)) this.#waypoints.set(peerKey(waypoint), waypoint);
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

  /** A route may lead to another service than the one that was called; where only one was, it is known. */
  calledThrough({ source, service }: Flow): CalledService {
    const called = this.#services.get(peerKey(source));
    if (called === undefined || called.has(serviceKey(service))) return service;
    const here = [...called.values()].filter(({ namespace }) => namespace === service.namespace);
    return here.length === 1 ? (here[0] ?? service) : service;
  }

  #note({ reporter, source, service, destination, protocol }: Flow): void {
    if (reporter === 'waypoint') return;
    if (this.isWaypoint(destination)) {
      this.#arrivals.add(arrival(destination, protocol));
      firstByName(this.#byCall, `${peerKey(source)}>${serviceKey(service)}`, destination);
      if (service.name === null || service.name === destination.workload) return;
      const called = this.#services.get(peerKey(destination)) ?? new Map<string, CalledService>();
      this.#services.set(peerKey(destination), called.set(serviceKey(service), service));
    } else if (this.isWaypoint(source)) firstByName(this.#byCallee, peerKey(destination), source);
  }
}

/**
 * Waypoints of other names, by what runs through them: ztunnel leads a caller that a waypoint reports of to somebody
 * who gets none of its requests, for a service that the waypoint reports too, or who leads on to what the caller reached.
 */
function unnamedWaypoints(flows: readonly Flow[], told: Told): Peer[] {
  const requests = new Set<string>();
  const leads = new Map<string, Peer[]>();
  for (const { source, destination, protocol, ztunnel, reporter } of flows) {
    if (protocol !== 'tcp') requests.add(`${peerKey(source)}>${peerKey(destination)}`);
    if (!ztunnel || reporter !== 'destination') continue;
    const onward = leads.get(peerKey(source)) ?? [];
    leads.set(peerKey(source), onward);
    onward.push(destination);
  }
  return flows.flatMap((flow) => {
    const { source, destination } = flow;
    if (!flow.ztunnel || destination.workload === null) return [];
    if (told.leadsOut(flow) || told.isCaller(destination)) return [];
    if (requests.has(`${peerKey(source)}>${peerKey(destination)}`)) return [];
    const onward = leads.get(peerKey(destination)) ?? [];
    return told.hasCall(flow) || onward.some((end) => told.hasPair(source, end)) ? [destination] : [];
  });
}

function arrival(waypoint: Peer, protocol: Protocol): string {
  return `${peerKey(waypoint)}>${protocol === 'tcp' ? 'bytes' : 'requests'}`;
}

/** Whatever order the flows come in. */
function firstByName(peers: Map<string, Peer>, key: string, peer: Peer): void {
  const known = peers.get(key);
  if (known === undefined || peerKey(peer) < peerKey(known)) peers.set(key, peer);
}
