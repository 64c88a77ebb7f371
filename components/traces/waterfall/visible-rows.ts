/** Which rows of a trace are on screen, given which are collapsed; and how to get from one to the next. Pure. */
import { rowOf, spanIdOf } from '@/lib/traces/model/span-ids';
import type { Trace } from '@/lib/traces/model/trace';

/** Rows in order, without those below collapsed ones. */
export function visibleRows(trace: Trace, collapsed: ReadonlySet<number>): Int32Array {
  const count = trace.count;
  const rows = new Int32Array(count);
  let shown = 0;
  for (let row = 0; row < count; row += collapsed.has(row) ? (trace.size[row] ?? 1) : 1) {
    rows[shown] = row;
    shown += 1;
  }
  return rows.subarray(0, shown);
}

/** Position of a row among the visible ones, or of the nearest visible one above it. */
export function positionOf(visible: Int32Array, row: number): number {
  let low = 0;
  let high = visible.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((visible[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The set without the ancestors of a row, so that the row is on screen; the same set where it is already. */
export function revealed(trace: Trace, collapsed: ReadonlySet<number>, row: number): ReadonlySet<number> {
  let next: Set<number> | null = null;
  for (let at = trace.parent[row] ?? -1; at >= 0; at = trace.parent[at] ?? -1) {
    if (!collapsed.has(at)) continue;
    next ??= new Set(collapsed);
    next.delete(at);
  }
  return next ?? collapsed;
}

export function toggled(collapsed: ReadonlySet<number>, row: number): ReadonlySet<number> {
  const next = new Set(collapsed);
  if (!next.delete(row)) next.add(row);
  return next;
}

/** Every row that has something below it, but not the roots: their children stay on screen. */
export function allCollapsed(trace: Trace): ReadonlySet<number> {
  const rows = new Set<number>();
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.size[row] ?? 1) > 1 && (trace.depth[row] ?? 0) > 0) rows.add(row);
  }
  return rows;
}

/** The rows of the same spans in another tree of the same trace; spans that are gone are left out. */
export function movedRows(from: Trace, to: Trace, rows: ReadonlySet<number>): ReadonlySet<number> {
  const moved = new Set<number>();
  for (const row of rows) {
    const found = rowOf(to, spanIdOf(from, row));
    if (found !== null) moved.add(found);
  }
  return moved;
}
