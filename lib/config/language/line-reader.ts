/**
 * Reads YAML line by line, forgiving everything: while someone types, a text is broken most of the time, and yet the
 * place of the cursor and what stands around it must be known. What parses is read by `yaml/read-yaml.ts` instead.
 */
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { readFlow } from './flow-reader';
import type { WrittenDocument, WrittenPart } from './written';

interface Frame {
  readonly isList: boolean;
  readonly indent: number;
  readonly path: ObjectPath;
  /** Name of the last field, or index of the last entry. */
  last: string | number;
}

/** Every document of a text. */
export function readLines(text: string): readonly WrittenDocument[] {
  const documents: WrittenDocument[] = [];
  let reader = new DocumentReader(text);
  let start = 0;
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    if (/^---(?:\s|$)/.test(text.slice(at, Math.min(end, at + 4)))) {
      documents.push({ from: start, to: at, parts: reader.parts });
      reader = new DocumentReader(text);
      start = at;
    } else {
      reader.line(at, end);
    }
    at = end + 1;
  }
  documents.push({ from: start, to: text.length, parts: reader.parts });
  return documents;
}

class DocumentReader {
  readonly parts: WrittenPart[] = [];
  readonly #text: string;
  readonly #stack: Frame[] = [];
  /** Lines further in than this belong to a block of text; null outside of one. */
  #blockIndent: number | null = null;
  /** What lies before this offset was read with an earlier line. */
  #readTo = 0;

  constructor(text: string) {
    this.#text = text;
  }

  line(from: number, end: number): void {
    if (from < this.#readTo) return;
    const line = this.#text.slice(from, end).replace(/\r$/, '');
    const indent = line.search(/\S/);
    if (indent < 0) return;
    if (this.#blockIndent !== null) {
      if (indent > this.#blockIndent) return;
      this.#blockIndent = null;
    }
    if (line[indent] === '#') return;
    this.#content(line, indent, from, false);
  }

  #content(line: string, column: number, from: number, isItem: boolean): void {
    const rest = line.slice(column);
    const dash = /^-(?:\s+|$)/.exec(rest);
    if (dash !== null) {
      this.#item(column, isItem);
      const inner = column + dash[0].length;
      if (inner < line.length) this.#content(line, inner, from, true);
      else this.#add('item', this.#childPath(), '', from + column, from + column + 1, null, column);
      return;
    }
    const colon = endOfName(rest);
    if (colon === null) this.#plain(rest, column, from, isItem);
    else this.#field(rest, colon, column, from, isItem);
  }

  #item(column: number, isItem: boolean): void {
    if (isItem) {
      this.#stack.push({ isList: true, indent: column, path: this.#childPath(), last: 0 });
      return;
    }
    while (this.#top !== undefined && this.#top.indent > column) this.#stack.pop();
    const top = this.#top;
    if (top?.isList === true && top.indent === column) {
      top.last = Number(top.last) + 1;
      return;
    }
    // An entry left of its list's others continues the list around it.
    this.#stack.push({ isList: true, indent: column, path: this.#childPath(), last: 0 });
  }

  #map(column: number, isItem: boolean): ObjectPath {
    if (!isItem) {
      while (this.#top !== undefined && (this.#top.indent > column || this.#isListAt(column)))
        this.#stack.pop();
      if (this.#top !== undefined && !this.#top.isList && this.#top.indent === column) return this.#top.path;
    }
    const path = this.#childPath();
    this.#stack.push({ isList: false, indent: column, path, last: '' });
    return path;
  }

  #isListAt(column: number): boolean {
    return this.#top?.isList === true && this.#top.indent === column;
  }

  #field(rest: string, colon: number, column: number, from: number, isItem: boolean): void {
    const parent = this.#map(column, isItem);
    const name = unquoted(rest.slice(0, colon).trimEnd());
    const top = this.#top;
    if (top !== undefined) top.last = name;
    const lead = /^\s*/.exec(rest.slice(colon + 1))?.[0].length ?? 0;
    const valueAt = from + column + colon + 1 + lead;
    const nameFrom = from + column;
    this.#value(
      [...parent, name],
      'field',
      name,
      nameFrom,
      nameFrom + colon,
      valueAt,
      from + column + rest.length,
      column,
    );
  }

  #plain(rest: string, column: number, from: number, isItem: boolean): void {
    const start = from + column;
    if (isItem) {
      this.#value(this.#childPath(), 'item', '', start, start, start, start + rest.length, column);
      return;
    }
    while (this.#top !== undefined && (this.#top.indent > column || this.#isListAt(column)))
      this.#stack.pop();
    const top = this.#top;
    const parent = top !== undefined && !top.isList && top.indent === column ? top.path : this.#childPath();
    const word = withoutComment(rest);
    this.#add('word', parent, word, start, start + word.length, null, column);
  }

  #value(
    path: ObjectPath,
    kind: 'field' | 'item',
    name: string,
    nameFrom: number,
    nameTo: number,
    valueFrom: number,
    end: number,
    column: number,
  ): void {
    const written = withoutComment(this.#text.slice(valueFrom, end).replace(/\r$/, ''));
    if (/^[|>][-+\d]*$/.test(written)) {
      this.#blockIndent = kind === 'field' ? column : column - 1;
      this.#add(kind, path, name, nameFrom, nameTo, null, column, valueFrom, valueFrom + written.length);
      return;
    }
    if (written.startsWith('[') || written.startsWith('{')) {
      this.#add(kind, path, name, nameFrom, nameTo, null, column, valueFrom, valueFrom + written.length);
      const flow = readFlow(this.#text, valueFrom, path, end);
      this.parts.push(...flow.parts);
      this.#readTo = flow.end;
      return;
    }
    const value = written === '' ? null : unquoted(written);
    this.#add(kind, path, name, nameFrom, nameTo, value, column, valueFrom, valueFrom + written.length);
  }

  #add(
    kind: WrittenPart['kind'],
    path: ObjectPath,
    name: string,
    nameFrom: number,
    nameTo: number,
    value: string | null,
    column: number,
    valueFrom = nameTo,
    valueTo = nameTo,
  ): void {
    this.parts.push({ path, kind, name, nameFrom, nameTo, value, valueFrom, valueTo, column, isFlow: false });
  }

  get #top(): Frame | undefined {
    return this.#stack.at(-1);
  }

  /** Path of what belongs to the last field or entry. */
  #childPath(): ObjectPath {
    const top = this.#top;
    if (top === undefined) return [];
    return top.last === '' ? top.path : [...top.path, top.last];
  }
}

/** Where the colon behind a name stands; null when the line begins with no name. */
function endOfName(rest: string): number | null {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:(?=\s|$)/.exec(rest);
  if (quoted !== null) return quoted[0].length - 1;
  if (/^[["'{#]/.test(rest)) return null;
  const found = /:(?=\s|$)/.exec(rest);
  if (found === null) return null;
  const comment = /\s#/.exec(rest);
  return comment !== null && comment.index < found.index ? null : found.index;
}

function withoutComment(written: string): string {
  if (/^["']/.test(written)) {
    const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(written);
    return quoted === null ? written : quoted[0];
  }
  return written.replace(/(?:^|\s+)#.*$/, '').trimEnd();
}

export function unquoted(written: string): string {
  const body = /^(["'])(.*?)\1?$/s.exec(written);
  return body === null ? written : (body[2] ?? '');
}
