/**
 * Which rows of a trace are folded: all from a level down, and single rows that differ from that. So a trace of a
 * million spans folds by one number, and what was done by hand is a short list. Pure.
 */
import { rowOf, spanIdOf } from '@/lib/traces/model/span-ids';
import type { Trace } from '@/lib/traces/model/trace';

/** A trace, or one whose levels are counted otherwise (calls that are one line have one level). */
export type FoldTree = Pick<Trace, 'count' | 'depth' | 'size' | 'parent'>;

export interface Folds {
  /** Rows at this depth and deeper are folded; null = none are. */
  readonly level: number | null;
  /** Rows that are the other way round. */
  readonly flipped: ReadonlySet<number>;
}

/** Larger traces open folded below what the roots called. */
export const OPENS_FOLDED = 50_000;

export function firstFolds(trace: Trace): Folds {
  return { level: trace.count > OPENS_FOLDED ? 1 : null, flipped: new Set() };
}

export function isFolded(trace: FoldTree, folds: Folds, row: number): boolean {
  const byLevel = folds.level !== null && (trace.depth[row] ?? 0) >= folds.level;
  return byLevel !== folds.flipped.has(row);
}

export function withFold(trace: FoldTree, folds: Folds, row: number, folded: boolean): Folds {
  if (isFolded(trace, folds, row) === folded) return folds;
  const flipped = new Set(folds.flipped);
  if (!flipped.delete(row)) flipped.add(row);
  return { ...folds, flipped };
}

/** One mark per row: 1 = folded. Rows with nothing below them are never folded. */
export function foldMarks(trace: FoldTree, folds: Folds): Uint8Array {
  const { depth, size, count } = trace;
  const marks = new Uint8Array(count);
  if (folds.level !== null) {
    for (let row = 0; row < count; row += 1) {
      if ((depth[row] ?? 0) >= folds.level && (size[row] ?? 1) > 1) marks[row] = 1;
    }
  }
  for (const row of folds.flipped) if ((size[row] ?? 1) > 1) marks[row] = 1 - (marks[row] ?? 0);
  return marks;
}

/** Every ancestor of a row unfolded, so that the row is on screen; the same folds where it is already. */
export function revealed(trace: FoldTree, folds: Folds, row: number): Folds {
  let next = folds;
  for (let at = trace.parent[row] ?? -1; at >= 0; at = trace.parent[at] ?? -1) {
    next = withFold(trace, next, at, false);
  }
  return next;
}

/** Many rows on screen at once, each ancestor looked at once. */
export function allRevealed(trace: FoldTree, folds: Folds, rows: Iterable<number>): Folds {
  const flipped = new Set(folds.flipped);
  const seen = new Uint8Array(trace.count);
  for (const row of rows) {
    for (let at = trace.parent[row] ?? -1; at >= 0 && seen[at] === 0; at = trace.parent[at] ?? -1) {
      seen[at] = 1;
      if (folds.level !== null && (trace.depth[at] ?? 0) >= folds.level) flipped.add(at);
      else flipped.delete(at);
    }
  }
  return { level: folds.level, flipped };
}

/** A row and all that is below it folded or unfolded. */
export function subtreeFolded(trace: FoldTree, folds: Folds, row: number, folded: boolean): Folds {
  const flipped = new Set(folds.flipped);
  const end = row + (trace.size[row] ?? 1);
  for (let at = row; at < end; at += 1) {
    if ((trace.size[at] ?? 1) < 2) continue;
    const byLevel = folds.level !== null && (trace.depth[at] ?? 0) >= folds.level;
    if (byLevel === folded) flipped.delete(at);
    else flipped.add(at);
  }
  return { level: folds.level, flipped };
}

/** The deepest level that is open, closed (`step` −1); or the highest closed one, opened (`step` 1). */
export function levelFolded(trace: FoldTree, folds: Folds, step: 1 | -1): Folds {
  const marks = foldMarks(trace, folds);
  let deepestOpen = -1;
  let highestFolded = Number.POSITIVE_INFINITY;
  for (let row = 0; row < trace.count; row += marks[row] === 1 ? (trace.size[row] ?? 1) : 1) {
    if ((trace.size[row] ?? 1) < 2) continue;
    const depth = trace.depth[row] ?? 0;
    if (marks[row] === 1) highestFolded = Math.min(highestFolded, depth);
    else deepestOpen = Math.max(deepestOpen, depth);
  }
  if (step === -1) return deepestOpen < 0 ? folds : { level: deepestOpen, flipped: new Set() };
  if (highestFolded === Number.POSITIVE_INFINITY) return folds;
  const level = highestFolded + 1;
  return { level: hasLevel(trace, level) ? level : null, flipped: new Set() };
}

/** Whether anything at this depth has something below it. */
function hasLevel(trace: FoldTree, level: number): boolean {
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.depth[row] ?? 0) >= level && (trace.size[row] ?? 1) > 1) return true;
  }
  return false;
}

/** The folds of the same spans in another reading of the same trace; spans that are gone are left out. */
export function movedFolds(from: Trace, to: Trace, folds: Folds): Folds {
  if (folds.flipped.size === 0) return folds;
  const flipped = new Set<number>();
  for (const row of folds.flipped) {
    const found = rowOf(to, spanIdOf(from, row));
    if (found !== null) flipped.add(found);
  }
  return { level: folds.level, flipped };
}

/** Longer lists stay out of the address: it has to remain one that can be sent. */
const MOST_WRITTEN = 40;

/** `2` or `2.<span id>.<span id>` or `.<span id>`; null = as the trace opens. */
export function writeFolds(trace: Trace, folds: Folds): string | null {
  const first = firstFolds(trace);
  if (folds.level === first.level && folds.flipped.size === 0) return null;
  const ids = [...folds.flipped].slice(0, MOST_WRITTEN).map((row) => spanIdOf(trace, row));
  return [folds.level === null ? 'open' : String(folds.level), ...ids].join('.');
}

/** Anything else than what `writeFolds` writes is how the trace opens. */
export function readFolds(trace: Trace, text: string | null): Folds {
  const [head = '', ...ids] = (text ?? '').split('.');
  if (head !== 'open' && !/^\d{1,6}$/.test(head)) return firstFolds(trace);
  const flipped = new Set<number>();
  for (const id of ids.slice(0, MOST_WRITTEN)) {
    const row = rowOf(trace, id);
    if (row !== null) flipped.add(row);
  }
  return { level: head === 'open' ? null : Number(head), flipped };
}
