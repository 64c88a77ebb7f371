/** Edits that change the shape around fields and keep every line: into an object, out of one, into a list. */
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { TextEdit } from '@/lib/config/yaml/problem';
import { type ParsedText, valueAt } from './move-field';

const STEP = 2;

/** All fields of the object at `path` go into a new object `name` inside it; null where it has one already. */
export function wrapFields(parsed: ParsedText, path: ObjectPath, name: string): readonly TextEdit[] | null {
  const range = parsed.positions.at(path);
  if (range === null || valueAt(parsed.value, [...path, name]) !== undefined) return null;
  const { text } = parsed;
  if (text[range.valueFrom] === '{') {
    return [
      { from: range.valueFrom, to: range.valueFrom, insert: `{${name}: ` },
      { from: flowEnd(text, range.valueFrom), to: flowEnd(text, range.valueFrom), insert: '}' },
    ];
  }
  const column = range.valueFrom - (text.lastIndexOf('\n', range.valueFrom - 1) + 1);
  const head = {
    from: range.valueFrom,
    to: range.valueFrom,
    insert: `${name}:\n${' '.repeat(column + STEP)}`,
  };
  return [head, ...shifted(text, range.valueFrom, range.valueTo)];
}

/** The entry at `path` becomes a list of one. */
export function wrapInList(parsed: ParsedText, path: ObjectPath): readonly TextEdit[] | null {
  const range = parsed.positions.at(path);
  if (range === null) return null;
  const { text } = parsed;
  if (text[range.valueFrom] === '{') {
    return [
      { from: range.valueFrom, to: range.valueFrom, insert: '[' },
      { from: flowEnd(text, range.valueFrom), to: flowEnd(text, range.valueFrom), insert: ']' },
    ];
  }
  return [
    { from: range.valueFrom, to: range.valueFrom, insert: '- ' },
    ...shifted(text, range.valueFrom, range.valueTo),
  ];
}

/** The fields of the object at `path` take its place; null where that cannot be done by whole lines. */
export function unwrapFields(parsed: ParsedText, path: ObjectPath): readonly TextEdit[] | null {
  const range = parsed.positions.at(path);
  if (range === null || range.keyTo > range.valueFrom) return null;
  return [{ from: range.keyFrom, to: range.valueFrom, insert: '' }, ...shiftedBack(parsed, path)];
}

/** Behind the bracket that closes the one at `from`. */
function flowEnd(text: string, from: number): number {
  const part = /"(?:\\.|[^"\\])*"|(?<=[[{,:\s])'(?:''|[^'])*'|(?<=\s)#[^\n]*|[[\]{}]/g;
  part.lastIndex = from;
  let depth = 0;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    if (found[0] === '{' || found[0] === '[') depth += 1;
    else if (found[0] === '}' || found[0] === ']') depth -= 1;
    if (depth === 0) return found.index + 1;
  }
  return text.length;
}

function shifted(text: string, from: number, to: number): TextEdit[] {
  return lineStarts(text, from, to).map((at) => ({ from: at, to: at, insert: ' '.repeat(STEP) }));
}

function shiftedBack({ text, positions }: ParsedText, path: ObjectPath): TextEdit[] {
  const range = positions.nearest(path);
  const lineOf = (offset: number) => text.lastIndexOf('\n', offset - 1) + 1;
  const by = range.valueFrom - lineOf(range.valueFrom) - (range.keyFrom - lineOf(range.keyFrom));
  if (by <= 0) return [];
  return lineStarts(text, range.valueFrom, range.valueTo)
    .filter((at) => text.slice(at, at + by).trim() === '' && text[at + by - 1] === ' ')
    .map((at) => ({ from: at, to: at + by, insert: '' }));
}

/** Where the lines after the first begin, blank ones left out. */
function lineStarts(text: string, from: number, to: number): readonly number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n', from); at >= 0 && at + 1 < to; at = text.indexOf('\n', at + 1)) {
    if (text[at + 1] !== '\n') starts.push(at + 1);
  }
  return starts;
}
