/**
 * What the graph asks of a source of traffic, in the mesh's own words. An adapter answers for the whole mesh with a
 * fixed number of upstream queries, whatever the namespaces; choosing and adding up is the graph's work.
 */
import type { CalledService, Peer, Protocol, Reporter } from '@/lib/mesh/identity';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { TcpMeasure } from '@/lib/metrics/tally';

/**
 * Who calls what, as one reporter tells it: the finest level that numbers arrive at.
 * Two flows with one `key` are the same; objects may differ between answers.
 */
export interface Flow {
  readonly key: string;
  readonly reporter: Reporter;
  readonly source: Peer;
  readonly service: CalledService;
  readonly destination: Peer;
  readonly protocol: Protocol;
  /** Which of the service's operations, where operations were asked for and the source classifies requests. */
  readonly operation: string | null;
  /** Bytes counted by ambient's node proxy, which sees HTTP as bytes too. */
  readonly ztunnel: boolean;
  /**
   * Written by a proxy before it knew its peer, or to a bare address: of no edge. It is handed on because the
   * source's sums over groups hold it.
   */
  readonly unfinished: boolean;
}

/** Requests of a flow that ended alike. */
export interface RequestRow {
  readonly flow: Flow;
  /** HTTP status, '0' = no response, '' = not told. */
  readonly code: string;
  /** '0'..'16', null for HTTP or when absent. */
  readonly grpcStatus: string | null;
  /** Envoy's response flags, '-' for none. */
  readonly flags: string;
  readonly ratePerSecond: number;
}

export interface TcpRow {
  readonly flow: Flow;
  /** `sent`: client to server; `received`: server to client; bytes per second. `opened`, `failed`: connections per second. */
  readonly measure: TcpMeasure;
  /** Why connections failed, in Envoy's or ztunnel's words; '-' for what did not fail. */
  readonly flags: string;
  readonly ratePerSecond: number;
}

/** gRPC messages of a flow, each message of a stream: `sent` by the client, `received` by it. */
export interface MessageRow {
  readonly flow: Flow;
  readonly measure: 'sent' | 'received';
  readonly ratePerSecond: number;
}

/** Time spent (milliseconds per second) or requests counted; their quotient is the mean. */
export interface DurationRow {
  readonly flow: Flow;
  readonly measure: 'milliseconds' | 'requests';
  readonly ratePerSecond: number;
}

export interface ThroughputRow {
  readonly flow: Flow;
  readonly measure: 'request' | 'response';
  readonly bytesPerSecond: number;
}

/** Always the server's, the waypoint's or ztunnel's word: a client does not know. */
export interface SecurityRow {
  readonly flow: Flow;
  readonly mutualTls: boolean;
  readonly sourcePrincipal: string | null;
  readonly destinationPrincipal: string | null;
  /** Requests per second, or bytes per second for tcp. */
  readonly ratePerSecond: number;
}

/** A cumulative histogram bucket: requests per second that took at most `upperBoundMs`. */
export interface BucketRow {
  readonly flow: Flow;
  readonly upperBoundMs: number;
  readonly ratePerSecond: number;
}

export const peerLevels = ['workload', 'app', 'versionedApp'] as const;
export type PeerLevel = (typeof peerLevels)[number];

/** The level that quantiles are summed at before they are computed: what is `null` or `false` is summed over. */
export interface Grouping {
  readonly source: PeerLevel | null;
  readonly service: boolean;
  readonly destination: PeerLevel | null;
  /** Only flows whose destination workload is known, is not known, or all. */
  readonly destinations: 'known' | 'unknown' | 'all';
  /** `direct`: only flows to no service in particular (unknown or pass-through). */
  readonly services: 'direct' | 'all';
}

/** A quantile over all requests of one group; groups never mix reporters or protocols. */
export interface QuantileRow {
  /** As `groupOf` writes it. */
  readonly group: string;
  readonly valueMs: number;
}

export interface TrafficQuery {
  readonly window: TimeWindow;
  /** Flows are told apart by operation. */
  readonly operations?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface TrafficAnswer<Row> {
  readonly rows: readonly Row[];
  /** Not empty = the rows may be incomplete, in the source's own words. */
  readonly warnings: readonly string[];
  /** Remarks on rows that are complete, in the source's own words. */
  readonly infos?: readonly string[];
}

export interface SettledWindow {
  /** This very object goes into every question of the answer. */
  readonly window: TimeWindow;
  /** What the reader should know of it, as sentences. */
  readonly infos: readonly string[];
}

/** Every method answers for the whole mesh (but see `settle`), all values belong to `window`, and all throw `Fault`. */
export interface TrafficPort {
  /**
   * The window that numbers can best be had for: as asked, or moved back a little to the last one that was recorded.
   * Asked first, once for an answer; every number then belongs to the window that it gives. Never throws.
   *
   * With `about` every answer for the window that it gives holds only flows at one of whose ends that namespace stands:
   * all that belongs to one thing of it, and of the rest of the mesh nothing that could be relied on.
   */
  settle(window: TimeWindow, about?: string): Promise<SettledWindow>;
  /** Flows without traffic are left out unless `idle`. */
  requests(query: TrafficQuery & { readonly idle: boolean }): Promise<TrafficAnswer<RequestRow>>;
  tcp(query: TrafficQuery & { readonly idle: boolean }): Promise<TrafficAnswer<TcpRow>>;
  /** Flows without messages in the window are left out. */
  messages(query: TrafficQuery): Promise<TrafficAnswer<MessageRow>>;
  durations(query: TrafficQuery): Promise<TrafficAnswer<DurationRow>>;
  throughput(query: TrafficQuery): Promise<TrafficAnswer<ThroughputRow>>;
  security(query: TrafficQuery): Promise<TrafficAnswer<SecurityRow>>;
  /** Computed by the source on summed buckets; the client's and the waypoint's view only. `share` is 0.95 for p95. */
  quantiles(
    query: TrafficQuery & { readonly grouping: Grouping; readonly share: number },
  ): Promise<TrafficAnswer<QuantileRow>>;
  /** The group that a flow's requests fall into, null where the grouping leaves it out. */
  groupOf(grouping: Grouping, flow: Flow): string | null;
  /** Buckets of the services that these flows call, for what no single group can tell. */
  buckets(query: TrafficQuery & { readonly flows: readonly Flow[] }): Promise<TrafficAnswer<BucketRow>>;
}
