/** What changed between two texts, line by line: for the gutter, the save bar and its words. */

export type LineChange =
  | { readonly kind: 'added'; readonly line: number }
  /** `line` now holds what `was` held. */
  | { readonly kind: 'changed'; readonly line: number; readonly was: string }
  /** `lines` were removed before `line` (one past the last line when at the end). */
  | { readonly kind: 'removed'; readonly line: number; readonly lines: readonly string[] };

/** Beyond this many cells the middle part counts as rewritten; the table would be larger than the text is worth. */
const MAX_CELLS = 4_000_000;

/** Changes that lead from `before` to `after`, by lines of `after`, counted from 1. */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const old = a.slice(start, a.length - end);
  const now = b.slice(start, b.length - end);
  return hunks(old, now).flatMap((hunk) => paired(hunk, start));
}

interface Hunk {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** Index in the new middle part. */
  readonly at: number;
}

function hunks(old: readonly string[], now: readonly string[]): readonly Hunk[] {
  if (old.length === 0 && now.length === 0) return [];
  if (old.length * now.length > MAX_CELLS) return [{ removed: old, added: now, at: 0 }];
  const common = commonLengths(old, now);
  const width = now.length + 1;
  const found: { removed: string[]; added: string[]; at: number }[] = [];
  let open: { removed: string[]; added: string[]; at: number } | null = null;
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      open = null;
      i += 1;
      j += 1;
      continue;
    }
    if (open === null) {
      open = { removed: [], added: [], at: j };
      found.push(open);
    }
    const skipOld = common[(i + 1) * width + j] ?? -1;
    const skipNew = common[i * width + j + 1] ?? -1;
    if (j >= now.length || (i < old.length && skipOld >= skipNew)) {
      open.removed.push(old[i] ?? '');
      i += 1;
    } else {
      open.added.push(now[j] ?? '');
      j += 1;
    }
  }
  return found;
}

/** Length of the longest common subsequence of the rests from (i, j). */
function commonLengths(old: readonly string[], now: readonly string[]): Int32Array {
  const width = now.length + 1;
  const table = new Int32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        old[i] === now[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  return table;
}

/** Lines that replace lines are changed ones; what is over is added or removed. */
function paired(hunk: Hunk, offset: number): readonly LineChange[] {
  const first = offset + hunk.at + 1;
  const both = Math.min(hunk.removed.length, hunk.added.length);
  const changes: LineChange[] = hunk.added.map((_, index) =>
    index < both
      ? { kind: 'changed', line: first + index, was: hunk.removed[index] ?? '' }
      : { kind: 'added', line: first + index },
  );
  if (hunk.removed.length > both) {
    changes.push({ kind: 'removed', line: first + hunk.added.length, lines: hunk.removed.slice(both) });
  }
  return changes;
}

/** "2 lines changed, 1 added"; null when nothing did. */
export function changesText(changes: readonly LineChange[]): string | null {
  const count = { changed: 0, added: 0, removed: 0 };
  for (const change of changes) count[change.kind] += change.kind === 'removed' ? change.lines.length : 1;
  const parts = (['changed', 'added', 'removed'] as const).filter((kind) => count[kind] > 0);
  const [first] = parts;
  if (first === undefined) return null;
  const lines = count[first] === 1 ? 'line' : 'lines';
  return parts
    .map((kind, index) => (index === 0 ? `${count[kind]} ${lines} ${kind}` : `${count[kind]} ${kind}`))
    .join(', ');
}

/** `100` for `weight: 80` that was `weight: 100`: only where one value of the same field changed. */
export function formerValue(was: string, now: string): string | null {
  const field = /^(\s*(?:- )?[\w./-]+:\s+)(\S.*)$/;
  const before = field.exec(was);
  const after = field.exec(now);
  if (before === null || after === null || before[1] !== after[1]) return null;
  const value = (before[2] ?? '').replace(/\s+#.*$/, '');
  return value.length <= 40 ? value : null;
}
