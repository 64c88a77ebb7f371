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
  const entries: OpenEntry[] = [];
  for (const { parts, to } of readLines(text)) addEntries(parts, to, entries);
  return entries;
}

type OpenEntry = { -readonly [K in keyof OutlineEntry]: OutlineEntry[K] } & {
  /** Place among `NAMING` of the field that the hint is from; -1 = the entry's own value. */
  rank: number;
};

/** Parts come in the order of the text, so the entries around one are those that are open still. */
function addEntries(parts: readonly WrittenPart[], end: number, entries: OpenEntry[]): void {
  const open: OpenEntry[] = [];
  for (const part of parts) {
    // A word that is being typed will be a field of the object that it stands in.
    const path = part.kind === 'word' ? [...part.path, part.name] : part.path;
    let shared = 0;
    while (shared < open.length && shared < path.length && lastOf(open[shared]) === path[shared]) shared += 1;
    for (const closed of open.splice(shared)) closed.to = part.nameFrom;
    // An entry of a list whose first field stands on the dash's line has no part of its own.
    for (let length = shared + 1; length <= path.length && entries.length < MOST; length += 1) {
      const around = open.at(-1);
      if (around !== undefined) around.hasParts = true;
      const entry = entryOf(path.slice(0, length), part.nameFrom, end);
      entries.push(entry);
      open.push(entry);
    }
    if (part.value !== null && open.length >= path.length - 1) giveHint(open, path, part.value);
  }
}

function lastOf(entry: OpenEntry | undefined): string | number | undefined {
  return entry?.path.at(-1);
}

function entryOf(path: ObjectPath, from: number, end: number): OpenEntry {
  const last = path.at(-1) ?? '';
  const label = typeof last === 'number' ? `[${last}]` : last;
  return {
    path,
    label,
    hint: '',
    rank: NAMING.length,
    from,
    to: end,
    depth: path.length - 1,
    hasParts: false,
  };
}

/** A value tells its own entry apart, and the entry of a list that it is a naming field of. */
function giveHint(open: readonly OpenEntry[], path: ObjectPath, value: string): void {
  const own = open[path.length - 1];
  if (own !== undefined && own.rank >= 0) {
    own.hint = value;
    own.rank = -1;
  }
  const around = open[path.length - 2];
  const rank = NAMING.indexOf(String(path.at(-1)));
  if (around === undefined || typeof lastOf(around) !== 'number' || rank < 0 || rank >= around.rank) return;
  around.hint = value;
  around.rank = rank;
}

/** The innermost path around an offset. */
export function pathAround(outline: readonly OutlineEntry[], offset: number): ObjectPath {
  return outline.findLast(({ from, to }) => from <= offset && offset <= to)?.path ?? [];
}
