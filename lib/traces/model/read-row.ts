/** Reads what a row of a trace holds beyond its columns. Values are decoded when someone asks, and remembered. */
import type { Attributes, AttributeValue, Span, SpanEvent, SpanLink, SpanScope } from './span';
import { SPAN_KINDS, SPAN_STATUSES } from './span';
import { hexOf, parentSpanIdOf, spanIdOf } from './span-ids';
import { textAt, textCount } from './text-table';
import {
  type AttributeTable,
  BEFORE_PARENT,
  CLOCK_ADJUSTED,
  hasFlag,
  nameOf,
  serviceOf,
  type Trace,
} from './trace';

/** What has been decoded of a trace. Goes with it. */
interface Decoded {
  readonly values: Map<number, AttributeValue>;
  keyIds: Map<string, number> | null;
}

/** More decoded values than this are not kept: a loop over all of a large trace must not fill the memory. */
const MOST_KEPT = 20_000;

const decoded = new WeakMap<Trace, Decoded>();

function decodedOf(trace: Trace): Decoded {
  let known = decoded.get(trace);
  if (known === undefined) {
    known = { values: new Map(), keyIds: null };
    decoded.set(trace, known);
  }
  return known;
}

/** A value by its position in `trace.values`. */
export function valueAt(trace: Trace, valueId: number): AttributeValue {
  const { values } = decodedOf(trace);
  const known = values.get(valueId);
  if (known !== undefined) return known;
  if (valueId < 0 || valueId >= textCount(trace.values)) return null;
  const value = JSON.parse(textAt(trace.values, valueId)) as AttributeValue;
  if (values.size >= MOST_KEPT) values.clear();
  values.set(valueId, value);
  return value;
}

/** As `valueAt`, in one line of text: texts as they are, anything else as JSON. */
export function valueText(trace: Trace, valueId: number): string {
  const value = valueAt(trace, valueId);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Position of an attribute key, or −1 where no span, event or link has it. */
export function keyIdOf(trace: Trace, key: string): number {
  const known = decodedOf(trace);
  known.keyIds ??= new Map(trace.keys.map((name, id) => [name, id]));
  return known.keyIds.get(key) ?? -1;
}

/** Position of the value that a row has under a key, or −1. */
export function valueIdOf(trace: Trace, row: number, keyId: number): number {
  const { offset, key, value } = trace.attributes;
  const first = offset[row] ?? 0;
  // Where a key occurs twice the last one counts.
  for (let at = (offset[row + 1] ?? 0) - 1; at >= first; at -= 1)
    if (key[at] === keyId) return value[at] ?? -1;
  return -1;
}

/** One attribute of a row; undefined where it has none of that name. */
export function attributeOf(trace: Trace, row: number, key: string): AttributeValue | undefined {
  const keyId = keyIdOf(trace, key);
  const valueId = keyId < 0 ? -1 : valueIdOf(trace, row, keyId);
  return valueId < 0 ? undefined : valueAt(trace, valueId);
}

export function attributesOf(trace: Trace, row: number): Attributes {
  return attributesAt(trace, trace.attributes, row);
}

function attributesAt(trace: Trace, table: AttributeTable, owner: number): Attributes {
  const entries: [string, AttributeValue][] = [];
  const end = table.offset[owner + 1] ?? 0;
  for (let at = table.offset[owner] ?? 0; at < end; at += 1) {
    entries.push([trace.keys[table.key[at] ?? -1] ?? '', valueAt(trace, table.value[at] ?? -1)]);
  }
  // `fromEntries` defines own properties, so that a key `__proto__` is only a key.
  return Object.fromEntries(entries);
}

export function resourceOf(trace: Trace, row: number): Attributes {
  return trace.resources[trace.resource[row] ?? -1] ?? {};
}

export function scopeOf(trace: Trace, row: number): SpanScope | null {
  return trace.scopes[trace.scope[row] ?? -1] ?? null;
}

export function statusMessageOf(trace: Trace, row: number): string | null {
  return sentenceAt(trace, trace.statusMessage[row] ?? -1);
}

function sentenceAt(trace: Trace, valueId: number): string | null {
  return valueId < 0 ? null : valueText(trace, valueId);
}

export function eventsOf(trace: Trace, row: number): SpanEvent[] {
  const { events } = trace;
  const found: SpanEvent[] = [];
  const end = events.offset[row + 1] ?? 0;
  for (let at = events.offset[row] ?? 0; at < end; at += 1) {
    found.push({
      timeNs: trace.baseNs + BigInt(Math.round(events.timeNs[at] ?? 0)),
      name: sentenceAt(trace, events.name[at] ?? -1) ?? '',
      attributes: attributesAt(trace, events.attributes, at),
    });
  }
  return found;
}

export function linksOf(trace: Trace, row: number): SpanLink[] {
  const { links } = trace;
  const found: SpanLink[] = [];
  const end = links.offset[row + 1] ?? 0;
  for (let at = links.offset[row] ?? 0; at < end; at += 1) {
    found.push({
      traceId: sentenceAt(trace, links.traceId[at] ?? -1) ?? '',
      spanId: hexOf(links.spanId[2 * at] ?? 0, links.spanId[2 * at + 1] ?? 0),
      kind: links.follows[at] === 1 ? 'follows-from' : 'link',
      attributes: attributesAt(trace, links.attributes, at),
    });
  }
  return found;
}

export function hasWarnings(trace: Trace, row: number): boolean {
  if ((trace.notes.offset[row + 1] ?? 0) > (trace.notes.offset[row] ?? 0)) return true;
  return hasFlag(trace, row, CLOCK_ADJUSTED | BEFORE_PARENT);
}

/** What is odd about a row, in sentences. */
export function warningsOf(trace: Trace, row: number): string[] {
  const { offset, value } = trace.notes;
  const ids = [...value.subarray(offset[row] ?? 0, offset[row + 1] ?? 0)];
  return [...ids.map((id) => sentenceAt(trace, id) ?? ''), ...clockWarnings(trace, row)];
}

/** Made when someone looks: where one clock is off, most rows have one. */
function clockWarnings(trace: Trace, row: number): string[] {
  const warnings: string[] = [];
  const moved = trace.skewNs?.[row] ?? 0;
  if (moved !== 0) {
    const way = moved > 0 ? 'later' : 'earlier';
    warnings.push(
      `It did not fit into its parent, so its clock is taken to be off: drawn ${Math.abs(moved) / 1000} µs ${way}.`,
    );
  }
  if (hasFlag(trace, row, BEFORE_PARENT)) {
    const parent = trace.parent[row] ?? 0;
    const early = ((trace.startNs[parent] ?? 0) - (trace.startNs[row] ?? 0)) / 1000;
    const own = serviceOf(trace, row);
    const other = serviceOf(trace, parent);
    const why = other === own ? 'its times are not consistent' : `the clocks of ${other} and ${own} differ`;
    warnings.push(`It starts ${early} µs before its parent: ${why}.`);
  }
  return warnings;
}

/** The row as one object. For what is on screen: a loop over all rows reads the columns. */
export function spanAt(trace: Trace, row: number): Span {
  return {
    traceId: trace.traceId,
    spanId: spanIdOf(trace, row),
    parentSpanId: parentSpanIdOf(trace, row),
    service: serviceOf(trace, row),
    name: nameOf(trace, row),
    kind: SPAN_KINDS[trace.kind[row] ?? 0] ?? 'unspecified',
    startNs: trace.baseNs + BigInt(trace.startNs[row] ?? 0),
    durationNs: trace.durationNs[row] ?? 0,
    status: SPAN_STATUSES[trace.status[row] ?? 0] ?? 'unset',
    statusMessage: statusMessageOf(trace, row),
    attributes: attributesOf(trace, row),
    resource: resourceOf(trace, row),
    scope: scopeOf(trace, row),
    events: eventsOf(trace, row),
    links: linksOf(trace, row),
    warnings: warningsOf(trace, row),
  };
}

/** Every row as an object, one at a time: for downloads. */
export function* spansOf(trace: Trace): Generator<Span> {
  for (let row = 0; row < trace.count; row += 1) yield spanAt(trace, row);
}
