/**
 * The spans of one trace as they come, in any order: readers add them here, and `arrangeTrace` makes the trace of it.
 * Everything that repeats is kept once: names, attribute keys, values, resources, scopes.
 */
import { float64, int32, NumberList, uint8, uint32 } from './number-list';
import type { Attributes, SpanScope } from './span';
import { TextInterner } from './text-table';

/** The fields of a span but for what it may have several of. */
export interface SpanFields {
  readonly idHigh: number;
  readonly idLow: number;
  /** 0 0 = it names no parent. */
  readonly parentHigh: number;
  readonly parentLow: number;
  readonly service: number;
  readonly name: number;
  readonly resource: number;
  /** −1 = none. */
  readonly scope: number;
  readonly kind: number;
  readonly status: number;
  /** Position in `values`, or −1. */
  readonly statusMessage: number;
  /** The start in seconds since 1970 and nanoseconds within the second; NaN = not told. */
  readonly startSeconds: number;
  readonly startNanos: number;
  /** NaN = not told. */
  readonly durationNs: number;
}

/** Distinct texts with their positions. */
export class NameTable {
  readonly list: string[] = [];
  readonly #ids = new Map<string, number>();

  /** −1 where it is not there. */
  find(name: string): number {
    return this.#ids.get(name) ?? -1;
  }

  idOf(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.list.push(name) - 1;
      this.#ids.set(name, id);
    }
    return id;
  }
}

/** Distinct objects, compared by what is in them. */
class ObjectTable<T> {
  readonly list: T[] = [];
  readonly #ids = new Map<string, number>();

  idOf(value: T): number {
    const text = JSON.stringify(value);
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.list.push(value) - 1;
      this.#ids.set(text, id);
    }
    return id;
  }
}

/** Lists of attributes, one for each owner in turn. */
export class AttributeLists {
  readonly key = new NumberList(uint32);
  readonly value = new NumberList(uint32);
  readonly offset = new NumberList(uint32);

  constructor() {
    this.offset.push(0);
  }

  add(key: number, value: number): void {
    this.key.push(key);
    this.value.push(value);
  }

  /** Forgets what was added since the last owner, of the owners beyond the first `owners` too. */
  cut(owners: number): void {
    this.offset.cut(owners + 1);
    const length = this.offset.data[owners] ?? 0;
    this.key.cut(length);
    this.value.cut(length);
  }

  /** What follows belongs to the next owner. */
  close(): void {
    this.offset.push(this.key.length);
  }
}

export class SpanColumns {
  readonly traceId: string;
  readonly services = new NameTable();
  readonly names = new NameTable();
  readonly keys = new NameTable();
  readonly values = new TextInterner();
  readonly resources = new ObjectTable<Attributes>();
  readonly scopes = new ObjectTable<SpanScope>();
  readonly warnings: string[] = [];

  readonly spanId = new NumberList(uint32);
  readonly parentSpanId = new NumberList(uint32);
  readonly service = new NumberList(int32);
  readonly name = new NumberList(int32);
  readonly resource = new NumberList(int32);
  readonly scope = new NumberList(int32);
  readonly kind = new NumberList(uint8);
  readonly status = new NumberList(uint8);
  readonly statusMessage = new NumberList(int32);
  readonly startSeconds = new NumberList(float64);
  readonly startNanos = new NumberList(float64);
  readonly durationNs = new NumberList(float64);
  readonly attributes = new AttributeLists();

  readonly eventOffset = new NumberList(uint32);
  readonly eventSeconds = new NumberList(float64);
  readonly eventNanos = new NumberList(float64);
  readonly eventName = new NumberList(uint32);
  readonly eventAttributes = new AttributeLists();

  readonly linkOffset = new NumberList(uint32);
  readonly linkTraceId = new NumberList(uint32);
  readonly linkSpanId = new NumberList(uint32);
  readonly linkFollows = new NumberList(uint8);
  readonly linkAttributes = new AttributeLists();

  /** Sentences: the position of the span, and of the text in `values`. */
  readonly noteAt = new NumberList(int32);
  readonly noteText = new NumberList(uint32);

  constructor(traceId: string) {
    this.traceId = traceId;
    this.eventOffset.push(0);
    this.linkOffset.push(0);
  }

  get count(): number {
    return this.kind.length;
  }

  /** The value's id; what it holds is written as JSON. */
  textId(value: unknown): number {
    return this.values.internText(JSON.stringify(value) ?? 'null');
  }

  /** An event of the span that is ended next; its attributes are added to `eventAttributes` before this. */
  addEvent(seconds: number, nanos: number, name: number): void {
    this.eventSeconds.push(seconds);
    this.eventNanos.push(nanos);
    this.eventName.push(name);
    this.eventAttributes.close();
  }

  /** A link of the span that is ended next; its attributes are added to `linkAttributes` before this. */
  addLink(traceId: string, spanIdHigh: number, spanIdLow: number, follows: boolean): void {
    this.linkTraceId.push(this.textId(traceId));
    this.linkSpanId.push(spanIdHigh);
    this.linkSpanId.push(spanIdLow);
    this.linkFollows.push(follows ? 1 : 0);
    this.linkAttributes.close();
  }

  /** Ends a span: its attributes, events and links have been added before. Answers its position. */
  endSpan(fields: SpanFields): number {
    const position = this.count;
    this.spanId.push(fields.idHigh);
    this.spanId.push(fields.idLow);
    this.parentSpanId.push(fields.parentHigh);
    this.parentSpanId.push(fields.parentLow);
    this.service.push(fields.service);
    this.name.push(fields.name);
    this.resource.push(fields.resource);
    this.scope.push(fields.scope);
    this.kind.push(fields.kind);
    this.status.push(fields.status);
    this.statusMessage.push(fields.statusMessage);
    this.startSeconds.push(fields.startSeconds);
    this.startNanos.push(fields.startNanos);
    this.durationNs.push(fields.durationNs);
    this.attributes.close();
    this.eventOffset.push(this.eventName.length);
    this.linkOffset.push(this.linkTraceId.length);
    return position;
  }

  /** Forgets the parts that were added for a span that is then left out. */
  dropSpan(): void {
    const { count } = this;
    this.attributes.cut(count);
    const events = this.eventOffset.data[count] ?? 0;
    for (const list of [this.eventSeconds, this.eventNanos, this.eventName]) list.cut(events);
    this.eventAttributes.cut(events);
    const links = this.linkOffset.data[count] ?? 0;
    for (const list of [this.linkTraceId, this.linkFollows]) list.cut(links);
    this.linkSpanId.cut(links * 2);
    this.linkAttributes.cut(links);
  }

  /** Says what is odd about the span at a position. */
  note(position: number, sentence: string): void {
    this.noteAt.push(position);
    this.noteText.push(this.textId(sentence));
  }
}
