/** A text's structure for finding one's way: which part the cursor is in, and where each begins. */
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { readLines } from './line-reader';
import type { WrittenPart } from './written';

export interface OutlineEntry {
  readonly path: ObjectPath;
  /** As the list shows it: the field, or the entry with what names it. */
  readonly label: string;
  /** A name or value that tells entries apart; empty where there is none. */
  readonly hint: string;
  readonly from: number;
  /** Behind its last line. */
  readonly to: number;
  readonly depth: number;
  /** It has parts of its own. */
  readonly hasParts: boolean;
}

const NAMING = ['name', 'host', 'subset', 'kind', 'hostname', 'mode', 'prefix', 'exact', 'regex'];
const MOST = 5_000;

export function outlineOf(text: string): readonly OutlineEntry[] {
  return readLines(text)
    .flatMap(({ parts, to }) => entriesOf(parts, to))
    .slice(0, MOST);
}

type OpenEntry = { -readonly [K in keyof OutlineEntry]: OutlineEntry[K] };

function entriesOf(parts: readonly WrittenPart[], end: number): readonly OutlineEntry[] {
  // A word that is being typed will be a field of the object that it stands in.
  const written = parts.map((part) =>
    part.kind === 'word' ? { ...part, path: [...part.path, part.name] } : part,
  );
  const values = new Map(written.map((part) => [JSON.stringify(part.path), part.value]));
  const seen = new Set<string>();
  const entries: OpenEntry[] = [];
  const open: OpenEntry[] = [];
  for (const { path: whole, nameFrom } of written) {
    // An entry of a list whose first field stands on the dash's line has no part of its own.
    for (let length = 1; length <= whole.length; length += 1) {
      const path = whole.slice(0, length);
      const key = JSON.stringify(path);
      if (seen.has(key)) continue;
      seen.add(key);
      for (let last = open.at(-1); last !== undefined && !isInside(path, last.path); last = open.at(-1)) {
        last.to = nameFrom;
        open.pop();
      }
      const around = open.at(-1);
      if (around !== undefined) around.hasParts = true;
      const last = path.at(-1) ?? '';
      const label = typeof last === 'number' ? `[${last}]` : last;
      const entry = {
        path,
        label,
        hint: hintOf(path, values),
        from: nameFrom,
        to: end,
        depth: length - 1,
        hasParts: false,
      };
      entries.push(entry);
      open.push(entry);
    }
  }
  return entries;
}

/** The innermost path around an offset. */
export function pathAround(outline: readonly OutlineEntry[], offset: number): ObjectPath {
  return outline.findLast(({ from, to }) => from <= offset && offset <= to)?.path ?? [];
}

function isInside(path: ObjectPath, around: ObjectPath): boolean {
  return path.length > around.length && around.every((part, index) => path[index] === part);
}

function hintOf(path: ObjectPath, values: ReadonlyMap<string, string | null>): string {
  const own = values.get(JSON.stringify(path));
  if (own != null || typeof path.at(-1) === 'string') return own ?? '';
  for (const name of NAMING) {
    const found = values.get(JSON.stringify([...path, name]));
    if (found != null) return found;
  }
  return '';
}
