/**
 * Of all that proxies report, what is counted: each request, message and byte once. Leaves out what a proxy wrote
 * before it knew its peer, views that were not asked for, and second views of the same traffic.
 */
import type { Flow, MessageRow, RequestRow, TcpRow } from '@/lib/graph/traffic';
import type { AmbientView } from '@/lib/graph/vocabulary';
import { chooseViews } from './choose-view';
import { ownTcpTraffic } from './drop-ztunnel';
import { findWaypoints, isOfAmbient, type Waypoints } from './waypoints';

export interface TrafficRows {
  readonly requests: readonly RequestRow[];
  readonly tcp: readonly TcpRow[];
  /** null = not asked for, or not told. */
  readonly messages: readonly MessageRow[] | null;
}

export interface Counted extends TrafficRows {
  readonly waypoints: Waypoints;
}

export function countOnce(rows: TrafficRows, ambient: AmbientView): Counted {
  const asked = {
    requests: rows.requests.filter(({ flow }) => isAsked(flow, ambient)),
    tcp: rows.tcp.filter(({ flow }) => isAsked(flow, ambient)),
    messages: rows.messages?.filter(({ flow }) => isAsked(flow, ambient)) ?? null,
  };
  const waypoints = waypointsIn(asked, rows);
  const told = waypoints.any ? withoutToldLegs(asked, waypoints) : asked;
  const countsRequest = chooseViews(told.requests);
  const countsTcp = chooseViews(told.tcp);
  const requests = told.requests.filter(({ flow }) => countsRequest(flow));
  const isOwn = ownTcpTraffic(() => distinct(requests.filter(hasTraffic)), distinct(told.tcp));
  return {
    requests,
    tcp: told.tcp.filter(({ flow }) => countsTcp(flow) && isOwn(flow)),
    messages: countedMessages(told),
    waypoints,
  };
}

/** `waypoint` leaves out ztunnel's bytes, `ztunnel` what waypoints report; what sidecars and gateways say stays. */
function isAsked({ unfinished, reporter, ztunnel }: Flow, ambient: AmbientView): boolean {
  if (unfinished) return false;
  switch (ambient) {
    case 'total':
      return true;
    case 'waypoint':
      return !ztunnel;
    case 'ztunnel':
      return reporter !== 'waypoint';
  }
  return ambient satisfies never;
}

/** Whether the mesh is ambient does not depend on the views that were asked for. */
function waypointsIn({ requests, tcp, messages }: TrafficRows, all: TrafficRows): Waypoints {
  const isAmbient = ({ flow }: { readonly flow: Flow }) => isOfAmbient(flow);
  // Most meshes are not ambient, and their flows need not be gathered here.
  if (!all.requests.some(isAmbient) && !all.tcp.some(isAmbient)) return findWaypoints([]);
  return findWaypoints(distinct([...requests, ...tcp, ...(messages ?? [])].filter(hasTraffic)), true);
}

function withoutToldLegs({ requests, tcp, messages }: TrafficRows, { isTold }: Waypoints): TrafficRows {
  return {
    requests: requests.filter(({ flow }) => !isTold(flow)),
    tcp: tcp.filter(({ flow }) => !isTold(flow)),
    messages: messages?.filter(({ flow }) => !isTold(flow)) ?? null,
  };
}

/** In the view that the pair's requests are counted from; streams that have not ended decide for themselves. */
function countedMessages({ requests, messages }: TrafficRows): readonly MessageRow[] | null {
  if (messages === null) return null;
  const counts = chooseViews([...requests, ...messages]);
  return messages.filter(({ flow }) => counts(flow));
}

export function hasTraffic({ ratePerSecond }: { readonly ratePerSecond: number }): boolean {
  return ratePerSecond > 0;
}

/** The flows of rows, each once. */
export function distinct(...parts: readonly (readonly { readonly flow: Flow }[])[]): Flow[] {
  const flows = new Set<Flow>();
  for (const rows of parts) for (const { flow } of rows) flows.add(flow);
  return [...flows];
}
