/**
 * Reads API v1 (`/api/traces`), Jaeger's own JSON: microseconds, key-value lists, references, processes.
 * Shapes: https://github.com/jaegertracing/jaeger/blob/main/internal/uimodel/model.go
 */
import 'server-only';
import type { AttributeValue, Span, SpanEvent, SpanKind, SpanLink } from '@/lib/traces/model/span';
import type { Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { type Fields, fieldsOf, isFields, listOf, numberOf, textOf } from './guards';
import { spanIdOf, traceIdOf } from './identifiers';
import { kindOf, scopeOfTags, settleError, statusOf, UNKNOWN_SERVICE } from './span-facts';

/** Said on every span of a server that does not adjust clocks, which is the default; we measure skew ourselves. */
const NOT_ADJUSTED = 'clock skew adjustment disabled';

/** The traces of `{data:[…]}`; spans without a usable id are left out and counted in the trace's warnings. */
export function readTracesV1(body: unknown): Trace[] {
  return listOf(fieldsOf(body).data).flatMap((entry) => {
    const trace = readTraceV1(entry);
    return trace === null ? [] : [trace];
  });
}

function readTraceV1(entry: unknown): Trace | null {
  const fields = fieldsOf(entry);
  const processes = fieldsOf(fields.processes);
  const spans: Span[] = [];
  let unusable = 0;
  for (const raw of listOf(fields.spans)) {
    const span = readSpanV1(fieldsOf(raw), fields.traceID, processes);
    if (span === null) unusable += 1;
    else spans.push(span);
  }
  const traceId = traceIdOf(fields.traceID) ?? spans[0]?.traceId;
  if (traceId === undefined) return null;
  const warnings = texts(fields.warnings);
  if (unusable > 0) warnings.push(`${unusable} spans without a valid id were left out.`);
  return traceOfSpans(spans, { traceId, warnings });
}

function readSpanV1(raw: Fields, ofTrace: unknown, processes: Fields): Span | null {
  const spanId = spanIdOf(raw.spanID);
  const traceId = traceIdOf(raw.traceID) ?? traceIdOf(ofTrace);
  if (spanId === null || traceId === null) return null;
  const warnings = texts(raw.warnings).filter((warning) => !warning.startsWith(NOT_ADJUSTED));
  const tags = readTags(raw.tags, warnings);
  const process = isFields(raw.process) ? raw.process : fieldsOf(processes[textOf(raw.processID) ?? '']);
  const service = textOf(process.serviceName);
  if (service === null) warnings.push('The server did not say which service recorded this span.');
  const { parentSpanId, links } = readReferences(raw, traceId);
  const {
    'span.kind': kind,
    'otel.status_code': code,
    'otel.status_description': description,
    'otel.scope.name': scopeName,
    'otel.scope.version': scopeVersion,
    ...attributes
  } = tags;
  const startUs = numberOf(raw.startTime);
  const durationUs = numberOf(raw.duration);
  return {
    traceId,
    spanId,
    parentSpanId,
    service: service ?? UNKNOWN_SERVICE,
    name: textOf(raw.operationName) ?? '',
    kind: kindOf(kind),
    startNs: nanoseconds(startUs ?? 0),
    durationNs: durationUs === null ? Number.NaN : Math.round(durationUs * 1000),
    ...settleError(statusOf(code), attributes),
    statusMessage: textOf(description),
    resource: {
      ...readTags(process.tags, warnings),
      ...(service === null ? {} : { 'service.name': service }),
    },
    scope: scopeOfTags(scopeName, scopeVersion),
    events: listOf(raw.logs).map((log) => readLog(fieldsOf(log))),
    links,
    warnings,
  };
}

function readReferences(raw: Fields, traceId: string): { parentSpanId: string | null; links: SpanLink[] } {
  let parentSpanId = spanIdOf(raw.parentSpanID);
  const links: SpanLink[] = [];
  for (const entry of listOf(raw.references)) {
    const reference = fieldsOf(entry);
    const spanId = spanIdOf(reference.spanID);
    const ofTrace = traceIdOf(reference.traceID) ?? traceId;
    if (spanId === null) continue;
    if (reference.refType === 'CHILD_OF' && ofTrace === traceId && (parentSpanId ?? spanId) === spanId) {
      parentSpanId = spanId;
    } else {
      const kind = reference.refType === 'FOLLOWS_FROM' ? 'follows-from' : 'link';
      links.push({ traceId: ofTrace, spanId, kind, attributes: {} });
    }
  }
  return { parentSpanId, links };
}

/** `[{key, type, value}]`. A later value of the same key wins; the loss is said. */
function readTags(value: unknown, warnings: string[]): Record<string, AttributeValue> {
  const entries: [string, AttributeValue][] = [];
  const seen = new Set<string>();
  for (const raw of listOf(value)) {
    const tag = fieldsOf(raw);
    const key = textOf(tag.key);
    if (key === null) continue;
    if (seen.has(key)) warnings.push(`The attribute ${key} was sent more than once; the last value is kept.`);
    seen.add(key);
    entries.push([key, readValue(textOf(tag.type), tag.value)]);
  }
  // `fromEntries` defines own properties, so that a key `__proto__` is only a key.
  return Object.fromEntries(entries);
}

/** Integers beyond 2^53 come as texts and stay texts: rounding would change them. */
function readValue(type: string | null, value: unknown): AttributeValue {
  if (type === 'int64' && typeof value === 'string') {
    const number = Number(value);
    return value.trim() !== '' && Number.isSafeInteger(number) ? number : value;
  }
  if (type === 'float64' && typeof value === 'string') return numberOf(value) ?? value;
  if (type === 'bool' && typeof value === 'string') return value === 'true';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function readLog(log: Fields): SpanEvent {
  const { event, ...rest } = readTags(log.fields, []);
  const name = typeof event === 'string' ? event : typeof rest.message === 'string' ? rest.message : 'log';
  return { timeNs: nanoseconds(numberOf(log.timestamp) ?? 0), name, attributes: rest };
}

/** Microseconds with a fraction as nanoseconds. */
function nanoseconds(us: number): bigint {
  const whole = Math.floor(us);
  return BigInt(whole) * 1000n + BigInt(Math.round((us - whole) * 1000));
}

function texts(value: unknown): string[] {
  return listOf(value).filter((entry) => typeof entry === 'string');
}

/** `{data:[{name, spanKind}]}`, or a plain list of names from the oldest servers. */
export function readOperationsV1(body: unknown): { name: string; kind: SpanKind }[] {
  return listOf(fieldsOf(body).data).flatMap((entry) => {
    const name = textOf(entry) ?? textOf(fieldsOf(entry).name);
    return name === null ? [] : [{ name, kind: kindOf(fieldsOf(entry).spanKind) }];
  });
}

/** `{data:[…]}`; `null` when the body has another shape. No services at all is `data: null`. */
export function readServicesV1(body: unknown): string[] | null {
  if (!isFields(body) || !('data' in body)) return null;
  return texts(body.data);
}

/** What the server could not do for a part of the answer. */
export function readErrorsV1(body: unknown): string[] {
  return listOf(fieldsOf(body).errors).flatMap((entry) => textOf(fieldsOf(entry).msg) ?? []);
}
