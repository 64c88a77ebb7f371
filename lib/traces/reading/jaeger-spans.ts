/**
 * Reads Jaeger's own JSON of API v1: microseconds, key-value lists, references, processes.
 * Shapes: https://github.com/jaegertracing/jaeger/blob/main/internal/uimodel/model.go
 */
import type { Attributes, AttributeValue } from '@/lib/traces/model/span';
import { type AttributeLists, NameTable } from '@/lib/traces/model/span-columns';
import { type Instant, readMicros, readNumber } from './decimal';
import type { JsonBytes, ValueKind } from './json-bytes';
import { UNKNOWN_SERVICE } from './span-facts';
import { type IdPair, readSpanId } from './span-id-bytes';
import { NameBytes, numberOrText, type TraceSink } from './trace-sink';
import type { TraceSinks } from './trace-sinks';

/** Said on every span of a server that does not adjust clocks, which is the default; we do it ourselves. */
const NOT_ADJUSTED = 'clock skew adjustment disabled';

interface Process {
  readonly service: string | null;
  readonly resource: Attributes;
}

/**
 * The processes of one trace object. Spans may name them before they are told, so while spans are read the number of the
 * process stands in place of their service; `settle` puts the services there.
 */
class Processes {
  readonly #names = new NameTable();
  readonly #ids = new NameBytes(this.#names);
  readonly #told: (Process | undefined)[] = [];
  /** Where the spans of this object begin in the columns of each trace: one object may mix traces. */
  readonly #firsts = new Map<TraceSink, number>();

  /** The number of the process that the last string names. */
  idOf(json: JsonBytes): number {
    return this.#ids.idOf(json);
  }

  tell(name: string, process: Process): number {
    const id = this.#names.idOf(name);
    this.#told[id] = process;
    return id;
  }

  /** A process that lies in its span, as documents of Elasticsearch have it. */
  tellUnnamed(process: Process): number {
    return this.tell(`\u0000${JSON.stringify(process)}`, process);
  }

  meet(sink: TraceSink): void {
    if (!this.#firsts.has(sink)) this.#firsts.set(sink, sink.columns.count);
  }

  get firstSink(): TraceSink | null {
    return this.#firsts.keys().next().value ?? null;
  }

  settle(): void {
    for (const [sink, first] of this.#firsts) {
      const { columns } = sink;
      const services: number[] = [];
      const resources: number[] = [];
      for (let at = first; at < columns.count; at += 1) {
        const id = columns.service.data[at] ?? 0;
        if (services[id] === undefined) {
          const { service, resource } = this.#told[id] ?? UNKNOWN;
          services[id] = columns.services.idOf(service ?? UNKNOWN_SERVICE);
          resources[id] = columns.resources.idOf(
            service === null ? resource : { ...resource, 'service.name': service },
          );
        }
        columns.service.data[at] = services[id] ?? 0;
        columns.resource.data[at] = resources[id] ?? 0;
        if ((this.#told[id]?.service ?? null) === null) {
          columns.note(at, 'The server did not say which service recorded this span.');
        }
      }
    }
  }
}

const UNKNOWN: Process = { service: null, resource: {} };

/** Reads one `{traceID, spans, processes, warnings}`; the object is next. */
export function readJaegerTrace(json: JsonBytes, sinks: TraceSinks): void {
  const own = sinks.peekObject(json, 'traceID');
  if (!json.object()) return;
  const processes = new Processes();
  const warnings: string[] = [];
  while (json.nextKey()) {
    if (json.is('spans')) {
      if (!json.list()) continue;
      while (json.nextElement()) readSpan(json, sinks, own, processes);
    } else if (json.is('processes')) {
      if (!json.object()) continue;
      while (json.nextKey()) processes.tell(json.text(), readProcess(json));
    } else if (json.is('warnings')) readTexts(json, warnings);
    else json.skipValue();
  }
  (own ?? processes.firstSink)?.columns.warnings.push(...warnings);
  processes.settle();
}

const id: IdPair = { high: 0, low: 0 };

const start: Instant = { seconds: 0, nanos: 0 };

function readSpan(json: JsonBytes, sinks: TraceSinks, own: TraceSink | null, processes: Processes): void {
  const sink = sinks.peekObject(json, 'traceID') ?? own;
  if (sink === null) {
    sinks.homeless += 1;
    json.skipValue();
    return;
  }
  processes.meet(sink);
  sink.beginSpan();
  start.seconds = Number.NaN;
  start.nanos = 0;
  let process = -1;
  if (json.object()) {
    while (json.nextKey()) {
      const found = readField(json, sink, sinks, processes);
      if (found >= 0) process = found;
    }
  }
  sink.draft.startSeconds = start.seconds;
  sink.draft.startNanos = start.nanos;
  sink.endSpan(process < 0 ? processes.tellUnnamed(UNKNOWN) : process, 0, -1);
}

/** The number of the process, where the field names it; else −1. */
function readField(json: JsonBytes, sink: TraceSink, sinks: TraceSinks, processes: Processes): number {
  const { draft } = sink;
  if (json.is('spanID')) {
    readSpanId(json, id);
    draft.idHigh = id.high;
    draft.idLow = id.low;
  } else if (json.is('operationName')) {
    if (json.anyValue() === 'text') draft.name = sink.names.idOf(json);
  } else if (json.is('startTime')) {
    if (readDecimal(json)) readMicros(json.bytes, json.from, json.to, start);
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
    return json.anyValue() === 'text' ? processes.idOf(json) : -1;
  } else if (json.is('process')) {
    return processes.tellUnnamed(readProcess(json));
  } else if (json.is('warnings')) {
    const warnings: string[] = [];
    readTexts(json, warnings);
    draft.warnings.push(...warnings.filter((warning) => !warning.startsWith(NOT_ADJUSTED)));
  } else json.skipValue();
  return -1;
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
    let isChild = false;
    let follows = false;
    let of: string = columns.traceId;
    id.high = 0;
    id.low = 0;
    while (json.nextKey()) {
      if (json.is('refType')) {
        const isText = json.anyValue() === 'text';
        isChild = isText && json.is('CHILD_OF');
        follows = isText && json.is('FOLLOWS_FROM');
      } else if (json.is('spanID')) readSpanId(json, id);
      else if (json.is('traceID')) of = sinks.idOfReference(json, sink);
      else json.skipValue();
    }
    if (id.high === 0 && id.low === 0) continue;
    const isParent = isChild && of === columns.traceId;
    const same = draft.parentHigh === id.high && draft.parentLow === id.low;
    if (isParent && (same || (draft.parentHigh === 0 && draft.parentLow === 0))) {
      draft.parentHigh = id.high;
      draft.parentLow = id.low;
    } else columns.addLink(of, id.high, id.low, follows);
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
