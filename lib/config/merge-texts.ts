/** Two texts that came from the same one, put together line by line where they do not touch each other's lines. */
import { type LineChange, lineChanges } from './line-diff';

interface Edit {
  /** Lines `[from, to)` of the base, from 0, that are replaced. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** The merged text; null where both changed the same lines, or lines that touch. */
export function mergeTexts(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const own = editsOf(base, mine);
  const others = editsOf(base, theirs).filter((edit) => !own.some((known) => isSameEdit(known, edit)));
  const isTouching = own.some((a) => others.some((b) => a.from <= b.to && b.from <= a.to));
  if (isTouching) return null;
  const lines = base.split('\n');
  for (const { from, to, lines: insert } of [...own, ...others].sort((a, b) => b.from - a.from)) {
    lines.splice(from, to - from, ...insert);
  }
  return lines.join('\n');
}

function isSameEdit(a: Edit, b: Edit): boolean {
  return a.from === b.from && a.to === b.to && a.lines.join('\n') === b.lines.join('\n');
}

/** Changes by lines of `after`, turned into replacements of lines of `before`. */
function editsOf(before: string, after: string): readonly Edit[] {
  const now = after.split('\n');
  const edits: Edit[] = [];
  /** How many more lines `after` has so far. */
  let shift = 0;
  for (const change of lineChanges(before, after)) {
    const from = change.line - 1 - shift;
    const edit = editOf(change, from, now);
    shift += edit.lines.length - (edit.to - edit.from);
    const last = edits.at(-1);
    if (last !== undefined && last.to === edit.from) {
      edits[edits.length - 1] = { from: last.from, to: edit.to, lines: [...last.lines, ...edit.lines] };
    } else {
      edits.push(edit);
    }
  }
  return edits;
}

function editOf(change: LineChange, from: number, now: readonly string[]): Edit {
  if (change.kind === 'removed') return { from, to: from + change.lines.length, lines: [] };
  const lines = [now[change.line - 1] ?? ''];
  return { from, to: change.kind === 'added' ? from : from + 1, lines };
}
