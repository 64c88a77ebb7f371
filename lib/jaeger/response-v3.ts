/**
 * Reads API v3 (`/api/v3/traces`): OTLP JSON in an envelope, all traces concatenated, nanoseconds as decimal texts.
 * Shapes: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
import 'server-only';
import type {
  Attributes,
  AttributeValue,
  Span,
  SpanEvent,
  SpanKind,
  SpanLink,
  SpanScope,
} from '@/lib/traces/model/span';
import type { Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { type Fields, fieldsOf, integerOf, isFields, listOf, numberOf, textOf } from './guards';
import { spanIdOf, traceIdOf } from './identifiers';
import { kindOf, scopeOfTags, settleError, statusOf, UNKNOWN_SERVICE } from './span-facts';

/** Where Jaeger keeps its own warnings in OTLP. */
const WARNINGS_ATTRIBUTE = '@jaeger@warnings';

/**
 * The traces of `{result:{resourceSpans}}`, of several such documents (a streamed answer), or of plain OTLP,
 * grouped by trace id in the order in which they first appear.
 */
export function readTracesV3(body: unknown): Trace[] {
  const documents = Array.isArray(body) ? body : [body];
  const traces = new Map<string, Span[]>();
  let unusable = 0;
  for (const document of documents) {
    const result = fieldsOf(document).result ?? document;
    for (const resourceSpans of listOf(fieldsOf(result).resourceSpans)) {
      unusable += readResourceSpans(fieldsOf(resourceSpans), traces);
    }
  }
  const warnings = unusable === 0 ? [] : [`${unusable} spans without a valid id were left out.`];
  return [...traces].map(([traceId, spans]) => traceOfSpans(spans, { traceId, warnings }));
}

function readResourceSpans(raw: Fields, traces: Map<string, Span[]>): number {
  const resource = readAttributes(fieldsOf(raw.resource).attributes);
  let unusable = 0;
  // The second name is that of OTLP before 0.15.
  for (const scoped of listOf(raw.scopeSpans ?? raw.instrumentationLibrarySpans)) {
    const fields = fieldsOf(scoped);
    const scope = readScope(fieldsOf(fields.scope ?? fields.instrumentationLibrary));
    for (const entry of listOf(fields.spans)) {
      const span = readSpanV3(fieldsOf(entry), resource, scope);
      if (span === null) {
        unusable += 1;
        continue;
      }
      const spans = traces.get(span.traceId);
      if (spans === undefined) traces.set(span.traceId, [span]);
      else spans.push(span);
    }
  }
  return unusable;
}

function readScope(scope: Fields): SpanScope | null {
  const name = textOf(scope.name) ?? '';
  const version = textOf(scope.version) ?? '';
  const attributes = readAttributes(scope.attributes);
  return name === '' && version === '' && Object.keys(attributes).length === 0
    ? null
    : { name, version, attributes };
}

function readSpanV3(raw: Fields, resource: Attributes, scope: SpanScope | null): Span | null {
  const traceId = traceIdOf(raw.traceId);
  const spanId = spanIdOf(raw.spanId);
  if (traceId === null || spanId === null) return null;
  const {
    [WARNINGS_ATTRIBUTE]: told,
    'otel.scope.name': scopeName,
    'otel.scope.version': scopeVersion,
    ...attributes
  } = readAttributes(raw.attributes);
  const warnings = listOf(told).filter((warning) => typeof warning === 'string');
  const service = textOf(resource['service.name']);
  if (service === null) warnings.push('The server did not say which service recorded this span.');
  const start = integerOf(raw.startTimeUnixNano);
  const end = integerOf(raw.endTimeUnixNano);
  const status = fieldsOf(raw.status);
  return {
    traceId,
    spanId,
    parentSpanId: spanIdOf(raw.parentSpanId),
    service: service ?? UNKNOWN_SERVICE,
    name: textOf(raw.name) ?? '',
    kind: kindOf(raw.kind),
    startNs: start ?? 0n,
    durationNs: start === null || end === null ? Number.NaN : Number(end - start),
    ...settleError(statusOf(status.code), attributes),
    scope: scope ?? scopeOfTags(scopeName, scopeVersion),
    statusMessage: textOf(status.message),
    resource,
    events: listOf(raw.events).map((event) => readEvent(fieldsOf(event))),
    links: listOf(raw.links).flatMap((link) => readLink(fieldsOf(link))),
    warnings,
  };
}

function readEvent(event: Fields): SpanEvent {
  const time = integerOf(event.timeUnixNano);
  return {
    timeNs: time ?? 0n,
    name: textOf(event.name) ?? 'log',
    attributes: readAttributes(event.attributes),
  };
}

function readLink(link: Fields): SpanLink[] {
  const traceId = traceIdOf(link.traceId);
  const spanId = spanIdOf(link.spanId);
  if (traceId === null || spanId === null) return [];
  // https://opentelemetry.io/docs/specs/semconv/registry/attributes/opentracing/
  const { 'opentracing.ref_type': reference, ...attributes } = readAttributes(link.attributes);
  return [{ traceId, spanId, kind: reference === 'follows_from' ? 'follows-from' : 'link', attributes }];
}

function readAttributes(value: unknown): Record<string, AttributeValue> {
  const entries: [string, AttributeValue][] = [];
  for (const raw of listOf(value)) {
    const key = textOf(fieldsOf(raw).key);
    if (key !== null) entries.push([key, readAnyValue(fieldsOf(raw).value, 0)]);
  }
  // `fromEntries` defines own properties, so that a key `__proto__` is only a key.
  return Object.fromEntries(entries);
}

/** Deeper than any real attribute, and far from the end of the stack. */
const MAX_DEPTH = 32;

/** Integers beyond 2^53 stay texts: rounding would change them. Bytes stay base64. */
function readAnyValue(raw: unknown, depth: number): AttributeValue {
  const value = fieldsOf(raw);
  if (typeof value.stringValue === 'string') return value.stringValue;
  if (typeof value.boolValue === 'boolean') return value.boolValue;
  if (value.intValue !== undefined) {
    const number = Number(value.intValue);
    return Number.isSafeInteger(number) ? number : String(value.intValue);
  }
  // NaN and the infinities come as texts.
  if (value.doubleValue !== undefined) return numberOf(value.doubleValue) ?? String(value.doubleValue);
  if (typeof value.bytesValue === 'string') return value.bytesValue;
  if (depth >= MAX_DEPTH) return isFields(raw) && Object.keys(raw).length > 0 ? '…' : null;
  if (isFields(value.arrayValue)) {
    return listOf(value.arrayValue.values).map((entry) => readAnyValue(entry, depth + 1));
  }
  if (isFields(value.kvlistValue)) {
    return Object.fromEntries(
      listOf(value.kvlistValue.values).flatMap((entry) => {
        const key = textOf(fieldsOf(entry).key);
        return key === null ? [] : [[key, readAnyValue(fieldsOf(entry).value, depth + 1)]];
      }),
    );
  }
  return null;
}

/** `{operations:[{name, spanKind}]}`. */
export function readOperationsV3(body: unknown): { name: string; kind: SpanKind }[] {
  return listOf(fieldsOf(body).operations).flatMap((entry) => {
    const name = textOf(fieldsOf(entry).name);
    return name === null ? [] : [{ name, kind: kindOf(fieldsOf(entry).spanKind) }];
  });
}

/** `{services:[…]}`, or `{}` when there is none; `null` when the body has another shape. */
export function readServicesV3(body: unknown): string[] | null {
  if (!isFields(body) || (!('services' in body) && Object.keys(body).length > 0)) return null;
  return listOf(body.services).filter((service) => typeof service === 'string');
}
