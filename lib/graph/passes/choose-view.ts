/**
 * A request counts once. It may be told by the client's proxy, a waypoint and the server's proxy; the client's word
 * is taken where there is one, else the waypoint's, else the server's. They are never added, even where they disagree
 * about code or flags. What only a server tells (callers without a proxy, mirrored requests) is kept.
 */

import type { Flow } from '@/lib/graph/traffic';
import { Interned } from '@/lib/interned';
import type { CalledService, Peer } from '@/lib/mesh/identity';
import { neverReachedAServer } from '@/lib/mesh/response-flags';

/** As much of a row as the choice needs; rows of TCP have no flags. */
export interface Told {
  readonly flow: Flow;
  readonly ratePerSecond: number;
  readonly flags?: string;
}

/**
 * Whether a flow's numbers are counted. Decided for each caller, protocol and callee: by the workload where the other
 * view names it, since it may know another of the workload's services; else by the service.
 *
 * - A client's requests without a workload that may have reached one (a time-out, a reset) stand for what the servers
 *   of that service tell of this client, unless the client names workloads of that service: then the server's other
 *   workloads got mirrored requests, which no client tells of.
 * - Requests that ended at the client (no healthy upstream, an injected abort …) are no view of anything a server saw.
 */
export function chooseViews(rows: Iterable<Told>): (flow: Flow) => boolean {
  const clientWorkloads = new Set<string>();
  const clientServices = new Set<string>();
  const clientNamedServices = new Set<string>();
  const waypointWorkloads = new Set<string>();
  for (const { flow, ratePerSecond, flags } of rows) {
    if (!(ratePerSecond > 0) || flow.reporter === 'destination') continue;
    const named = isNamed(flow.destination);
    const { workload, service } = pairsOf(flow);
    if (flow.reporter === 'waypoint') {
      if (named) waypointWorkloads.add(workload);
      continue;
    }
    if (named) {
      clientWorkloads.add(workload);
      clientNamedServices.add(service);
    }
    if (named || flags === undefined || !neverReachedAServer(flags)) clientServices.add(service);
  }
  return (flow) => {
    if (flow.reporter === 'source' || !isNamed(flow.source)) return true;
    const { workload, service } = pairsOf(flow);
    if (clientWorkloads.has(workload)) return false;
    if (flow.reporter === 'waypoint') return !clientServices.has(service);
    if (waypointWorkloads.has(workload)) return false;
    return !clientServices.has(service) || clientNamedServices.has(service);
  };
}

function isNamed(peer: Peer): boolean {
  return peer.workload !== null || peer.app !== null;
}

interface Pairs {
  readonly workload: string;
  readonly service: string;
}

/** The same flows come with every refresh. */
const keys = new Interned();
const pairsOfFlows = new WeakMap<Flow, Pairs>();

function pairsOf(flow: Flow): Pairs {
  const known = pairsOfFlows.get(flow);
  if (known !== undefined) return known;
  const { source, service, destination, protocol } = flow;
  const from = peerKey(source);
  const made = {
    workload: keys.of(`${from}>${peerKey(destination)}>${protocol}`),
    service: keys.of(`${from}>${serviceKey(service)}>${protocol}`),
  };
  pairsOfFlows.set(flow, made);
  return made;
}

export function peerKey({ cluster, namespace, workload, app }: Peer): string {
  return `${cluster}\u0000${namespace}\u0000${workload ?? app}`;
}

/** Without the cluster: a client that reached no workload does not know it. */
export function serviceKey({ namespace, name }: CalledService): string {
  return `${namespace}\u0000${name}`;
}
