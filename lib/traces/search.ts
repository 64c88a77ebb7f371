/**
 * The port through which traces are found and read. Jaeger answers it, over API v1 or v3.
 * Of a query, times are Unix microseconds and durations are microseconds.
 */
import type { Warning } from '@/lib/mesh/fault';
import type { SpanKind } from './model/span';
import type { Trace } from './model/trace';

export interface TraceQuery {
  readonly service: string;
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
  trace(traceId: string, signal?: AbortSignal): Promise<Trace>;
}
