/**
 * What two moments differ in, in words that the page, the find language and the timeline share. Rates are per second,
 * latency is in milliseconds, shares are fractions of 1.
 */
import type { TimeWindow } from '@/lib/mesh/time-window';

/** From the most telling to the least; a thing's first kind is the one that it is drawn and listed by. */
export const changeKinds = [
  'moreErrors',
  'slower',
  'new',
  'gone',
  'fewerErrors',
  'faster',
  'moreTraffic',
  'lessTraffic',
  'unknown',
  'same',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What an edge or a node carried at one moment. null = nobody knows, or it has none. */
export interface MomentFigures {
  /** Requests; null for TCP. */
  readonly requestsPerSecond: number | null;
  /** Headline errors by all requests; null without requests. */
  readonly errorShare: number | null;
  /** Only edges have one: quantiles of several edges cannot be added up. */
  readonly p95Ms: number | null;
  /** Both directions of TCP; null for HTTP and gRPC. */
  readonly bytesPerSecond: number | null;
}

/** One edge or node at two moments. */
export interface Change {
  readonly id: string;
  /** At least one; `same` and `unknown` stand alone. */
  readonly kinds: readonly [ChangeKind, ...ChangeKind[]];
  /** null = not there, or without traffic. */
  readonly before: MomentFigures | null;
  readonly after: MomentFigures | null;
  /** How telling it is; only its order means something. 0 for what stayed. */
  readonly score: number;
}

/** The graph at two moments. */
export interface Comparison {
  readonly before: TimeWindow;
  readonly after: TimeWindow;
  readonly edges: ReadonlyMap<string, Change>;
  readonly nodes: ReadonlyMap<string, Change>;
  /** Edges by their first kind. */
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** Moments whose answer was partial: what is missing there is `unknown`, not new and not gone. */
  readonly partial: readonly ('before' | 'after')[];
  /** Namespaces that had traffic before and have none now, and the other way round. */
  readonly namespaces: { readonly gone: readonly string[]; readonly new: readonly string[] };
}

/** Whether it differs by more than the thresholds; what nobody knows does not count. */
export function isChanged(change: Pick<Change, 'kinds'>): boolean {
  return change.kinds[0] !== 'same' && change.kinds[0] !== 'unknown';
}
