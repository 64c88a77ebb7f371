/** Lists in brackets and objects in braces, read as far as they go: the closing one may not be typed yet. */
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { WrittenPart } from './written';

const MAX_DEPTH = 32;

/** `at` is the opening bracket's offset. Where it is never closed, reading ends at `lineEnd`. */
export function readFlow(
  text: string,
  at: number,
  path: ObjectPath,
  lineEnd: number,
): { readonly parts: readonly WrittenPart[]; readonly end: number } {
  const whole = new FlowReader(text, text.length);
  const end = whole.collection(at, path, 0);
  if (end !== null) return { parts: whole.parts, end };
  const line = new FlowReader(text, lineEnd);
  line.collection(at, path, 0);
  return { parts: line.parts, end: lineEnd };
}

class FlowReader {
  readonly parts: WrittenPart[] = [];
  readonly #text: string;
  readonly #end: number;

  constructor(text: string, end: number) {
    this.#text = text;
    this.#end = end;
  }

  /** Behind the closing bracket; null when there is none. */
  collection(open: number, path: ObjectPath, depth: number): number | null {
    if (depth > MAX_DEPTH) return null;
    const isList = this.#text[open] === '[';
    let at = open + 1;
    for (let index = 0; at < this.#end; index += 1) {
      at = this.#skip(at);
      const character = this.#text[at];
      if (character === ']' || character === '}') return at + 1;
      const next = isList ? this.#entry(at, [...path, index], depth) : this.#field(at, path, depth);
      if (next === null) return null;
      at = this.#skip(next);
      const behind = this.#text[at];
      if (behind === ',') at += 1;
      else if (behind !== ']' && behind !== '}') return null;
    }
    return null;
  }

  #entry(at: number, path: ObjectPath, depth: number): number | null {
    const character = this.#text[at];
    if (character === '[' || character === '{') return this.collection(at, path, depth + 1);
    const to = this.#scalarEnd(at, false);
    this.#add('item', path, '', at, at, at, to);
    return to;
  }

  #field(at: number, parent: ObjectPath, depth: number): number | null {
    const nameTo = this.#scalarEnd(at, true);
    const name = plain(this.#text.slice(at, nameTo));
    const colon = this.#skip(nameTo);
    if (this.#text[colon] !== ':') {
      this.parts.push({ ...part('word', parent, name, at, nameTo), valueFrom: nameTo, valueTo: nameTo });
      return nameTo;
    }
    const path = [...parent, name];
    const valueAt = this.#skip(colon + 1);
    const character = this.#text[valueAt];
    if (character === '[' || character === '{') {
      this.parts.push({ ...part('field', path, name, at, nameTo), valueFrom: valueAt, valueTo: valueAt });
      return this.collection(valueAt, path, depth + 1);
    }
    const to = this.#scalarEnd(valueAt, false);
    this.#add('field', path, name, at, nameTo, valueAt, to);
    return to;
  }

  #add(
    kind: WrittenPart['kind'],
    path: ObjectPath,
    name: string,
    nameFrom: number,
    nameTo: number,
    from: number,
    to: number,
  ): void {
    const value = plain(this.#text.slice(from, to));
    this.parts.push({
      ...part(kind, path, name, nameFrom, nameTo),
      value: value === '' ? null : value,
      valueFrom: from,
      valueTo: to,
    });
  }

  #skip(at: number): number {
    let next = at;
    while (next < this.#end && /\s/.test(this.#text[next] ?? '')) next += 1;
    return next;
  }

  /** Behind a value or a name, blanks at its end not counted. */
  #scalarEnd(at: number, isName: boolean): number {
    const quote = this.#text[at];
    if (quote === '"' || quote === "'") {
      const close = this.#text.indexOf(quote, at + 1);
      return close < 0 || close >= this.#end ? this.#end : close + 1;
    }
    let to = at;
    while (to < this.#end) {
      const character = this.#text[to] ?? '';
      if (/[,[\]{}\n]/.test(character)) break;
      if (isName && character === ':') break;
      to += 1;
    }
    while (to > at && /\s/.test(this.#text[to - 1] ?? '')) to -= 1;
    return to;
  }
}

function part(
  kind: WrittenPart['kind'],
  path: ObjectPath,
  name: string,
  nameFrom: number,
  nameTo: number,
): WrittenPart {
  return {
    kind,
    path,
    name,
    nameFrom,
    nameTo,
    value: null,
    valueFrom: nameTo,
    valueTo: nameTo,
    column: 0,
    isFlow: true,
  };
}

function plain(written: string): string {
  const body = /^(["'])(.*?)\1?$/s.exec(written.trim());
  return body === null ? written.trim() : (body[2] ?? '');
}
