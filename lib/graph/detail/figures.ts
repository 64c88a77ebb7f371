/** From rows to the figures of a selection. Pure, and nothing is rounded. */

import { ladderOf } from '@/lib/metrics/ladder';
import { isError, outcomeOf } from '@/lib/metrics/outcome';
import { RequestTally } from '@/lib/metrics/tally';
import type { RequestTraffic } from '@/lib/metrics/traffic';
import type {
  BytesRow,
  EndRow,
  EndsAnswer,
  HistogramsAnswer,
  PeerSide,
  PrincipalsRow,
  RowOf,
  Whole,
} from '@/lib/metrics/traffic-detail';
import type { DetailAnswer, Headline, Peer, Principals } from './contract';

/** null = no series. */
export function requestsOf(ends: readonly EndRow[], of: RowOf = 'selection'): RequestTraffic | null {
  const own = ends.filter((row) => row.of === of);
  if (own.length === 0) return null;
  const tally = new RequestTally();
  for (const row of own) tally.add(row.protocol, row, row.host, row.ratePerSecond);
  return tally.traffic();
}

/** null = no series. */
export function bytesOf(
  bytes: readonly BytesRow[],
  measure: BytesRow['measure'],
  of: RowOf = 'selection',
): number | null {
  const own = bytes.filter((row) => row.of === of && row.measure === measure);
  return own.length === 0 ? null : own.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
}

export function headlineOf(ends: EndsAnswer, histograms: HistogramsAnswer | null): Headline {
  const requests = requestsOf(ends.ends);
  const share = (part: number | undefined) =>
    part === undefined || requests === null || requests.requestsPerSecond === 0
      ? null
      : part / requests.requestsPerSecond;
  const latency = histograms === null ? null : ladderOf(histograms.of.duration);
  const step = (wanted: number) => latency?.steps.find(({ share: one }) => one === wanted)?.value ?? null;
  const mean = (name: 'requestBytes' | 'responseBytes') =>
    histograms === null ? null : (ladderOf(histograms.of[name])?.mean ?? null);
  return {
    requestsPerSecond: requests?.requestsPerSecond ?? null,
    errorShare: share(requests?.errorsPerSecond),
    clientErrorShare: share(requests?.clientErrorsPerSecond),
    meanMs: latency?.mean ?? null,
    p50Ms: step(0.5),
    p95Ms: step(0.95),
    p99Ms: step(0.99),
    meanRequestBytes: mean('requestBytes'),
    meanResponseBytes: mean('responseBytes'),
    sentBytesPerSecond: bytesOf(ends.bytes, 'sent'),
    receivedBytesPerSecond: bytesOf(ends.bytes, 'received'),
    connectionsOpenedPerSecond: bytesOf(ends.bytes, 'opened'),
    mtlsShare: mtlsOf(ends.principals)?.share ?? null,
  };
}

/**
 * By requests where receiving proxies tell of them, else by bytes. The share is that of all tellers, as in the graph,
 * over the traffic whose policy they tell; of traffic that several tell of, a pair's rate is the highest that one tells.
 */
export function mtlsOf(rows: readonly PrincipalsRow[]): DetailAnswer['mtls'] {
  const moving = rows.filter(({ ratePerSecond }) => ratePerSecond > 0);
  const counts = (['requests', 'bytes', 'tunnel'] as const).find((one) =>
    moving.some((row) => row.counts === one && row.mutualTls !== null),
  );
  if (counts === undefined) return null;
  const seen = moving.filter((row) => row.counts === counts);
  const told = seen.filter(({ mutualTls }) => mutualTls !== null);
  const sum = (some: readonly PrincipalsRow[]) =>
    some.reduce((total, { ratePerSecond }) => total + ratePerSecond, 0);
  const pairs = new Map<string, Map<string, PrincipalsRow>>();
  for (const row of seen) {
    const key = `${row.mutualTls} ${row.source} ${row.destination}`;
    const byReporter = pairs.get(key) ?? new Map<string, PrincipalsRow>();
    const ratePerSecond = row.ratePerSecond + (byReporter.get(row.reporter)?.ratePerSecond ?? 0);
    byReporter.set(row.reporter, { ...row, ratePerSecond });
    pairs.set(key, byReporter);
  }
  const highest = [...pairs.values()].flatMap((byReporter) =>
    [...byReporter.values()].toSorted((a, b) => b.ratePerSecond - a.ratePerSecond).slice(0, 1),
  );
  const whole = sum(highest);
  const principals = highest
    .map(
      ({ mutualTls, source, destination, ratePerSecond }): Principals => ({
        mutualTls,
        source,
        destination,
        ratePerSecond,
        share: ratePerSecond / whole,
      }),
    )
    .sort((a, b) => b.ratePerSecond - a.ratePerSecond);
  return { share: sum(told.filter(({ mutualTls }) => mutualTls === true)) / sum(told), counts, principals };
}

/** By requests; by bytes where there are none. */
export function sharesOf({ ends, bytes }: EndsAnswer): DetailAnswer['shares'] {
  const own = requestsOf(ends)?.requestsPerSecond ?? 0;
  const counts = own > 0 ? 'requests' : 'bytes';
  const bothWays = (of: RowOf) => (bytesOf(bytes, 'sent', of) ?? 0) + (bytesOf(bytes, 'received', of) ?? 0);
  const rate = (of: RowOf) =>
    counts === 'requests' ? (requestsOf(ends, of)?.requestsPerSecond ?? 0) : bothWays(of);
  const part = rate('selection');
  const partOf = (whole: Whole) => {
    const wholePerSecond = rate(whole);
    // Nothing of the whole is known where it is less than its part.
    if (wholePerSecond < part * (1 - 1e-9)) return null;
    return { wholePerSecond, share: wholePerSecond === 0 ? null : Math.min(1, part / wholePerSecond) };
  };
  return { counts, ofCaller: partOf('caller'), ofCallee: partOf('callee') };
}

const MOST_PEERS = 20;

/** The far ends of a node's traffic on one side, the busiest first. */
export function peersOf(
  { ends, bytes }: EndsAnswer,
  of: 'selection' | 'other',
): NonNullable<DetailAnswer['callers']> {
  const peers = new Map<string, Peer>();
  const peerOf = ({ farEnd }: EndRow | BytesRow): Peer => {
    const { cluster = null, namespace = null, workload = null, app = null, service = null } = farEnd ?? {};
    const key = JSON.stringify([cluster, namespace, workload, app, service]);
    const none = { requestsPerSecond: 0, errorsPerSecond: 0, bytesPerSecond: 0 };
    const peer = peers.get(key) ?? { cluster, namespace, workload, app, service, ...none };
    peers.set(key, peer);
    return peer;
  };
  for (const row of ends) {
    if (row.of !== of || row.ratePerSecond === 0) continue;
    const peer = peerOf(row);
    peer.requestsPerSecond += row.ratePerSecond;
    if (isError(outcomeOf(row.protocol, row))) peer.errorsPerSecond += row.ratePerSecond;
  }
  for (const row of bytes) {
    if (row.of !== of || row.measure === 'opened' || row.ratePerSecond === 0) continue;
    peerOf(row).bytesPerSecond += row.ratePerSecond;
  }
  const sorted = [...peers.values()].sort(
    (a, b) => b.requestsPerSecond - a.requestsPerSecond || b.bytesPerSecond - a.bytesPerSecond,
  );
  return { count: sorted.length, top: sorted.slice(0, MOST_PEERS) };
}

/** Both sides of a node; null = not asked for. */
export function bothSides(
  ends: EndsAnswer,
  side: PeerSide | null,
  hasOther: boolean,
): Pick<DetailAnswer, 'callers' | 'callees'> {
  if (side === null) return { callers: null, callees: null };
  const own = peersOf(ends, 'selection');
  const other = hasOther ? peersOf(ends, 'other') : null;
  return side === 'callers' ? { callers: own, callees: other } : { callers: other, callees: own };
}
