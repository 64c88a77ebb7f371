/**
 * The port through which traces are found and read. Jaeger answers it, over API v1 or v3.
 * Of a query, times are Unix microseconds and durations are microseconds.
 */
import type { Warning } from '@/lib/mesh/fault';
import type { SpanKind } from './model/span';
import type { Trace } from './model/trace';

export interface TraceQuery {
  /** null = any; only where the source can (`TraceAbilities`). */
  readonly service: string | null;
  readonly operation: string | null;
  /** All must hold on one span; values are compared as strings. */
  readonly tags: Readonly<Record<string, string>>;
  /** Limits on a span's duration: the servers cannot filter on a trace's. */
  readonly minDurationUs: number | null;
  readonly maxDurationUs: number | null;
  readonly startUs: number;
  readonly endUs: number;
  /** Traces, at most. */
  readonly limit: number;
}

/** What not every source can do. */
export interface TraceAbilities {
  /** Searches without naming a service. */
  readonly allServices: boolean;
  /** Compares tags; where not, it ignores them and finds too much. */
  readonly tags: boolean;
  /** Also in a search that names no service. */
  readonly tagsOfAllServices: boolean;
  /** Tells of traces without sending their spans. */
  readonly summaries: boolean;
  /** Versions of its API that answered; left out = it does not tell. */
  readonly apis?: readonly string[];
}

/** A found trace without its spans. Microseconds. */
export interface TraceDigest {
  readonly traceId: string;
  readonly rootService: string;
  readonly rootName: string;
  readonly startUs: number;
  readonly durationUs: number;
  readonly spans: number;
  readonly failedSpans: number;
  /** Spans that name a parent which is not there. */
  readonly orphans: number;
  readonly services: readonly {
    readonly name: string;
    readonly spans: number;
    readonly failedSpans: number;
  }[];
}

/** How often one service called another, as a source counted it itself. */
export interface ServiceCalls {
  readonly parent: string;
  readonly child: string;
  readonly calls: number;
}

/** A trace in a form that lib/traces/reading knows, on its way. */
export interface TraceDocument {
  readonly body: ReadableStream<Uint8Array>;
  readonly encoding: 'gzip' | null;
}

export interface DocumentOptions {
  readonly signal?: AbortSignal | undefined;
  /** The reader takes gzip. */
  readonly gzip?: boolean;
}

/** Throws `Fault` with source `jaeger`: `not-found`, `source-unreachable`, `source-timeout`, `source-bad-data`, `source-rejected`. */
export interface TracePort {
  services(signal?: AbortSignal): Promise<readonly string[]>;
  operations(
    service: string,
    signal?: AbortSignal,
  ): Promise<readonly { readonly name: string; readonly kind: SpanKind }[]>;
  search(
    query: TraceQuery,
    signal?: AbortSignal,
  ): Promise<{ readonly traces: readonly Trace[]; readonly warnings: readonly Warning[] }>;
  abilities(signal?: AbortSignal): Promise<TraceAbilities>;
  /** As `search`, without spans. Only where the source can. */
  digests(
    query: TraceQuery,
    signal?: AbortSignal,
  ): Promise<{ readonly digests: readonly TraceDigest[]; readonly warnings: readonly Warning[] }>;
  /** Who called whom between two instants (Unix µs), of all traces that it has; null = it does not tell. */
  dependencies(
    span: { readonly startUs: number; readonly endUs: number },
    signal?: AbortSignal,
  ): Promise<readonly ServiceCalls[] | null>;
  /** One trace, as the source wrote it, for lib/traces/reading. */
  document(traceId: string, options?: DocumentOptions): Promise<TraceDocument>;
  /** Has the source keep a trace past the time after which it forgets the others. Left out = it is not to be asked for that. */
  archive?(traceId: string, signal?: AbortSignal): Promise<void>;
}
