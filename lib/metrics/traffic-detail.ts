/** What the details of one selection ask of a source: how requests ended, who takes part, and histograms. */
import type { Protocol } from '@/lib/mesh/identity';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { Bucket } from './histogram';
import type { RequestEnd } from './outcome';
import type { TrafficSelection } from './series';

export interface DetailQuery {
  readonly selections: readonly TrafficSelection[];
  /** What is told: requests, bytes, or both. */
  readonly requests: boolean;
  readonly tcp: boolean;
  readonly window: TimeWindow;
  readonly signal?: AbortSignal | undefined;
}

/** The far ends of a node's traffic. */
export type PeerSide = 'callers' | 'callees';

/** Traffic that the selection is a part of: all that its caller sends, all that its callee gets. */
export type Whole = 'caller' | 'callee';

export interface EndsQuery extends DetailQuery {
  /** Which end of the selected traffic its rows are told apart by; null = by none. */
  readonly side: PeerSide | null;
  /** A node's traffic in the other direction, told apart by its far end; null = not asked for. */
  readonly other: { readonly side: PeerSide; readonly selections: readonly TrafficSelection[] } | null;
  /** Left out = not asked for. */
  readonly wholes: Readonly<Partial<Record<Whole, readonly TrafficSelection[]>>>;
}

/** A caller or callee as its metrics name it. A callee without a workload is known by its service. */
export interface FarEnd {
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly workload: string | null;
  readonly app: string | null;
  readonly service: string | null;
}

/** Whose rows they are: the selection's own, the other direction's, or of a whole. */
export type RowOf = 'selection' | 'other' | Whole;

/** Requests per second that ended alike, at one host. Rows of a whole tell nothing but the rate. */
export interface EndRow extends RequestEnd {
  readonly of: RowOf;
  readonly protocol: Protocol;
  /** As it was asked for: FQDN of the service, or an outside host. */
  readonly host: string | null;
  readonly farEnd: FarEnd | null;
  readonly ratePerSecond: number;
}

/** Bytes or connections per second. `sent`: from caller to callee. */
export interface BytesRow {
  readonly of: RowOf;
  readonly measure: 'sent' | 'received' | 'opened';
  readonly farEnd: FarEnd | null;
  readonly ratePerSecond: number;
}

/** Who proved to be whom, in the word of the receiving proxy or of ztunnel. */
export interface PrincipalsRow {
  /** null = not told. */
  readonly mutualTls: boolean | null;
  readonly source: string | null;
  readonly destination: string | null;
  /** Several proxies may tell of the same traffic. */
  readonly reporter: string;
  /** `tunnel`: bytes of whatever runs through ztunnel. */
  readonly counts: 'requests' | 'bytes' | 'tunnel';
  readonly ratePerSecond: number;
}

/** Series that are there and did not move are rows of 0; no row = no series. */
export interface EndsAnswer {
  readonly ends: readonly EndRow[];
  readonly bytes: readonly BytesRow[];
  readonly principals: readonly PrincipalsRow[];
  readonly warnings: readonly string[];
}

/** Milliseconds, and bytes on the wire with headers. */
export const distributions = ['duration', 'requestBytes', 'responseBytes'] as const;
export type DistributionName = (typeof distributions)[number];

export interface Distribution {
  /** Observations per second. */
  readonly buckets: readonly Bucket[];
  /** Of all that was observed, per second; null = not told. */
  readonly sum: number | null;
  /** How many were observed, per second: also known where buckets are not kept. */
  readonly count: number | null;
}

export interface HistogramsAnswer {
  readonly of: Readonly<Record<DistributionName, Distribution>>;
  readonly warnings: readonly string[];
}

/** Each method is one query, in which every request counts once, and throws `Fault`. */
export interface DetailPort {
  ends(query: EndsQuery): Promise<EndsAnswer>;
  histograms(query: DetailQuery): Promise<HistogramsAnswer>;
}
