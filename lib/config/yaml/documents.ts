/**
 * Where the documents of a YAML text begin and end, as offsets, so that one can be replaced
 * while every other byte stays. A line that begins with `---` always separates, even inside a block text
 * (YAML 1.2.2, 9.1.2).
 */

import { LineStarts } from './line-starts';

/** One document. `[start, end)` is its own text; `[outerStart, end)` includes the separator line before it. */
export interface DocumentSpan {
  readonly outerStart: number;
  readonly start: number;
  readonly end: number;
  /** Line of `start` in the whole text, from 1. */
  readonly line: number;
  /** True when it holds nothing but blank lines and comments. */
  readonly isEmpty: boolean;
}

const SEPARATOR = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)[ \t]*(?:#[^\n]*)?/gm;
const BYTE_ORDER_MARK = 0xfeff;

export function splitDocuments(text: string): readonly DocumentSpan[] {
  const first = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const spans: DocumentSpan[] = [];
  const lines = new LineStarts(text);
  let outerStart = first;
  let start = first;
  const close = (end: number) => {
    // Before the first separator there may be nothing at all.
    if (end > start || outerStart < start) spans.push(span(text, lines, outerStart, start, end));
  };
  for (const separator of text.slice(first).matchAll(SEPARATOR)) {
    const at = separator.index + first;
    close(at);
    outerStart = at;
    start = afterLineEnd(text, at + separator[0].length);
  }
  close(text.length);
  return spans;
}

/** Behind the line's end when only blanks are left on it; content may also follow on the separator's own line. */
function afterLineEnd(text: string, offset: number): number {
  if (text.startsWith('\r\n', offset)) return offset + 2;
  return text[offset] === '\n' ? offset + 1 : offset;
}

function span(text: string, lines: LineStarts, outerStart: number, start: number, end: number): DocumentSpan {
  const line = lines.lineOf(start) + 1;
  return { outerStart, start, end, line, isEmpty: isBlank(text.slice(start, end)) };
}

function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line));
}
