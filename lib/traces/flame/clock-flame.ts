/**
 * A trace as a flame graph by the clock: every span stands where and as long as it ran, on its parent. Spans of one
 * parent that overlap go into lanes, so that none hides another.
 */
import { endNs, type Trace } from '@/lib/traces/model/trace';

/** By row of the trace. */
export interface ClockFlame {
  /** Line from the top on which the row is drawn. */
  readonly line: Int32Array;
  /** Lines in all. */
  readonly lines: number;
}

/**
 * Lines are given greedily in pre-order: a row goes on the first line below its parent's on which nothing of what was
 * placed before reaches into its time. A deep or crowded trace stays as flat as that allows.
 */
export function clockFlame(trace: Trace): ClockFlame {
  const line = new Int32Array(trace.count);
  // By line: until when it is taken, in the order in which rows come. Rows of one parent come by start.
  const takenTo: number[] = [];
  const takenFrom: number[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    const parent = trace.parent[row] ?? -1;
    const start = trace.startNs[row] ?? 0;
    const end = Math.max(endNs(trace, row), start + 1);
    let at = parent < 0 ? 0 : (line[parent] ?? 0) + 1;
    while (at < takenTo.length && start < (takenTo[at] ?? 0) && end > (takenFrom[at] ?? 0)) at += 1;
    line[row] = at;
    const isNew = at >= takenTo.length;
    takenFrom[at] = isNew ? start : Math.min(takenFrom[at] ?? start, start);
    takenTo[at] = isNew ? end : Math.max(takenTo[at] ?? end, end);
  }
  return { line, lines: takenTo.length };
}
