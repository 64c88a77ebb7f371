/**
 * A trace on its way to the browser: names, services and resources once, the rest as columns.
 * `decodeTrace(encodeTrace(trace))` equals `trace`.
 */
import type { TraceAnswer } from './contract';
import type { Span, SpanKind, Trace } from './search';

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES: readonly Span['status'][] = ['unset', 'ok', 'error'];

/** A list of distinct values and the position of each. */
function dictionary<T>(keyOf: (value: T) => unknown): { readonly list: T[]; position(value: T): number } {
  const list: T[] = [];
  const positions = new Map<unknown, number>();
  return {
    list,
    position(value) {
      const key = keyOf(value);
      const known = positions.get(key);
      if (known !== undefined) return known;
      positions.set(key, list.length);
      return list.push(value) - 1;
    },
  };
}

export function encodeTrace(trace: Trace): TraceAnswer {
  const services = dictionary<string>((name) => name);
  const names = dictionary<string>((name) => name);
  const resources = dictionary<Span['resource']>((resource) => JSON.stringify(resource));
  const { spans } = trace;
  const baseUs = spans.reduce(
    (least, span) => (span.startUs > 0 ? Math.min(least, span.startUs) : least),
    Number.MAX_VALUE,
  );
  const base = baseUs === Number.MAX_VALUE ? 0 : baseUs;
  return {
    traceId: trace.traceId,
    warnings: [...trace.warnings],
    baseUs: base,
    columns: {
      spanId: spans.map((span) => span.spanId),
      parentSpanId: spans.map((span) => span.parentSpanId),
      service: spans.map((span) => services.position(span.service)),
      name: spans.map((span) => names.position(span.name)),
      resource: spans.map((span) => resources.position(span.resource)),
      kind: spans.map((span) => KINDS.indexOf(span.kind)),
      status: spans.map((span) => STATUSES.indexOf(span.status)),
      start: spans.map((span) => span.startUs - base),
      duration: spans.map((span) => span.durationUs),
      attributes: spans.map((span) => span.attributes),
    },
    services: services.list,
    names: names.list,
    resources: resources.list,
    sparse: spans.flatMap((span, at) => sparseOf(span, at)),
  };
}

function sparseOf(span: Span, at: number): TraceAnswer['sparse'] {
  const entry = {
    ...(span.statusMessage === null ? {} : { statusMessage: span.statusMessage }),
    ...(span.events.length === 0 ? {} : { events: span.events }),
    ...(span.links.length === 0 ? {} : { links: span.links }),
    ...(span.warnings.length === 0 ? {} : { warnings: [...span.warnings] }),
  };
  return Object.keys(entry).length === 0 ? [] : [{ at, ...entry }];
}

export function decodeTrace(answer: TraceAnswer): Trace {
  const { columns, baseUs } = answer;
  const sparse = new Map(answer.sparse.map((entry) => [entry.at, entry]));
  const spans = columns.spanId.map((spanId, at): Span => {
    const more = sparse.get(at);
    return {
      traceId: answer.traceId,
      spanId,
      parentSpanId: columns.parentSpanId[at] ?? null,
      service: answer.services[columns.service[at] ?? -1] ?? '',
      name: answer.names[columns.name[at] ?? -1] ?? '',
      kind: KINDS[columns.kind[at] ?? 0] ?? 'unspecified',
      startUs: (columns.start[at] ?? 0) + baseUs,
      durationUs: columns.duration[at] ?? 0,
      status: STATUSES[columns.status[at] ?? 0] ?? 'unset',
      statusMessage: more?.statusMessage ?? null,
      attributes: columns.attributes[at] ?? {},
      resource: answer.resources[columns.resource[at] ?? -1] ?? {},
      events: more?.events ?? [],
      links: more?.links ?? [],
      warnings: more?.warnings ?? [],
    };
  });
  return { traceId: answer.traceId, spans, warnings: answer.warnings };
}
