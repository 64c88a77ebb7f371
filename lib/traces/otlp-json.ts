/**
 * Spans as OTLP JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding), for downloads and for sending.
 * Ids are hexadecimal, 64-bit numbers are decimal strings, kinds and status codes are numbers.
 */
import type { Attributes, AttributeValue, Span, SpanKind } from './search';

export interface OtlpAnyValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly arrayValue?: { readonly values: readonly OtlpAnyValue[] };
  readonly kvlistValue?: { readonly values: readonly OtlpKeyValue[] };
}

export interface OtlpKeyValue {
  readonly key: string;
  readonly value: OtlpAnyValue;
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpKeyValue[];
  readonly events: readonly {
    readonly timeUnixNano: string;
    readonly name: string;
    readonly attributes: readonly OtlpKeyValue[];
  }[];
  readonly links: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes: readonly OtlpKeyValue[];
  }[];
  readonly status: { readonly code?: number; readonly message?: string };
}

export interface OtlpResourceSpans {
  readonly resource: { readonly attributes: readonly OtlpKeyValue[] };
  readonly scopeSpans: readonly { readonly scope: object; readonly spans: readonly OtlpSpan[] }[];
}

const KIND_NUMBERS: Readonly<Record<SpanKind, number>> = {
  unspecified: 0,
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
};

/** The spans as `resourceSpans`, one entry for each distinct resource, in the order in which resources appear. */
export function toResourceSpans(spans: readonly Span[]): OtlpResourceSpans[] {
  const groups = new Map<string, { resource: Attributes; spans: Span[] }>();
  for (const span of spans) {
    const resource = { 'service.name': span.service, ...span.resource };
    const key = JSON.stringify(resource);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { resource, spans: [span] });
    else group.spans.push(span);
  }
  return [...groups.values()].map((group) => ({
    resource: { attributes: toKeyValues(group.resource) },
    scopeSpans: [{ scope: {}, spans: group.spans.map(toOtlpSpan) }],
  }));
}

/** One span. Microseconds become nanoseconds through integers, so that nothing is lost in 19 digits. */
export function toOtlpSpan(span: Span): OtlpSpan {
  const start = toNanoseconds(span.startUs);
  const end = start + toNanoseconds(span.durationUs);
  return {
    traceId: span.traceId.padStart(32, '0'),
    spanId: span.spanId.padStart(16, '0'),
    ...(span.parentSpanId === null ? {} : { parentSpanId: span.parentSpanId.padStart(16, '0') }),
    name: span.name,
    kind: KIND_NUMBERS[span.kind],
    startTimeUnixNano: start.toString(),
    endTimeUnixNano: (end < 0n ? 0n : end).toString(),
    attributes: toKeyValues(span.attributes),
    events: span.events.map((event) => ({
      timeUnixNano: toNanoseconds(event.timeUs).toString(),
      name: event.name,
      attributes: toKeyValues(event.attributes),
    })),
    links: span.links.map((link) => ({
      traceId: link.traceId.padStart(32, '0'),
      spanId: link.spanId.padStart(16, '0'),
      // Jaeger reads this attribute to tell its FOLLOWS_FROM from other references.
      attributes: toKeyValues(
        link.kind === 'follows-from'
          ? { ...link.attributes, 'opentracing.ref_type': 'follows_from' }
          : link.attributes,
      ),
    })),
    status: toStatus(span),
  };
}

function toStatus(span: Span): { code?: number; message?: string } {
  const code = span.status === 'error' ? 2 : span.status === 'ok' ? 1 : 0;
  return {
    ...(code === 0 ? {} : { code }),
    ...(span.statusMessage === null ? {} : { message: span.statusMessage }),
  };
}

/** Whole microseconds, and a fraction of one, as nanoseconds. */
export function toNanoseconds(microseconds: number): bigint {
  const whole = Math.floor(microseconds);
  return BigInt(whole) * 1000n + BigInt(Math.round((microseconds - whole) * 1000));
}

export function toKeyValues(attributes: Attributes): OtlpKeyValue[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toAnyValue(value) }));
}

function toAnyValue(value: AttributeValue): OtlpAnyValue {
  if (value === null) return {};
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { intValue: value.toString() } : { doubleValue: value };
  }
  if (isList(value)) return { arrayValue: { values: value.map(toAnyValue) } };
  return { kvlistValue: { values: toKeyValues(value) } };
}

function isList(value: AttributeValue): value is readonly AttributeValue[] {
  return Array.isArray(value);
}
