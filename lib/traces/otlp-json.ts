/**
 * Spans as OTLP JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding), for downloads and for sending.
 * Ids are hexadecimal, 64-bit numbers are decimal strings, kinds and status codes are numbers.
 */
import {
  type Attributes,
  type AttributeValue,
  SPAN_KINDS,
  SPAN_STATUSES,
  type Span,
  type SpanScope,
} from './model/span';

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

export interface OtlpScope {
  readonly name?: string;
  readonly version?: string;
  readonly attributes?: readonly OtlpKeyValue[];
}

export interface OtlpResourceSpans {
  readonly resource: { readonly attributes: readonly OtlpKeyValue[] };
  readonly scopeSpans: readonly { readonly scope: OtlpScope; readonly spans: readonly OtlpSpan[] }[];
}

/** The spans as `resourceSpans`, one entry for each distinct resource and scope, in the order in which they appear. */
export function toResourceSpans(spans: Iterable<Span>): OtlpResourceSpans[] {
  const groups = new Map<string, { resource: Attributes; scope: SpanScope | null; spans: OtlpSpan[] }>();
  for (const span of spans) {
    const resource = { 'service.name': span.service, ...span.resource };
    const key = JSON.stringify([resource, span.scope]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { resource, scope: span.scope, spans: [toOtlpSpan(span)] });
    else group.spans.push(toOtlpSpan(span));
  }
  return [...groups.values()].map((group) => ({
    resource: { attributes: toKeyValues(group.resource) },
    scopeSpans: [{ scope: toScope(group.scope), spans: group.spans }],
  }));
}

function toScope(scope: SpanScope | null): OtlpScope {
  if (scope === null) return {};
  return {
    ...(scope.name === '' ? {} : { name: scope.name }),
    ...(scope.version === '' ? {} : { version: scope.version }),
    ...(Object.keys(scope.attributes).length === 0 ? {} : { attributes: toKeyValues(scope.attributes) }),
  };
}

/** One span; to the nanosecond as it was read. */
export function toOtlpSpan(span: Span): OtlpSpan {
  const end = span.startNs + BigInt(Math.round(span.durationNs));
  return {
    traceId: span.traceId.padStart(32, '0'),
    spanId: span.spanId.padStart(16, '0'),
    ...(span.parentSpanId === null ? {} : { parentSpanId: span.parentSpanId.padStart(16, '0') }),
    name: span.name,
    kind: SPAN_KINDS.indexOf(span.kind),
    startTimeUnixNano: span.startNs.toString(),
    endTimeUnixNano: (end < 0n ? 0n : end).toString(),
    attributes: toKeyValues(span.attributes),
    events: span.events.map((event) => ({
      timeUnixNano: event.timeNs.toString(),
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
  const code = SPAN_STATUSES.indexOf(span.status);
  return {
    ...(code === 0 ? {} : { code }),
    ...(span.statusMessage === null ? {} : { message: span.statusMessage }),
  };
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
