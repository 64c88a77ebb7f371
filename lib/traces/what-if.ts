/**
 * What would be gained if something took less time: the trace is reckoned again with every span's waiting kept as it was.
 * A span waits, before it starts a child and before it ends, for those of its children that had ended by then; between
 * that it works itself. So a shorter child lets later ones start earlier, unless a sibling that runs beside it now ends
 * last; and work that nobody waits for gains nothing. No recursion: rows below come after their parents.
 */

import { sortPositions } from './model/order';
import { ASYNCHRONOUS, childRows, endNs, hasFlag, mainRoot, type Trace } from './model/trace';

export type Change =
  /** The span, with all that it waits for, takes `factor` of its time. */
  | { readonly kind: 'span'; readonly row: number; readonly factor: number }
  /** The own work of every span of a service takes `factor` of its time; position in `trace.services`. */
  | { readonly kind: 'service'; readonly service: number; readonly factor: number }
  /** As `service`, of the spans of one name; position in `trace.names`. */
  | { readonly kind: 'operation'; readonly service: number; readonly name: number; readonly factor: number };

/** By how much the main root would end earlier, ns. Never negative for factors up to 1. */
export function gainOf(trace: Trace, change: Change): number {
  if (trace.count === 0) return 0;
  const root = mainRoot(trace);
  const before = trace.durationNs[root] ?? 0;
  return before - (newDurations(trace, change)[root] ?? before);
}

/** `gainOf` of each change. */
export function gainsOf(trace: Trace, changes: readonly Change[]): number[] {
  return changes.map((change) => gainOf(trace, change));
}

/** The duration of every row after a change, ns. */
export function newDurations(trace: Trace, change: Change): Float64Array {
  const durations = trace.durationNs.slice();
  if (change.kind === 'span') {
    durations[change.row] = (durations[change.row] ?? 0) * change.factor;
    // Only the ancestors can end earlier; what is below the row is within its new time.
    for (let row = trace.parent[change.row] ?? -1; row >= 0; row = trace.parent[row] ?? -1) {
      durations[row] = newDuration(trace, row, durations, 1);
    }
    return durations;
  }
  for (let row = trace.count - 1; row >= 0; row -= 1) {
    const isMeant =
      trace.service[row] === change.service && (change.kind === 'service' || trace.name[row] === change.name);
    durations[row] = newDuration(trace, row, durations, isMeant ? change.factor : 1);
  }
  return durations;
}

/** How long a row takes with the new durations of its children, its own work taking `factor` of what it took. */
function newDuration(trace: Trace, row: number, durations: Float64Array, factor: number): number {
  const start = trace.startNs[row] ?? 0;
  const end = endNs(trace, row);
  const kids = waitedFor(trace, row, end);
  if (kids.length === 0) return (trace.durationNs[row] ?? 0) * factor;
  const byEnd = kids.slice();
  sortByEnd(trace, byEnd);
  const newEnds = new Map<number, number>();
  let next = 0;
  let lastEnd = start;
  let lastNewEnd = 0;
  // What the span waits for at an instant: the last of the children that had ended by then.
  const waitUntil = (instant: number): number => {
    while (next < byEnd.length && endNs(trace, byEnd[next] ?? 0) <= instant) {
      const kid = byEnd[next] ?? 0;
      const newEnd = newEnds.get(kid);
      // One without a length that starts just now: it is waited for afterwards.
      if (newEnd === undefined) break;
      lastEnd = Math.max(lastEnd, endNs(trace, kid));
      lastNewEnd = Math.max(lastNewEnd, newEnd);
      next += 1;
    }
    return lastNewEnd + Math.max(0, instant - lastEnd) * factor;
  };
  for (const kid of kids) {
    const newStart = waitUntil(trace.startNs[kid] ?? 0);
    // A child that starts before its parent counts from there only.
    const early = Math.max(0, start - (trace.startNs[kid] ?? 0));
    newEnds.set(kid, newStart + Math.max(0, (durations[kid] ?? 0) - early));
  }
  return waitUntil(end);
}

/** Children that have ended when the row ends, by their start. */
function waitedFor(trace: Trace, row: number, end: number): Int32Array<ArrayBuffer> {
  const kids: number[] = [];
  for (const child of childRows(trace, row)) {
    if (!hasFlag(trace, child, ASYNCHRONOUS) && endNs(trace, child) <= end) kids.push(child);
  }
  return Int32Array.from(kids);
}

function sortByEnd(trace: Trace, rows: Int32Array): void {
  const places = Int32Array.from(rows.keys());
  sortPositions(
    places,
    0,
    places.length,
    Float64Array.from(rows, (row) => endNs(trace, row)),
  );
  const before = rows.slice();
  places.forEach((place, at) => {
    rows[at] = before[place] ?? 0;
  });
}
