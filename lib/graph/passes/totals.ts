/** Sums over what is in view, each request and byte once, even where it is drawn on two edges. */
import type { GraphAnswer } from '@/lib/graph/contract';
import { RequestTally, TcpTally } from '@/lib/metrics/tally';
import type { CountedRows } from './gather-edges';

export function totalsOf({ requests, tcp }: CountedRows): GraphAnswer['totals'] {
  const requestTally = new RequestTally();
  for (const row of requests) requestTally.add(row.flow.protocol, row, null, row.ratePerSecond);
  const tcpTally = new TcpTally();
  for (const { measure, ratePerSecond } of tcp) tcpTally.add(measure, ratePerSecond);
  return { requests: requestTally.traffic(), tcp: tcpTally.traffic() };
}
