/**
 * The port through which traces are found and read. Jaeger answers it, over API v1 or v3.
 * Times are Unix microseconds (Jaeger's own precision in API v1), durations are microseconds.
 */
import type { Warning } from '@/lib/mesh/fault';

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

export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };
export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface SpanEvent {
  readonly timeUs: number;
  readonly name: string;
  readonly attributes: Attributes;
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  /** `follows-from` for Jaeger's FOLLOWS_FROM, else an OpenTelemetry link. */
  readonly kind: 'follows-from' | 'link';
  readonly attributes: Attributes;
}

/** One span in OpenTelemetry's terms, whichever API it came through. Ids are lower-case hex. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly service: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startUs: number;
  readonly durationUs: number;
  readonly status: 'unset' | 'ok' | 'error';
  readonly statusMessage: string | null;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  /** What the server or the adapter found odd about it. */
  readonly warnings: readonly string[];
}

export interface Trace {
  readonly traceId: string;
  readonly spans: readonly Span[];
  readonly warnings: readonly string[];
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
