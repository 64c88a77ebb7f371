/** Spans in Jaeger's own JSON of API v1, as Jaeger 2 translates them from OpenTelemetry. */
import type { Attributes, AttributeValue, Span } from '@/lib/traces/model/span';

interface KeyValue {
  readonly key: string;
  readonly type: 'string' | 'bool' | 'int64' | 'float64';
  readonly value: string | number | boolean;
}

/** One trace with its processes. */
export function toJaegerTrace(spans: readonly Span[]): object {
  const processes: Record<string, { serviceName: string; tags: KeyValue[] }> = {};
  const ids = new Map<string, string>();
  const processOf = (span: Span): string => {
    const key = JSON.stringify([span.service, span.resource]);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `p${ids.size + 1}`;
    ids.set(key, id);
    const { 'service.name': _, ...rest } = span.resource;
    processes[id] = { serviceName: span.service, tags: toKeyValues(rest) };
    return id;
  };
  return {
    traceID: spans[0]?.traceId ?? '',
    spans: spans.map((span) => toJaegerSpan(span, processOf(span))),
    processes,
    warnings: null,
  };
}

function toJaegerSpan(span: Span, processID: string): object {
  const status =
    span.status === 'error'
      ? { 'otel.status_code': 'ERROR', error: true }
      : span.status === 'ok'
        ? { 'otel.status_code': 'OK' }
        : {};
  const parent =
    span.parentSpanId === null
      ? []
      : [{ refType: 'CHILD_OF', traceID: span.traceId, spanID: span.parentSpanId }];
  return {
    traceID: span.traceId,
    spanID: span.spanId,
    operationName: span.name,
    references: parent,
    startTime: Number(span.startNs / 1000n),
    duration: Math.floor(span.durationNs / 1000),
    tags: toKeyValues({ ...span.attributes, 'span.kind': span.kind, ...status }),
    logs: span.events.map((event) => ({
      timestamp: Number(event.timeNs / 1000n),
      fields: toKeyValues({ event: event.name, ...event.attributes }),
    })),
    processID,
    warnings: null,
  };
}

function toKeyValues(attributes: Attributes): KeyValue[] {
  return Object.entries(attributes).map(([key, value]) => toKeyValue(key, value));
}

function toKeyValue(key: string, value: AttributeValue): KeyValue {
  if (typeof value === 'boolean') return { key, type: 'bool', value };
  if (typeof value === 'number') return { key, type: Number.isInteger(value) ? 'int64' : 'float64', value };
  return { key, type: 'string', value: typeof value === 'string' ? value : JSON.stringify(value) };
}
