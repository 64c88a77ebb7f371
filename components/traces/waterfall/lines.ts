/**
 * The lines of the waterfall: which rows stand on it, one below the other, given what is folded, what the filter takes
 * away and whether calls are one line. One pass over the rows; no line is an object. Pure.
 */
import { FAILED, type Trace } from '@/lib/traces/model/trace';

export interface LineOptions {
  /** 1 = folded (folds.ts). */
  readonly folded: Uint8Array;
  /** 1 = the filter keeps it; null = no filter, or one that only dims. */
  readonly kept: Uint8Array | null;
  /** 1 = drawn with the row before it (pairs.ts); null = each row is a line. */
  readonly halves: Uint8Array | null;
}

export interface Lines {
  readonly count: number;
  /** The row of a line; for a line that stands for hidden rows, the first of them. */
  readonly row: Int32Array;
  /** How many rows a line stands for because the filter hides them; 0 = the row itself is drawn. */
  readonly hidden: Int32Array;
  /** The sum of `hidden`. */
  readonly hiddenRows: number;
}

/** Kept rows and all above them: what a filter leaves is seen in its place. */
export function withAncestors(trace: Trace, kept: Uint8Array): Uint8Array {
  const shown = kept.slice();
  for (let row = trace.count - 1; row > 0; row -= 1) {
    const parent = trace.parent[row] ?? -1;
    if (shown[row] === 1 && parent >= 0) shown[parent] = 1;
  }
  return shown;
}

export function waterfallLines(trace: Trace, { folded, kept, halves }: LineOptions): Lines {
  const { size, parent } = trace;
  const total = trace.count;
  const shown = kept === null ? null : withAncestors(trace, kept);
  const rows = new Int32Array(total);
  const hidden = new Int32Array(total);
  let count = 0;
  let hiddenRows = 0;
  let row = 0;
  while (row < total) {
    const below = size[row] ?? 1;
    if (shown !== null && shown[row] !== 1) {
      const last = count - 1;
      const first = rows[last] ?? 0;
      // Hidden neighbours below one parent are one line.
      const goesOn = last >= 0 && (hidden[last] ?? 0) > 0 && parent[first] === parent[row];
      if (goesOn) hidden[last] = (hidden[last] ?? 0) + below;
      else {
        rows[count] = row;
        hidden[count] = below;
        count += 1;
      }
      hiddenRows += below;
      row += below;
      continue;
    }
    const half = halves !== null && halves[row + 1] === 1;
    rows[count] = row;
    count += 1;
    // A pair is folded where either half is.
    const isFolded = folded[row] === 1 || (half && folded[row + 1] === 1);
    row += isFolded ? below : half ? 2 : 1;
  }
  return { count, row: rows.subarray(0, count), hidden: hidden.subarray(0, count), hiddenRows };
}

/** The line on which a row stands, or the one that hides it. */
export function lineOf(lines: Lines, row: number): number {
  let low = 0;
  let high = lines.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines.row[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Failed spans among `count` rows from `first` on. */
export function failedAmong(trace: Trace, first: number, count: number): number {
  let failed = 0;
  for (let row = first; row < first + count; row += 1) failed += (trace.flags[row] ?? 0) & FAILED;
  return failed;
}

/** The nearest line from `at` on (in steps of `step`) that is a row of its own; null where there is none. */
export function rowLine(lines: Lines, at: number, step: 1 | -1): number | null {
  for (let line = at; line >= 0 && line < lines.count; line += step) {
    if ((lines.hidden[line] ?? 0) === 0) return line;
  }
  return null;
}
