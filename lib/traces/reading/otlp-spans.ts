/**
 * Reads OTLP JSON: nanoseconds as decimal texts, values in an envelope of their type.
 * Shapes: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
import type { Attributes, AttributeValue, SpanScope } from '@/lib/traces/model/span';
import type { AttributeLists } from '@/lib/traces/model/span-columns';
import { type Instant, readNanos } from './decimal';
import type { JsonBytes } from './json-bytes';
import { kindNumber, statusNumber, UNKNOWN_SERVICE } from './span-facts';
import { type IdPair, readSpanId } from './span-id-bytes';
import { MOST_LEVELS, numberOrText, type TraceSink } from './trace-sink';
import type { TraceSinks } from './trace-sinks';

/** What the spans of one part of the document have in common, with its numbers for the last trace that asked. */
interface Shared {
  readonly resource: Attributes;
  readonly scope: SpanScope | null;
  sink: TraceSink | null;
  numbers: { service: number; resource: number; scope: number };
}

/** Reads one element of `resourceSpans`; the object is next. */
export function readResourceSpans(json: JsonBytes, sinks: TraceSinks): void {
  const resource = readAttributes(fieldsOf(json.peekField('resource')).attributes);
  if (!json.object()) return;
  while (json.nextKey()) {
    // The second name is that of OTLP before 0.15.
    const isScoped = json.is('scopeSpans') || json.is('instrumentationLibrarySpans');
    if (!isScoped) json.skipValue();
    else if (json.list()) while (json.nextElement()) readScopeSpans(json, sinks, resource);
  }
}

function readScopeSpans(json: JsonBytes, sinks: TraceSinks, resource: Attributes): void {
  const scope = readScope(fieldsOf(json.peekField('scope') ?? json.peekField('instrumentationLibrary')));
  const shared: Shared = { resource, scope, sink: null, numbers: { service: 0, resource: 0, scope: -1 } };
  if (!json.object()) return;
  while (json.nextKey()) {
    if (!json.is('spans')) json.skipValue();
    else if (json.list()) while (json.nextElement()) readSpan(json, sinks, shared);
  }
}

function readScope(fields: Record<string, unknown>): SpanScope | null {
  const name = typeof fields.name === 'string' ? fields.name : '';
  const version = typeof fields.version === 'string' ? fields.version : '';
  const attributes = readAttributes(fields.attributes);
  return name === '' && version === '' && Object.keys(attributes).length === 0
    ? null
    : { name, version, attributes };
}

function numbersFor(shared: Shared, sink: TraceSink): Shared['numbers'] {
  if (shared.sink !== sink) {
    const { columns } = sink;
    const service = shared.resource['service.name'];
    shared.sink = sink;
    shared.numbers = {
      service: columns.services.idOf(typeof service === 'string' ? service : UNKNOWN_SERVICE),
      resource: columns.resources.idOf(shared.resource),
      scope: shared.scope === null ? -1 : columns.scopes.idOf(shared.scope),
    };
  }
  return shared.numbers;
}

const id: IdPair = { high: 0, low: 0 };
const start: Instant = { seconds: 0, nanos: 0 };
const end: Instant = { seconds: 0, nanos: 0 };

function readSpan(json: JsonBytes, sinks: TraceSinks, shared: Shared): void {
  const sink = sinks.peekObject(json, 'traceId');
  if (sink === null) {
    sinks.homeless += 1;
    json.skipValue();
    return;
  }
  sink.beginSpan();
  start.seconds = Number.NaN;
  start.nanos = 0;
  end.seconds = Number.NaN;
  end.nanos = 0;
  if (json.object()) while (json.nextKey()) readField(json, sink, sinks);
  const { draft } = sink;
  draft.startSeconds = start.seconds;
  draft.startNanos = start.nanos;
  draft.durationNs = (end.seconds - start.seconds) * 1e9 + (end.nanos - start.nanos);
  const { service, resource, scope } = numbersFor(shared, sink);
  const position = sink.endSpan(service, resource, scope);
  if (position >= 0 && sink.columns.services.list[service] === UNKNOWN_SERVICE) {
    sink.columns.note(position, 'The server did not say which service recorded this span.');
  }
}

function readField(json: JsonBytes, sink: TraceSink, sinks: TraceSinks): void {
  const { draft } = sink;
  if (json.is('spanId')) {
    readSpanId(json, id);
    draft.idHigh = id.high;
    draft.idLow = id.low;
  } else if (json.is('parentSpanId')) {
    readSpanId(json, id);
    draft.parentHigh = id.high;
    draft.parentLow = id.low;
  } else if (json.is('name')) {
    if (json.anyValue() === 'text') draft.name = sink.names.idOf(json);
  } else if (json.is('kind')) {
    const kind = json.anyValue();
    draft.kind = kind === 'text' || kind === 'number' ? kindNumber(json.value()) : 0;
  } else if (json.is('startTimeUnixNano')) readInstant(json, start);
  else if (json.is('endTimeUnixNano')) readInstant(json, end);
  else if (json.is('attributes')) readKeyValues(json, sink, null);
  else if (json.is('events')) {
    if (json.list()) while (json.nextElement()) readEvent(json, sink);
  } else if (json.is('links')) {
    if (json.list()) while (json.nextElement()) readLink(json, sink, sinks);
  } else if (json.is('status')) readStatus(json, sink);
  else if (json.is('droppedAttributesCount')) readDropped(json, sink, 'attributes');
  else if (json.is('droppedEventsCount')) readDropped(json, sink, 'events');
  else if (json.is('droppedLinksCount')) readDropped(json, sink, 'links');
  else json.skipValue();
}

function readDropped(json: JsonBytes, sink: TraceSink, what: string): void {
  const kind = json.anyValue();
  const count = kind === 'number' || kind === 'text' ? Number(json.value()) : 0;
  if (count > 0) sink.draft.warnings.push(`Its recorder dropped ${count} ${what}.`);
}

function readInstant(json: JsonBytes, into: Instant): void {
  const kind = json.anyValue();
  if (kind === 'text') readNanos(json.bytes, json.from + 1, json.to - 1, into);
  else if (kind === 'number') readNanos(json.bytes, json.from, json.to, into);
}

function readStatus(json: JsonBytes, sink: TraceSink): void {
  if (!json.object()) return;
  while (json.nextKey()) {
    if (json.is('code')) {
      const kind = json.anyValue();
      sink.draft.status = kind === 'text' || kind === 'number' ? statusNumber(json.value()) : 0;
    } else if (json.is('message')) {
      // An empty text is how protobuf writes "none".
      if (json.anyValue() === 'text' && json.to - json.from > 2) {
        sink.draft.statusMessage = sink.valueOf(json, 'text');
      }
    } else json.skipValue();
  }
}

/** `[{key, value: {stringValue}}]`, of the span where `lists` is null. */
function readKeyValues(json: JsonBytes, sink: TraceSink, lists: AttributeLists | null): void {
  if (!json.list()) return;
  while (json.nextElement()) {
    if (!json.object()) continue;
    let key = -1;
    let value = -1;
    while (json.nextKey()) {
      if (json.is('key')) {
        if (json.anyValue() === 'text') key = sink.keyOf(json);
      } else if (json.is('value')) value = readAnyValue(json, sink);
      else json.skipValue();
    }
    if (key < 0) continue;
    if (value < 0) value = sink.columns.textId(null);
    if (lists === null) sink.spanAttribute(key, value);
    else sink.attribute(lists, key, value);
  }
}

/** The value's position, or −1 for none. Lists and maps are read as objects: they are rare. */
function readAnyValue(json: JsonBytes, sink: TraceSink): number {
  json.peek();
  const start = json.at;
  if (!json.object()) return -1;
  let value = -1;
  let isPlain = true;
  while (json.nextKey()) {
    if (json.is('stringValue') || json.is('boolValue') || json.is('bytesValue')) {
      value = sink.valueOf(json, json.anyValue());
    } else if (json.is('intValue') || json.is('doubleValue')) {
      const kind = json.anyValue();
      value = kind === 'text' ? sink.columns.textId(numberOrText(json.text())) : sink.valueOf(json, kind);
    } else {
      isPlain = false;
      json.skipValue();
    }
  }
  if (isPlain || value >= 0) return value;
  json.from = start;
  json.to = json.at;
  return sink.columns.textId(anyValue(json.value(), 0));
}

function readEvent(json: JsonBytes, sink: TraceSink): void {
  if (!json.object()) return;
  const { columns } = sink;
  const time: Instant = { seconds: Number.NaN, nanos: 0 };
  let name = -1;
  sink.beginPart();
  while (json.nextKey()) {
    if (json.is('timeUnixNano')) readInstant(json, time);
    else if (json.is('name')) {
      if (json.anyValue() === 'text') name = sink.valueOf(json, 'text');
    } else if (json.is('attributes')) readKeyValues(json, sink, columns.eventAttributes);
    else json.skipValue();
  }
  columns.addEvent(time.seconds, time.nanos, name < 0 ? columns.textId('log') : name);
}

function readLink(json: JsonBytes, sink: TraceSink, sinks: TraceSinks): void {
  if (!json.object()) return;
  const { columns } = sink;
  const first = columns.linkAttributes.key.length;
  let of = columns.traceId;
  id.high = 0;
  id.low = 0;
  sink.beginPart();
  while (json.nextKey()) {
    if (json.is('traceId')) of = sinks.idOfReference(json, sink);
    else if (json.is('spanId')) readSpanId(json, id);
    else if (json.is('attributes')) readKeyValues(json, sink, columns.linkAttributes);
    else json.skipValue();
  }
  const follows = takeFollows(sink, first);
  if (id.high !== 0 || id.low !== 0) columns.addLink(of, id.high, id.low, follows);
  else {
    columns.linkAttributes.key.cut(first);
    columns.linkAttributes.value.cut(first);
  }
}

/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/opentracing/ */
function takeFollows({ columns }: TraceSink, first: number): boolean {
  const { key, value } = columns.linkAttributes;
  const wanted = columns.keys.find('opentracing.ref_type');
  if (wanted < 0) return false;
  for (let at = first; at < key.length; at += 1) {
    if (key.data[at] !== wanted) continue;
    const follows = columns.values.textOf(value.data[at] ?? 0) === '"follows_from"';
    for (let next = at; next + 1 < key.length; next += 1) {
      key.data[next] = key.data[next + 1] ?? 0;
      value.data[next] = value.data[next + 1] ?? 0;
    }
    key.cut(key.length - 1);
    value.cut(value.length - 1);
    return follows;
  }
  return false;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function readAttributes(list: unknown): Attributes {
  return Object.fromEntries(entriesOf(list, 0));
}

function entriesOf(list: unknown, level: number): [string, AttributeValue][] {
  return (Array.isArray(list) ? list : []).flatMap((entry): [string, AttributeValue][] => {
    const { key, value } = fieldsOf(entry);
    return typeof key === 'string' ? [[key, anyValue(value, level)]] : [];
  });
}

/** Integers beyond 2^53 stay texts: rounding would change them. Bytes stay base64. */
function anyValue(raw: unknown, level: number): AttributeValue {
  const value = fieldsOf(raw);
  if (typeof value.stringValue === 'string') return value.stringValue;
  if (typeof value.boolValue === 'boolean') return value.boolValue;
  if (value.intValue !== undefined) return numberOrText(String(value.intValue));
  // NaN and the infinities come as texts.
  if (value.doubleValue !== undefined) return numberOrText(String(value.doubleValue));
  if (typeof value.bytesValue === 'string') return value.bytesValue;
  if (level >= MOST_LEVELS) return Object.keys(value).length > 0 ? '…' : null;
  const inner = fieldsOf(value.arrayValue).values;
  if (Array.isArray(inner)) return inner.map((entry) => anyValue(entry, level + 1));
  if (value.arrayValue !== undefined) return [];
  if (value.kvlistValue !== undefined) {
    return Object.fromEntries(entriesOf(fieldsOf(value.kvlistValue).values, level + 1));
  }
  return null;
}
