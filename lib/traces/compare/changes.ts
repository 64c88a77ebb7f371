/**
 * What became of each merged row of two aligned traces. A span counts as slower or faster where its duration differs by
 * at least a tenth of the longer one and a hundredth of the longer trace: less is noise to whoever looks at the whole.
 */
import { FAILED, hasFlag, type Trace } from '@/lib/traces/model/trace';
import { type Alignment, pairKind } from './align';

export const CHANGES = ['slower', 'faster', 'added', 'removed', 'same'] as const;
export type Change = (typeof CHANGES)[number];

export const LEAST_OF_SPAN = 0.1;
export const LEAST_OF_TRACE = 0.01;

export interface ChangeColumns {
  /** By merged row: position in `CHANGES`. */
  readonly change: Uint8Array;
  /** By merged row: 1 where one side failed and the other did not. */
  readonly outcome: Uint8Array;
  /** Rows of each change, in the order of `CHANGES`. */
  readonly counts: readonly number[];
  /** Rows that only differ in their outcome or otherwise. */
  readonly changed: number;
}

export function changeColumns(a: Trace, b: Trace, alignment: Alignment): ChangeColumns {
  const change = new Uint8Array(alignment.count);
  const outcome = new Uint8Array(alignment.count);
  const counts = CHANGES.map(() => 0);
  const leastNs = Math.max(a.totalNs, b.totalNs) * LEAST_OF_TRACE;
  let changed = 0;
  for (let row = 0; row < alignment.count; row += 1) {
    const at = CHANGES.indexOf(changeOf(a, b, alignment, row, leastNs));
    change[row] = at;
    counts[at] = (counts[at] ?? 0) + 1;
    const [rowA, rowB] = [alignment.a[row] ?? -1, alignment.b[row] ?? -1];
    if (rowA >= 0 && rowB >= 0 && hasFlag(a, rowA, FAILED) !== hasFlag(b, rowB, FAILED)) outcome[row] = 1;
    if (CHANGES[at] !== 'same' || outcome[row] === 1) changed += 1;
  }
  return { change, outcome, counts, changed };
}

function changeOf(a: Trace, b: Trace, alignment: Alignment, row: number, leastNs: number): Change {
  const kind = pairKind(alignment, row);
  if (kind === 'only-a') return 'removed';
  if (kind === 'only-b') return 'added';
  const was = a.durationNs[alignment.a[row] ?? -1] ?? 0;
  const is = b.durationNs[alignment.b[row] ?? -1] ?? 0;
  const difference = Math.abs(is - was);
  if (difference === 0 || difference < leastNs || difference < Math.max(was, is) * LEAST_OF_SPAN)
    return 'same';
  return is > was ? 'slower' : 'faster';
}

/** A tree in pre-order: a trace's, or the merged one of two. */
export interface TreeColumns {
  readonly count: number;
  readonly parent: Int32Array;
  readonly depth: Int32Array | Uint16Array | Uint32Array;
  readonly size: Int32Array | Uint32Array;
}

/** 1 for the rows that are meant and all above them. */
export function withAncestors(tree: TreeColumns, meant: (row: number) => boolean): Uint8Array {
  const kept = new Uint8Array(tree.count);
  // Children come after their parents, so that one pass from the end marks whole ways.
  for (let row = tree.count - 1; row >= 0; row -= 1) {
    if (kept[row] !== 1 && meant(row)) kept[row] = 1;
    const parent = tree.parent[row] ?? -1;
    if (kept[row] === 1 && parent >= 0) kept[parent] = 1;
  }
  return kept;
}

/** Rows on screen: those that are kept (null = all) and not below a folded one. */
export function visibleRows(
  tree: TreeColumns,
  folded: ReadonlySet<number>,
  kept: Uint8Array | null,
): Int32Array<ArrayBuffer> {
  const rows = new Int32Array(tree.count);
  let count = 0;
  for (let row = 0; row < tree.count; ) {
    if (kept === null || kept[row] === 1) {
      rows[count] = row;
      count += 1;
    }
    row += folded.has(row) ? (tree.size[row] ?? 1) : 1;
  }
  return rows.slice(0, count);
}
