/** A text's structure for finding one's way: which part the cursor is in, and where each begins. */
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { readLines } from './line-reader';

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
  const entries: OutlineEntry[] = [];
  for (const { parts, to } of readLines(text)) {
    const known = new Map<string, { path: ObjectPath; from: number }>();
    for (const part of parts) {
      if (part.kind === 'word') continue;
      // An entry of a list whose first field stands on the dash's line has no part of its own.
      for (let length = 1; length <= part.path.length; length += 1) {
        const path = part.path.slice(0, length);
        const key = JSON.stringify(path);
        if (!known.has(key)) known.set(key, { path, from: part.nameFrom });
      }
    }
    const all = [...known.values()];
    const values = new Map(
      parts.filter(({ kind }) => kind !== 'word').map((part) => [JSON.stringify(part.path), part.value]),
    );
    all.forEach(({ path, from }, index) => {
      const next = all.slice(index + 1).find((other) => !isInside(other.path, path));
      const hasParts = all[index + 1] !== undefined && isInside(all[index + 1]?.path ?? [], path);
      const last = path.at(-1) ?? '';
      entries.push({
        path,
        label: typeof last === 'number' ? `[${last}]` : last,
        hint: hintOf(path, values),
        from,
        to: next?.from ?? to,
        depth: path.length - 1,
        hasParts,
      });
    });
  }
  return entries.slice(0, MOST);
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
  if (own != null) return own;
  for (const name of NAMING) {
    const found = values.get(JSON.stringify([...path, name]));
    if (found != null) return found;
  }
  return '';
}
