/**
 * One span as an object, in OpenTelemetry's terms, and the words that spans are described in. Bulk work never uses it: a
 * trace is held as columns (trace.ts), and `spanAt` makes one of these for the row that someone looks at.
 */

/** In the order of OTLP's numbers. */
export const SPAN_KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** In the order of OTLP's numbers. */
export const SPAN_STATUSES = ['unset', 'ok', 'error'] as const;
export type SpanStatus = (typeof SPAN_STATUSES)[number];

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** The library that recorded a span. Empty texts where it did not say. */
export interface SpanScope {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
}

export interface SpanEvent {
  /** Since 1970. */
  readonly timeNs: bigint;
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

/** Ids are lower-case hexadecimal: 16 digits, of a trace 16 or 32. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly service: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Since 1970. */
  readonly startNs: bigint;
  readonly durationNs: number;
  readonly status: SpanStatus;
  readonly statusMessage: string | null;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  /** Null where no library named itself. */
  readonly scope: SpanScope | null;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  /** What is odd about it: said by the server, by the reader, or found when the spans were put together. */
  readonly warnings: readonly string[];
}
