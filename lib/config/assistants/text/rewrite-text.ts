/**
 * A text that holds another value, changed only where the values differ: comments, order, quotes, spacing and
 * whatever else was typed stay. Lists keep the lines of their entries, also when those move.
 */
import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Fields, isFields } from '@/lib/config/simulation/read/fields';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { pairItems } from './pair-items';
import {
  afterDash,
  afterKey,
  blockText,
  flowText,
  PLAIN_STYLE,
  scalarText,
  type YamlStyle,
} from './render-value';
import { isSameValue, withoutUndefined } from './same-value';
import { styleOf } from './yaml-style';

export interface RewrittenText {
  readonly text: string;
  /** False where the text is written in a way (anchors, merge keys) that could not be edited in place. */
  readonly isEdited: boolean;
}

/** `text` null writes a new one. A text that cannot be read is written anew as well. */
export function rewriteText(text: string | null, value: Fields): RewrittenText {
  const next = withoutUndefined(value) as Fields;
  const fresh = `${blockText(next, 0, PLAIN_STYLE)}\n`;
  if (text === null) return { text: fresh, isEdited: true };
  const source = text.replaceAll('\r\n', '\n');
  const edited = edit(source, next);
  if (edited === null) return { text: fresh, isEdited: false };
  return { text: text.includes('\r\n') ? edited.replaceAll('\n', '\r\n') : edited, isEdited: true };
}

function edit(source: string, next: Fields): string | null {
  const reading = readYaml(source);
  if (reading.kind === 'problems') return null;
  if (isSameValue(reading.value, next)) return source;
  const document = parseDocument(source, { uniqueKeys: false });
  const root = document.contents;
  if (root === null) return null;
  const rewriter = new Rewriter(source, styleOf(source));
  const inner = rewriter.node(root, reading.value, next, false);
  if (inner === null) return null;
  const text = source.slice(0, rewriter.startOf(root)) + inner + source.slice(rewriter.endOf(root));
  const check = readYaml(text);
  return check.kind === 'value' && isSameValue(check.value, next) ? text : null;
}

/** The lines of one entry of a block: comments above it, and itself from its key or dash on. */
interface Segment {
  readonly leading: string;
  readonly body: string;
}

class Rewriter {
  readonly #source: string;
  readonly #style: YamlStyle;

  constructor(source: string, style: YamlStyle) {
    this.#source = source;
    this.#style = style;
  }

  /** New text for `[startOf, endOf)` of the node; null where it has to be written anew. */
  node(node: unknown, before: unknown, next: unknown, inFlow: boolean): string | null {
    if (isSameValue(before, next)) return this.#source.slice(this.startOf(node), this.endOf(node));
    if (isScalar(node)) return this.#scalar(node, next);
    if (isMap(node) && isFields(before) && isFields(next) && node.items.length > 0) {
      if (Object.keys(next).length === 0) return null;
      return node.flow === true ? this.#flowMap(node, before, next) : this.#blockMap(node, before, next);
    }
    if (isSeq(node) && Array.isArray(before) && Array.isArray(next) && node.items.length > 0) {
      if (next.length === 0) return null;
      return node.flow === true || inFlow
        ? this.#flowSeq(node, before, next)
        : this.#blockSeq(node, before, next);
    }
    return null;
  }

  startOf(node: unknown): number {
    if (isMap(node) && node.flow !== true) return rangeOf(node.items[0]?.key)[0];
    return rangeOf(node)[0];
  }

  /** Behind the node with the comment on its last line, before the line's end. */
  endOf(node: unknown): number {
    if (isMap(node) && node.flow !== true) return this.#pairEnd(node.items.at(-1));
    if (isSeq(node) && node.flow !== true) return this.#lineEnd(this.endOf(node.items.at(-1)));
    const [from, to] = rangeOf(node);
    // A text of several lines ends behind its last line break.
    const trailing = /\n+$/.exec(this.#source.slice(from, to))?.[0].length ?? 0;
    return to - trailing;
  }

  #pairEnd(pair: Pair<unknown, unknown> | undefined): number {
    return this.#lineEnd(this.#valueEnd(pair));
  }

  #valueEnd(pair: Pair<unknown, unknown> | undefined): number {
    const keyTo = rangeOf(pair?.key)[1];
    const colon = this.#source.indexOf(':', keyTo) + 1;
    return pair?.value === null || pair?.value === undefined
      ? colon
      : Math.max(colon, this.endOf(pair.value));
  }

  #lineEnd(at: number): number {
    const end = this.#source.indexOf('\n', at);
    return end < 0 ? this.#source.length : end;
  }

  #column(at: number): number {
    return at - (this.#source.lastIndexOf('\n', at - 1) + 1);
  }

  #scalar(node: Node, next: unknown): string | null {
    if (typeof next === 'object' && next !== null) return null;
    const written = this.#source.slice(this.startOf(node), this.endOf(node));
    if (written === '' || /^[|>&!*]/.test(written)) return null;
    if (typeof next === 'string' && written.startsWith("'")) return `'${next.replaceAll("'", "''")}'`;
    if (typeof next === 'string' && written.startsWith('"')) return JSON.stringify(next);
    return typeof next === 'string' && next.includes('\n') ? null : scalarText(next, this.#style);
  }

  #blockMap(node: YAMLMap<unknown, unknown>, before: Fields, next: Fields): string {
    const column = this.#column(this.startOf(node));
    const kept = new Map<string, Segment>();
    let at = this.startOf(node);
    for (const [index, pair] of node.items.entries()) {
      const keyFrom = rangeOf(pair.key)[0];
      const end = this.#pairEnd(pair);
      const leading = index === 0 ? '' : this.#source.slice(at + 1, keyFrom - column);
      const name = nameOf(pair);
      if (next[name] !== undefined || before[name] === undefined) {
        kept.set(name, { leading, body: this.#pair(pair, before[name], next[name], column, end) });
      }
      at = end;
    }
    const added = (name: string): Segment => ({
      leading: '',
      body: `${scalarText(name, this.#style)}:${afterKey(next[name], column, this.#style)}`,
    });
    const missing = new Set(
      Object.keys(next).filter((name) => !kept.has(name) && !isSameValue(before[name], next[name])),
    );
    return joined(withAdded(kept, next, missing, added), column);
  }

  #pair(pair: Pair<unknown, unknown>, before: unknown, next: unknown, column: number, end: number): string {
    const keyFrom = rangeOf(pair.key)[0];
    const written = this.#source.slice(keyFrom, end);
    if (isSameValue(before, next)) return written;
    const inner = this.node(pair.value, before, next, false);
    if (inner === null) {
      const key = this.#source.slice(keyFrom, rangeOf(pair.key)[1]);
      return `${key}:${afterKey(next, column, this.#style)}`;
    }
    const source = this.#source;
    return (
      source.slice(keyFrom, this.startOf(pair.value)) + inner + source.slice(this.endOf(pair.value), end)
    );
  }

  #blockSeq(node: YAMLSeq<unknown>, before: readonly unknown[], next: readonly unknown[]): string {
    const start = this.startOf(node);
    const column = this.#column(start);
    const dashes: { readonly leading: string; readonly dash: number; readonly end: number }[] = [];
    for (const item of node.items) {
      const last = dashes.at(-1);
      const dash = last === undefined ? start : this.#nextDash(last.end + 1, column);
      const leading = last === undefined ? '' : this.#source.slice(last.end + 1, dash - column);
      dashes.push({ leading, dash, end: this.#lineEnd(Math.max(dash + 1, this.endOf(item))) });
    }
    const segments = pairItems(before, next).map((from, at): Segment => {
      const place = from === null ? undefined : dashes[from];
      const fresh = `-${afterDash(next[at], column, this.#style)}`;
      if (from === null || place === undefined) return { leading: '', body: fresh };
      const item = node.items[from];
      const inner = this.node(item, before[from], next[at], false);
      const { leading, dash, end } = place;
      const source = this.#source;
      const body =
        inner === null
          ? fresh
          : source.slice(dash, this.startOf(item)) + inner + source.slice(this.endOf(item), end);
      return { leading, body };
    });
    return joined(segments, column);
  }

  /** The first line from `at` on that is neither blank nor a comment begins with the dash. */
  #nextDash(at: number, column: number): number {
    const skipped = /^(?:[ \t]*(?:#[^\n]*)?\n)*/.exec(this.#source.slice(at))?.[0].length ?? 0;
    return at + skipped + column;
  }

  #flowMap(node: YAMLMap<unknown, unknown>, before: Fields, next: Fields): string {
    const kept = new Map<string, Segment>();
    for (const pair of node.items) {
      const name = nameOf(pair);
      if (next[name] === undefined) continue;
      const keyFrom = rangeOf(pair.key)[0];
      const inner =
        this.node(pair.value, before[name], next[name], true) ?? flowText(next[name], this.#style);
      const valueFrom = pair.value === null ? this.#valueEnd(pair) : this.startOf(pair.value);
      kept.set(name, { leading: '', body: this.#source.slice(keyFrom, valueFrom) + inner });
    }
    const added = (name: string): Segment => ({
      leading: '',
      body: `${scalarText(name, this.#style)}: ${flowText(next[name], this.#style)}`,
    });
    const missing = new Set(Object.keys(next).filter((name) => !kept.has(name)));
    const starts = node.items.map((pair) => rangeOf(pair.key)[0]);
    const ends = node.items.map((pair) => this.#valueEnd(pair));
    return this.#flow(node, starts, ends, withAdded(kept, next, missing, added));
  }

  #flowSeq(node: YAMLSeq<unknown>, before: readonly unknown[], next: readonly unknown[]): string {
    const segments = pairItems(before, next).map((from, at): Segment => {
      const inner = from === null ? null : this.node(node.items[from], before[from], next[at], true);
      return { leading: '', body: inner ?? flowText(next[at], this.#style) };
    });
    const starts = node.items.map((item) => this.startOf(item));
    const ends = node.items.map((item) => this.endOf(item));
    return this.#flow(node, starts, ends, segments);
  }

  /** Brackets and commas as they were typed, with other entries between them. */
  #flow(
    node: Node,
    starts: readonly number[],
    ends: readonly number[],
    segments: readonly Segment[],
  ): string {
    const [from, to] = rangeOf(node);
    const open = this.#source.slice(from, starts[0]);
    const close = this.#source.slice(ends.at(-1), to);
    const between = starts.length > 1 ? this.#source.slice(ends[0], starts[1]) : ', ';
    const separator = between.includes('#') ? ', ' : between;
    return open + segments.map(({ body }) => body).join(separator) + close;
  }
}

/** Kept entries in their order, each new one behind the one that it follows in `next`. */
function withAdded(
  kept: ReadonlyMap<string, Segment>,
  next: Fields,
  missing: ReadonlySet<string>,
  added: (name: string) => Segment,
): readonly Segment[] {
  const names = [...kept.keys()];
  let previous: string | null = null;
  for (const name of Object.keys(next)) {
    if (missing.has(name)) names.splice(previous === null ? 0 : names.indexOf(previous) + 1, 0, name);
    if (missing.has(name) || kept.has(name)) previous = name;
  }
  return names.map((name) => kept.get(name) ?? added(name));
}

/** The first entry begins where the cursor stands, the others on lines of their own. */
function joined(segments: readonly Segment[], column: number): string {
  const pad = ' '.repeat(column);
  return segments
    .map(({ leading, body }, index) => {
      if (index > 0) return `\n${leading}${pad}${body}`;
      return leading === '' ? body : `${leading}${pad}${body}`.replace(/^\s+/, '');
    })
    .join('');
}

function nameOf({ key }: Pair<unknown, unknown>): string {
  return isScalar(key) ? String(key.value) : '';
}

/** Of a part that has no place of its own: nowhere. */
function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as Node | null | undefined)?.range;
  return range === null || range === undefined ? [0, 0] : [range[0], range[1]];
}
