/**
 * Search within a trace. A term is sought once in every distinct text (names, keys, values, in lower case), and then rows
 * are matched by the numbers of those texts, so that 100,000 spans take milliseconds.
 */
import { SPAN_KINDS, SPAN_STATUSES } from './model/span';
import { rowOf } from './model/span-ids';
import { type TextTable, textAt, textCount } from './model/text-table';
import type { AttributeTable, Trace } from './model/trace';
import { parseTraceQuery } from './trace-query';

export interface TraceSearchIndex {
  readonly trace: Trace;
  /** Every distinct value in lower case, one line each. */
  readonly values: string;
  /** Where in `values` the line of a value begins; one more than there are values. */
  readonly valueAt: Uint32Array;
  readonly keys: readonly string[];
  readonly names: readonly string[];
  readonly services: readonly string[];
  /** One text per resource and per scope. */
  readonly resources: readonly string[];
  readonly scopes: readonly string[];
}

export function searchIndex(trace: Trace): TraceSearchIndex {
  const count = textCount(trace.values);
  const texts = readerOfTexts(trace.values);
  const valueAt = new Uint32Array(count + 1);
  const lines: string[] = [];
  let at = 0;
  for (let value = 0; value < count; value += 1) {
    const line = lineOf(texts(value)).toLowerCase();
    lines.push(line);
    at += line.length + 1;
    valueAt[value + 1] = at;
  }
  const lower = (texts: readonly string[]): string[] => texts.map((text) => text.toLowerCase());
  return {
    trace,
    values: `${lines.join('\n')}\n`,
    valueAt,
    keys: lower(trace.keys),
    names: lower(trace.names),
    services: lower(trace.services),
    resources: lower(trace.resources.map((resource) => pairsText(resource))),
    scopes: lower(
      trace.scopes.map(({ name, version, attributes }) => `${name}\n${version}\n${pairsText(attributes)}`),
    ),
  };
}

/** Texts by their number. All at once where every byte is a letter of its own, which is five times as fast. */
function readerOfTexts(table: TextTable): (value: number) => string {
  const { bytes, offset } = table;
  if (!bytes.every((byte) => byte < 0x80)) return (value) => textAt(table, value);
  const all = new TextDecoder().decode(bytes);
  return (value) => all.slice(offset[value] ?? 0, offset[value + 1] ?? 0);
}

/** A value from its JSON: texts without their quotes. */
function lineOf(json: string): string {
  if (!json.startsWith('"')) return json;
  return json.includes('\\') ? String(JSON.parse(json)) : json.slice(1, -1);
}

function pairsText(attributes: Readonly<Record<string, unknown>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}

/** Rows that match, in order; none for a query that looks for nothing. See trace-query.ts. */
export function searchRows(index: TraceSearchIndex, query: string): Int32Array<ArrayBuffer> {
  const { ways, without } = parseTraceQuery(query);
  const { count } = index.trace;
  const found = new Uint8Array(count);
  const ignored = Uint8Array.from(index.keys, (key) => (without.includes(key) ? 1 : 0));
  for (const terms of ways) {
    const all = new Uint8Array(count).fill(1);
    for (const term of terms) {
      const hits = rowsWith(index, term, ignored);
      for (let row = 0; row < count; row += 1) all[row] = (all[row] ?? 0) & (hits[row] ?? 0);
    }
    for (let row = 0; row < count; row += 1) found[row] = (found[row] ?? 0) | (all[row] ?? 0);
  }
  let matches = 0;
  for (const hit of found) matches += hit;
  const rows = new Int32Array(matches);
  let to = 0;
  for (let row = 0; row < count; row += 1) {
    if (found[row] === 0) continue;
    rows[to] = row;
    to += 1;
  }
  return rows;
}

/** 1 where a term is found in a row. */
function rowsWith(index: TraceSearchIndex, term: string, ignored: Uint8Array): Uint8Array {
  const { trace } = index;
  const hits = new Uint8Array(trace.count);
  const values = valuesWith(index, term);
  const keys = Uint8Array.from(index.keys, (key) => (key.includes(term) ? 1 : 0));
  const pairs = pairsWith(index, term);
  const test: AttributeTest = { values, keys, pairs, ignored };
  const names = flags(index.names, term);
  const services = flags(index.services, term);
  const resources = flags(index.resources, term);
  const scopes = flags(index.scopes, term);
  const kinds = flags(SPAN_KINDS, term);
  const statuses = flags(SPAN_STATUSES, term);
  statuses[0] = 0;
  mark(hits, trace.name, names);
  mark(hits, trace.service, services);
  mark(hits, trace.resource, resources);
  mark(hits, trace.scope, scopes);
  mark(hits, trace.kind, kinds);
  mark(hits, trace.status, statuses);
  mark(hits, trace.statusMessage, values);
  if (isUseful(test)) {
    for (let row = 0; row < trace.count; row += 1) {
      if (hits[row] === 0 && hasHit(trace.attributes, row, test)) hits[row] = 1;
    }
    markParts(index, test, hits);
  }
  const same = /^[0-9a-f]{16}$/.test(term) ? rowOf(trace, term) : null;
  if (same !== null) hits[same] = 1;
  return hits;
}

/** Marks the rows whose number in a column is one that was found. */
function mark(hits: Uint8Array, column: ArrayLike<number>, found: Uint8Array): void {
  if (!found.includes(1)) return;
  for (let row = 0; row < hits.length; row += 1) if (found[column[row] ?? -1] === 1) hits[row] = 1;
}

function isUseful({ values, keys, pairs }: AttributeTest): boolean {
  return pairs.length > 0 || values.includes(1) || keys.includes(1);
}

function flags(texts: readonly string[], term: string): Uint8Array {
  return Uint8Array.from(texts, (text) => (text.includes(term) ? 1 : 0));
}

/** 1 for each value that holds the term. */
function valuesWith({ values, valueAt }: TraceSearchIndex, term: string): Uint8Array {
  const hits = new Uint8Array(valueAt.length);
  let value = 0;
  let at = values.indexOf(term);
  while (at >= 0) {
    while ((valueAt[value + 1] ?? Number.POSITIVE_INFINITY) <= at) value += 1;
    hits[value] = 1;
    at = values.indexOf(term, valueAt[value + 1] ?? values.length);
  }
  return hits;
}

/** `key=value` across the sign: the keys that end like the part before it, the values that begin like the rest. */
interface PairTest {
  readonly keys: Uint8Array;
  readonly values: Uint8Array;
}

function pairsWith({ keys, values, valueAt }: TraceSearchIndex, term: string): PairTest[] {
  const tests: PairTest[] = [];
  for (let sign = term.indexOf('='); sign >= 0; sign = term.indexOf('=', sign + 1)) {
    const end = term.slice(0, sign);
    const begin = term.slice(sign + 1);
    const ending = Uint8Array.from(keys, (key) => (key.endsWith(end) ? 1 : 0));
    if (!ending.includes(1)) continue;
    const beginning = new Uint8Array(valueAt.length);
    for (let value = 0; value + 1 < valueAt.length; value += 1) {
      if (values.startsWith(begin, valueAt[value] ?? 0)) beginning[value] = 1;
    }
    tests.push({ keys: ending, values: beginning });
  }
  return tests;
}

interface AttributeTest {
  readonly values: Uint8Array;
  readonly keys: Uint8Array;
  readonly pairs: readonly PairTest[];
  readonly ignored: Uint8Array;
}

function hasHit(table: AttributeTable, owner: number, test: AttributeTest): boolean {
  const end = table.offset[owner + 1] ?? 0;
  for (let at = table.offset[owner] ?? 0; at < end; at += 1) {
    const key = table.key[at] ?? 0;
    const value = table.value[at] ?? 0;
    if (test.values[value] !== 1 && test.keys[key] !== 1 && test.pairs.length === 0) continue;
    if (test.ignored[key] === 1) continue;
    if (test.values[value] === 1 || test.keys[key] === 1) return true;
    if (test.pairs.some((pair) => pair.keys[key] === 1 && pair.values[value] === 1)) return true;
  }
  return false;
}

/** Events, links and notes: of few rows. */
function markParts({ trace }: TraceSearchIndex, test: AttributeTest, hits: Uint8Array): void {
  const { events, links, notes } = trace;
  for (let row = 0; row < trace.count; row += 1) {
    if (hits[row] === 1) continue;
    for (let at = events.offset[row] ?? 0; at < (events.offset[row + 1] ?? 0); at += 1) {
      if (test.values[events.name[at] ?? 0] === 1 || hasHit(events.attributes, at, test)) hits[row] = 1;
    }
    for (let at = links.offset[row] ?? 0; at < (links.offset[row + 1] ?? 0); at += 1) {
      if (test.values[links.traceId[at] ?? 0] === 1 || hasHit(links.attributes, at, test)) hits[row] = 1;
    }
    for (let at = notes.offset[row] ?? 0; at < (notes.offset[row + 1] ?? 0); at += 1) {
      if (test.values[notes.value[at] ?? 0] === 1) hits[row] = 1;
    }
  }
}
