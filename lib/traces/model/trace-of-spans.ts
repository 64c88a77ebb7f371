/** A trace from spans as objects: for tests, the demo and small answers. */
import { type ArrangeOptions, arrangeTrace } from './arrange';
import { type Attributes, SPAN_KINDS, SPAN_STATUSES, type Span } from './span';
import { type AttributeLists, SpanColumns } from './span-columns';
import { pairOf } from './span-ids';
import type { Trace } from './trace';

const SECOND = 1_000_000_000n;

/** The spans must be of one trace; `traceId` names it where there is none. */
export function traceOfSpans(
  spans: readonly Span[],
  options: ArrangeOptions & { readonly traceId?: string; readonly warnings?: readonly string[] } = {},
): Trace {
  const columns = new SpanColumns(options.traceId ?? spans[0]?.traceId ?? '');
  columns.warnings.push(...(options.warnings ?? []));
  for (const span of spans) addSpan(columns, span);
  return arrangeTrace(columns, options);
}

export function addSpan(columns: SpanColumns, span: Span): void {
  addAttributes(columns, columns.attributes, span.attributes);
  for (const event of span.events) {
    addAttributes(columns, columns.eventAttributes, event.attributes);
    columns.addEvent(secondsOf(event.timeNs), nanosOf(event.timeNs), columns.textId(event.name));
  }
  for (const link of span.links) {
    addAttributes(columns, columns.linkAttributes, link.attributes);
    const [high, low] = pairOf(link.spanId) ?? [0, 0];
    columns.addLink(link.traceId, high, low, link.kind === 'follows-from');
  }
  const [idHigh, idLow] = pairOf(span.spanId) ?? [0, 0];
  const [parentHigh, parentLow] = pairOf(span.parentSpanId ?? '') ?? [0, 0];
  const position = columns.endSpan({
    idHigh,
    idLow,
    parentHigh,
    parentLow,
    service: columns.services.idOf(span.service),
    name: columns.names.idOf(span.name),
    resource: columns.resources.idOf(span.resource),
    scope: span.scope === null ? -1 : columns.scopes.idOf(span.scope),
    kind: SPAN_KINDS.indexOf(span.kind),
    status: SPAN_STATUSES.indexOf(span.status),
    statusMessage: span.statusMessage === null ? -1 : columns.textId(span.statusMessage),
    startSeconds: secondsOf(span.startNs),
    startNanos: nanosOf(span.startNs),
    durationNs: span.durationNs,
  });
  for (const warning of span.warnings) columns.note(position, warning);
}

function addAttributes(columns: SpanColumns, lists: AttributeLists, attributes: Attributes): void {
  for (const [key, value] of Object.entries(attributes))
    lists.add(columns.keys.idOf(key), columns.textId(value));
}

function secondsOf(ns: bigint): number {
  return Number(ns / SECOND);
}

function nanosOf(ns: bigint): number {
  return Number(ns % SECOND);
}
