/**
 * Ambient's ztunnel counts the bytes of everything, HTTP included. Where a pair has numbers of requests, its bytes
 * would show the same traffic a second time, as TCP. The hops to and from a waypoint are the concern of waypoints.ts.
 */
import type { Flow } from '@/lib/graph/traffic';
import { peerKey, serviceKey } from './choose-view';

/** Whether a TCP flow is traffic of its own. `requestFlows` gives the flows with requests in the window, where they matter. */
export function ownTcpTraffic(
  requestFlows: () => Iterable<Flow>,
  tcpFlows: readonly Flow[],
): (flow: Flow) => boolean {
  // Most meshes are not ambient, and then every byte is traffic of its own.
  if (!tcpFlows.some(({ ztunnel }) => ztunnel)) return () => true;
  const pairs = new Set<string>();
  const called = new Set<string>();
  for (const { source, service, destination } of requestFlows()) {
    const from = peerKey(source);
    pairs.add(`${from}>${peerKey(destination)}`);
    if (service.name !== null) called.add(`${from}>${serviceKey(service)}`);
  }
  return ({ ztunnel, source, service, destination }) => {
    if (!ztunnel) return true;
    const from = peerKey(source);
    return !pairs.has(`${from}>${peerKey(destination)}`) && !called.has(`${from}>${serviceKey(service)}`);
  };
}
