/** Sums over what is in view, each request and byte once, even where it is drawn on two edges. */
import type { GraphAnswer } from '@/lib/graph/contract';
import { RequestTally, TcpTally } from '@/lib/metrics/tally';
import type { TrafficRows } from './count-once';
import type { Waypoints } from './waypoints';

export function totalsOf({ requests, tcp }: TrafficRows, waypoints: Waypoints): GraphAnswer['totals'] {
  const requestTally = new RequestTally();
  for (const row of requests)
    if (!waypoints.isOnward(row.flow)) requestTally.add(row.flow.protocol, row, null, row.ratePerSecond);
  const tcpTally = new TcpTally();
  for (const { flow, measure, flags, ratePerSecond } of tcp)
    if (!waypoints.isOnward(flow)) tcpTally.add(measure, ratePerSecond, flags);
  return { requests: requestTally.traffic(), tcp: tcpTally.traffic() };
}
