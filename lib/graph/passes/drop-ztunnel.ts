/**
 * Ambient's ztunnel counts the bytes of everything, HTTP included. Where a pair has numbers of requests, its bytes
 * would show the same traffic a second time, as TCP; so would the hops to and from a waypoint.
 */
import type { Flow } from '@/lib/graph/traffic';
import { peerKey, serviceKey } from './choose-view';

/** Gateways of class istio-waypoint are named so by istioctl and the documentation. */
const WAYPOINT_NAME = /(^|-)waypoint$/;

/** Whether a TCP flow is traffic of its own. `requestFlows` are the flows with requests in the window. */
export function ownTcpTraffic(
  requestFlows: Iterable<Flow>,
  tcpFlows: readonly Flow[],
): (flow: Flow) => boolean {
  // Most meshes are not ambient, and then every byte is traffic of its own.
  if (!tcpFlows.some(({ ztunnel }) => ztunnel)) return () => true;
  const pairs = new Set<string>();
  const called = new Set<string>();
  const callers = new Set<string>();
  const callees = new Set<string>();
  const waypointServices = new Set<string>();
  for (const flow of requestFlows) {
    const from = peerKey(flow.source);
    pairs.add(`${from}>${peerKey(flow.destination)}`);
    if (flow.service.name !== null) called.add(`${from}>${serviceKey(flow.service)}`);
    callees.add(peerKey(flow.destination));
    if (flow.reporter !== 'waypoint') continue;
    callers.add(from);
    waypointServices.add(`${from}>${serviceKey(flow.service)}`);
  }
  const waypoints = new Set<string>();
  for (const { ztunnel, source, service, destination } of tcpFlows) {
    if (!ztunnel) continue;
    const isAnother = !pairs.has(`${peerKey(source)}>${peerKey(destination)}`);
    const isOnTheWay = isAnother && waypointServices.has(`${peerKey(source)}>${serviceKey(service)}`);
    if (isOnTheWay || WAYPOINT_NAME.test(destination.workload ?? '')) waypoints.add(peerKey(destination));
  }
  return ({ ztunnel, source, service, destination }) => {
    if (!ztunnel) return true;
    const from = peerKey(source);
    const to = peerKey(destination);
    if (pairs.has(`${from}>${to}`) || called.has(`${from}>${serviceKey(service)}`)) return false;
    if (waypoints.has(to) && callers.has(from)) return false;
    return !((waypoints.has(from) || WAYPOINT_NAME.test(source.workload ?? '')) && callees.has(to));
  };
}
