/**
 * Edits of YAML text that keep everything else as it was typed: renaming a key, replacing a value,
 * moving a field with its lines to another place.
 */

import type { ObjectPath, Positions } from '@/lib/config/yaml/positions';
import type { TextEdit } from '@/lib/config/yaml/problem';

export interface ParsedText {
  readonly text: string;
  readonly value: unknown;
  readonly positions: Positions;
}

export function valueAt(value: unknown, path: ObjectPath): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string | number, unknown>)[part];
  }
  return at;
}

export function renameKey({ text, positions }: ParsedText, path: ObjectPath, name: string): TextEdit | null {
  const range = positions.at(path);
  const written = path.at(-1);
  if (range === null || text.slice(range.keyFrom, range.keyTo) !== written) return null;
  return { from: range.keyFrom, to: range.keyTo, insert: name };
}

export function replaceValue(
  { text, positions }: ParsedText,
  path: ObjectPath,
  insert: string,
): TextEdit | null {
  const range = positions.at(path);
  if (range === null) return null;
  const quoted = /["']/.test(text[range.valueFrom - 1] ?? '');
  return quoted
    ? { from: range.valueFrom - 1, to: range.valueTo + 1, insert }
    : { from: range.valueFrom, to: range.valueTo, insert };
}

/**
 * Moves the field at `path` into the object at `home`, which is created beside its siblings when it is missing.
 * Null where the text is not in a form that can be moved by whole lines.
 */
export function moveField(
  parsed: ParsedText,
  path: ObjectPath,
  home: ObjectPath,
): readonly TextEdit[] | null {
  const lines = fieldLines(parsed, path);
  const target = insertionAt(parsed, home);
  if (lines === null || target === null) return null;
  if (valueAt(parsed.value, [...home, path.at(-1) ?? '']) !== undefined) return null;
  const body = target.missing.length === 0 ? '' : `${' '.repeat(target.indent)}${target.missing[0]}:\n`;
  const indent = target.indent + (target.missing.length === 0 ? 0 : 2);
  const moved = reindented(parsed.text.slice(lines.from, lines.to), indent - lines.indent);
  const insert = `${target.needsBreak ? '\n' : ''}${body}${moved.endsWith('\n') ? moved : `${moved}\n`}`;
  return [
    { from: target.offset, to: target.offset, insert },
    { from: lines.from, to: lines.to, insert: '' },
  ];
}

/** Adds `key: value` (one line) as the last field of the object at `home`, made beside its siblings when missing. */
export function insertField(
  parsed: ParsedText,
  home: ObjectPath,
  key: string,
  value: string,
): TextEdit | null {
  const target = insertionAt(parsed, home);
  if (target === null || valueAt(parsed.value, [...home, key]) !== undefined) return null;
  const [missing] = target.missing;
  const indent = ' '.repeat(target.indent);
  const lines =
    missing === undefined
      ? `${indent}${key}: ${value}\n`
      : `${indent}${missing}:\n${indent}  ${key}: ${value}\n`;
  return { from: target.offset, to: target.offset, insert: `${target.needsBreak ? '\n' : ''}${lines}` };
}

interface FieldLines {
  readonly from: number;
  readonly to: number;
  readonly indent: number;
}

/** The whole lines of a field; null when it shares a line with something else. */
export function fieldLines({ text, positions }: ParsedText, path: ObjectPath): FieldLines | null {
  const range = positions.at(path);
  if (range === null) return null;
  const from = text.lastIndexOf('\n', range.keyFrom - 1) + 1;
  const before = text.slice(from, range.keyFrom);
  const end = text.indexOf('\n', Math.max(range.valueTo, range.keyTo));
  const to = end < 0 ? text.length : end + 1;
  const isFlow = /^[[{]/.test(text.slice(range.valueFrom));
  const spansLines = isFlow && text.slice(range.valueFrom, to).split('\n').length > 2;
  return before.trim() !== '' || spansLines ? null : { from, to, indent: before.length };
}

interface Insertion {
  readonly offset: number;
  readonly indent: number;
  /** Names of the objects that have to be made, at most one. */
  readonly missing: readonly string[];
  readonly needsBreak: boolean;
}

function insertionAt(parsed: ParsedText, home: ObjectPath): Insertion | null {
  const found = valueAt(parsed.value, home);
  if (isBlockMap(parsed, home, found)) return { ...endOf(parsed, home, found), missing: [] };
  const parentPath = home.slice(0, -1);
  const parent = valueAt(parsed.value, parentPath);
  const name = home.at(-1);
  if (found !== undefined || typeof name !== 'string' || !isBlockMap(parsed, parentPath, parent)) return null;
  return { ...endOf(parsed, parentPath, parent), missing: [name] };
}

function isBlockMap(parsed: ParsedText, path: ObjectPath, value: unknown): value is Record<string, unknown> {
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    Object.keys(value).length === 0
  ) {
    return false;
  }
  const range = parsed.positions.at(path);
  return range !== null && parsed.text[range.valueFrom] !== '{';
}

/** Behind the last line of an object, and the column of its fields. */
function endOf(parsed: ParsedText, path: ObjectPath, value: Record<string, unknown>) {
  const { text, positions } = parsed;
  const first = positions.nearest([...path, Object.keys(value)[0] ?? '']);
  const lineStart = text.lastIndexOf('\n', first.keyFrom - 1) + 1;
  const end = text.indexOf('\n', positions.nearest(path).valueTo);
  return {
    offset: end < 0 ? text.length : end + 1,
    indent: first.keyFrom - lineStart,
    needsBreak: end < 0 && !text.endsWith('\n'),
  };
}

function reindented(lines: string, by: number): string {
  return lines
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line;
      return by >= 0
        ? ' '.repeat(by) + line
        : line.slice(Math.min(-by, line.length - line.trimStart().length));
    })
    .join('\n');
}
