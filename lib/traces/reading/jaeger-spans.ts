/**
 * Reads Jaeger's own JSON of API v1: microseconds, key-value lists, references, processes.
 * Shapes: https://github.com/jaegertracing/jaeger/blob/main/internal/uimodel/model.go
 */
import type { Attributes, AttributeValue } from '@/lib/traces/model/span';
import type { AttributeLists } from '@/lib/traces/model/span-columns';
import { type Instant, readMicros, readNumber } from './decimal';
import type { JsonBytes, ValueKind } from './json-bytes';
import { UNKNOWN_SERVICE } from './span-facts';
import { type IdPair, readSpanId } from './span-id-bytes';
import { numberOrText, type TraceSink } from './trace-sink';
import type { TraceSinks } from './trace-sinks';

/** Said on every span of a server that does not adjust clocks, which is the default; we do it ourselves. */
const NOT_ADJUSTED = 'clock skew adjustment disabled';

interface Process {
  readonly service: string | null;
  readonly resource: Attributes;
}

/** Spans whose process was named before it was told. */
interface Pending {
  readonly sink: TraceSink;
  readonly position: number;
  readonly process: string | Process;
}

/** Reads one `{traceID, spans, processes, warnings}`; the object is next. */
export function readJaegerTrace(json: JsonBytes, sinks: TraceSinks): void {
  const own = sinks.peekObject(json, 'traceID');
  if (!json.object()) return;
  const processes = new Map<string, Process>();
  const pending: Pending[] = [];
  const warnings: string[] = [];
  while (json.nextKey()) {
    if (json.is('spans')) {
      if (!json.list()) continue;
      while (json.nextElement()) readSpan(json, sinks, own, pending);
    } else if (json.is('processes')) {
      if (!json.object()) continue;
      while (json.nextKey()) processes.set(json.text(), readProcess(json));
    } else if (json.is('warnings')) readTexts(json, warnings);
    else json.skipValue();
  }
  const first = own ?? pending[0]?.sink;
  first?.columns.warnings.push(...warnings);
  settleProcesses(pending, processes);
}

function settleProcesses(pending: readonly Pending[], processes: ReadonlyMap<string, Process>): void {
  /** Of one sink the numbers of a process are the same for all its spans. */
  const known = new Map<TraceSink, Map<string | Process, readonly [number, number]>>();
  for (const { sink, position, process } of pending) {
    let bySink = known.get(sink);
    if (bySink === undefined) {
      bySink = new Map();
      known.set(sink, bySink);
    }
    let numbers = bySink.get(process);
    if (numbers === undefined) {
      numbers = numbersOf(sink, process, processes);
      bySink.set(process, numbers);
    }
    sink.columns.service.data[position] = numbers[0];
    sink.columns.resource.data[position] = numbers[1];
    if (sink.columns.services.list[numbers[0]] === UNKNOWN_SERVICE) {
      sink.columns.note(position, 'The server did not say which service recorded this span.');
    }
  }
}

function numbersOf(
  { columns }: TraceSink,
  named: string | Process,
  processes: ReadonlyMap<string, Process>,
): readonly [number, number] {
  const process = typeof named === 'string' ? processes.get(named) : named;
  const service = process?.service ?? null;
  const resource =
    service === null ? (process?.resource ?? {}) : { ...process?.resource, 'service.name': service };
  return [columns.services.idOf(service ?? UNKNOWN_SERVICE), columns.resources.idOf(resource)];
}

const id: IdPair = { high: 0, low: 0 };

function readSpan(json: JsonBytes, sinks: TraceSinks, own: TraceSink | null, pending: Pending[]): void {
  const sink = sinks.peekObject(json, 'traceID') ?? own;
  if (sink === null) {
    sinks.homeless += 1;
    json.skipValue();
    return;
  }
  sink.beginSpan();
  let process: string | Process = '';
  if (json.object()) {
    while (json.nextKey()) {
      const found = readField(json, sink, sinks);
      if (found !== null) process = found;
    }
  }
  const position = sink.endSpan(0, 0, -1);
  if (position >= 0) pending.push({ sink, position, process });
}

/** The process, where the field names it. */
function readField(json: JsonBytes, sink: TraceSink, sinks: TraceSinks): string | Process | null {
  const { draft } = sink;
  if (json.is('spanID')) {
    readSpanId(json, id);
    draft.idHigh = id.high;
    draft.idLow = id.low;
  } else if (json.is('operationName')) {
    if (json.anyValue() === 'text') draft.name = sink.names.idOf(json);
  } else if (json.is('startTime')) {
    if (readDecimal(json)) readMicros(json.bytes, json.from, json.to, draft.start);
  } else if (json.is('duration')) {
    draft.durationNs = readDecimal(json) ? readNumber(json.bytes, json.from, json.to) * 1000 : Number.NaN;
    if (!Number.isInteger(draft.durationNs)) draft.durationNs = Math.round(draft.durationNs);
  } else if (json.is('tags')) readTags(json, sink, null);
  else if (json.is('references')) readReferences(json, sink, sinks);
  else if (json.is('parentSpanID')) {
    readSpanId(json, id);
    if (id.high !== 0 || id.low !== 0) {
      draft.parentHigh = id.high;
      draft.parentLow = id.low;
    }
  } else if (json.is('logs')) {
    if (json.list()) while (json.nextElement()) readLog(json, sink);
  } else if (json.is('processID')) {
    return json.anyValue() === 'text' ? json.text() : null;
  } else if (json.is('process')) {
    // As documents of Elasticsearch have it.
    return readProcess(json);
  } else if (json.is('warnings')) {
    const warnings: string[] = [];
    readTexts(json, warnings);
    draft.warnings.push(...warnings.filter((warning) => !warning.startsWith(NOT_ADJUSTED)));
  } else json.skipValue();
  return null;
}

/** A number, also where it is sent as a text; its digits are the last value's range then. */
function readDecimal(json: JsonBytes): boolean {
  const kind = json.anyValue();
  if (kind === 'text') {
    json.from += 1;
    json.to -= 1;
  }
  return kind === 'number' || kind === 'text';
}

/** `[{key, type, value}]`, of the span where `lists` is null. */
function readTags(json: JsonBytes, sink: TraceSink, lists: AttributeLists | null): void {
  if (!json.list()) return;
  while (json.nextElement()) {
    if (!json.object()) continue;
    let key = -1;
    let type = 0;
    let value = -1;
    let valueAt = -1;
    while (json.nextKey()) {
      if (json.is('key')) {
        if (json.anyValue() === 'text') key = sink.keyOf(json);
      } else if (json.is('type')) {
        if (json.anyValue() === 'text') type = json.bytes[json.from + 1] ?? 0;
      } else if (json.is('value')) {
        json.peek();
        valueAt = json.at;
        const kind = json.anyValue();
        value = kind === 'text' && type !== TYPE_STRING ? -1 : sink.valueOf(json, kind);
      } else json.skipValue();
    }
    if (key < 0) continue;
    if (value < 0) value = valueAt < 0 ? sink.columns.textId(null) : typedText(json, sink, type, valueAt);
    if (lists === null) sink.spanAttribute(key, value);
    else sink.attribute(lists, key, value);
  }
}

const TYPE_STRING = 's'.charCodeAt(0);

/** A value that was sent as a text under another type, as JavaScript cannot hold every 64-bit integer. */
function typedText(json: JsonBytes, sink: TraceSink, type: number, valueAt: number): number {
  const { at } = json;
  json.at = valueAt;
  json.string();
  const value = ofType(String.fromCharCode(type), json);
  const found = value === undefined ? sink.valueOf(json, 'text') : sink.columns.textId(value);
  json.at = at;
  return found;
}

/** int64, float64, bool; undefined where the text is what was meant. */
function ofType(type: string, json: JsonBytes): AttributeValue | undefined {
  if (type === 'b') {
    // binary is base64, and stays a text.
    return json.is('true') ? true : json.is('false') ? false : undefined;
  }
  if (type !== 'i' && type !== 'f') return undefined;
  const text = json.text();
  if (text.trim() === '') return undefined;
  return type === 'i' && !/^-?\d+$/.test(text) ? undefined : numberOrText(text);
}

function readReferences(json: JsonBytes, sink: TraceSink, sinks: TraceSinks): void {
  const { draft, columns } = sink;
  if (!json.list()) return;
  while (json.nextElement()) {
    if (!json.object()) continue;
    let type = '';
    let of: string = columns.traceId;
    id.high = 0;
    id.low = 0;
    while (json.nextKey()) {
      if (json.is('refType')) type = json.anyValue() === 'text' ? json.text() : '';
      else if (json.is('spanID')) readSpanId(json, id);
      else if (json.is('traceID')) of = sinks.idOfReference(json, sink);
      else json.skipValue();
    }
    if (id.high === 0 && id.low === 0) continue;
    const isParent = type === 'CHILD_OF' && of === columns.traceId;
    const same = draft.parentHigh === id.high && draft.parentLow === id.low;
    if (isParent && (same || (draft.parentHigh === 0 && draft.parentLow === 0))) {
      draft.parentHigh = id.high;
      draft.parentLow = id.low;
    } else columns.addLink(of, id.high, id.low, type === 'FOLLOWS_FROM');
  }
}

const time: Instant = { seconds: 0, nanos: 0 };

function readLog(json: JsonBytes, sink: TraceSink): void {
  if (!json.object()) return;
  const { columns } = sink;
  const first = columns.eventAttributes.key.length;
  time.seconds = Number.NaN;
  sink.beginPart();
  while (json.nextKey()) {
    if (json.is('timestamp')) {
      if (readDecimal(json)) readMicros(json.bytes, json.from, json.to, time);
    } else if (json.is('fields')) readTags(json, sink, columns.eventAttributes);
    else json.skipValue();
  }
  columns.addEvent(time.seconds, time.nanos, takeEventName(sink, first));
}

/** Its field `event` is the name; else its `message` serves as one and stays. */
function takeEventName({ columns }: TraceSink, first: number): number {
  const { key, value } = columns.eventAttributes;
  const find = (name: string): number => {
    const wanted = columns.keys.find(name);
    for (let at = key.length - 1; at >= first && wanted >= 0; at -= 1) if (key.data[at] === wanted) return at;
    return -1;
  };
  const isText = (at: number): boolean =>
    at >= 0 && columns.values.textOf(value.data[at] ?? 0).startsWith('"');
  const event = find('event');
  if (isText(event)) {
    const name = value.data[event] ?? 0;
    for (let at = event; at + 1 < key.length; at += 1) {
      key.data[at] = key.data[at + 1] ?? 0;
      value.data[at] = value.data[at + 1] ?? 0;
    }
    key.cut(key.length - 1);
    value.cut(value.length - 1);
    return name;
  }
  const message = find('message');
  return isText(message) ? (value.data[message] ?? 0) : columns.textId('log');
}

/** `{serviceName, tags}`. Few of them, so they are read as objects. */
function readProcess(json: JsonBytes): Process {
  const kind: ValueKind = json.anyValue();
  const raw = kind === 'nested' ? json.value() : null;
  const fields = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const entries: [string, AttributeValue][] = [];
  for (const tag of Array.isArray(fields.tags) ? fields.tags : []) {
    if (typeof tag !== 'object' || tag === null || typeof tag.key !== 'string') continue;
    entries.push([tag.key, processValue(tag.type, tag.value)]);
  }
  const service = typeof fields.serviceName === 'string' ? fields.serviceName : null;
  return { service, resource: Object.fromEntries(entries) };
}

function processValue(type: unknown, value: unknown): AttributeValue {
  if (type === 'int64' && typeof value === 'string' && /^-?\d+$/.test(value)) return numberOrText(value);
  if (type === 'float64' && typeof value === 'string' && value.trim() !== '') return numberOrText(value);
  if (type === 'bool' && typeof value === 'string') return value === 'true';
  return (value ?? null) as AttributeValue;
}

function readTexts(json: JsonBytes, into: string[]): void {
  if (!json.list()) return;
  while (json.nextElement()) if (json.anyValue() === 'text') into.push(json.text());
}
