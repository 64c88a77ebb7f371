/**
 * The bars of a flame graph as a picture needs them, the same for both kinds: where each lies, on which line, and which
 * bars a line holds from left to right. Columns by bar; lengths are nanoseconds.
 */

import { sortPositions } from '@/lib/traces/model/order';
import { FAILED, type Trace } from '@/lib/traces/model/trace';
import { type ClockFlame, clockFlame } from './clock-flame';
import { type Flame, mergedFlame } from './merged-flame';

export interface FlameBars {
  readonly count: number;
  readonly left: Float64Array;
  readonly width: Float64Array;
  readonly line: Int32Array;
  readonly lines: number;
  /** −1 for bars that stand on nothing. */
  readonly parent: Int32Array;
  /** Bars of the subtree: it is the range from the bar to bar + size − 1. */
  readonly size: Int32Array;
  readonly service: Int32Array;
  readonly name: Int32Array;
  /** Spans in the bar, and how many of them failed. */
  readonly spans: Int32Array;
  readonly failed: Int32Array;
  readonly selfNs: Float64Array;
  readonly durationNs: Float64Array;
  /** The span that stands for the bar, and the bar of each span. */
  readonly row: Int32Array;
  readonly ofRow: Int32Array;
  /** Width of all. */
  readonly totalNs: number;
  /** Bars of line l, from left to right, are `byLine[lineAt[l]] … byLine[lineAt[l + 1] − 1]`. */
  readonly lineAt: Int32Array;
  readonly byLine: Int32Array;
  /** All bars, the one with the most self time first: the table beside the picture opens in this order. */
  readonly bySelf: Int32Array;
}

/** Merged by operation, or by the clock. */
export type FlameKind = 'merged' | 'clock';

/** `self`: self time by row. */
export function flameBars(trace: Trace, self: Float64Array, by: FlameKind): FlameBars {
  return by === 'merged'
    ? barsOfMerged(mergedFlame(trace, self))
    : barsByClock(trace, self, clockFlame(trace));
}

export function barsOfMerged(flame: Flame): FlameBars {
  const { depth, leftNs, widthNs, maxDepth, ...rest } = flame;
  const lines = flame.count === 0 ? 0 : maxDepth + 1;
  return {
    ...rest,
    left: leftNs,
    width: widthNs,
    line: depth,
    lines,
    ...linesOf(depth, lines, leftNs),
    bySelf: mostFirst(flame.selfNs, flame.count),
  };
}

/** `self`: self time by row. */
export function barsByClock(trace: Trace, self: Float64Array, clock: ClockFlame): FlameBars {
  const rows = new Int32Array(trace.count);
  const failed = new Int32Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    rows[row] = row;
    failed[row] = (trace.flags[row] ?? 0) & FAILED;
  }
  return {
    count: trace.count,
    left: trace.startNs,
    width: trace.durationNs,
    line: clock.line,
    lines: clock.lines,
    parent: trace.parent,
    size: trace.size,
    service: trace.service,
    name: trace.name,
    spans: new Int32Array(trace.count).fill(1),
    failed,
    selfNs: self,
    durationNs: trace.durationNs,
    row: rows,
    ofRow: rows,
    totalNs: trace.totalNs,
    ...linesOf(clock.line, clock.lines, trace.startNs),
    bySelf: mostFirst(self, trace.count),
  };
}

/** Positions by their figure, the greatest first; equal ones stay in their order. */
function mostFirst(figures: Float64Array, count: number): Int32Array {
  const positions = Int32Array.from({ length: count }, (_, at) => at);
  sortPositions(
    positions,
    0,
    count,
    figures.map((figure) => -figure),
  );
  return positions;
}

/** By counting; only lines whose bars do not come from left to right already are sorted. */
function linesOf(line: Int32Array, lines: number, left: Float64Array): Pick<FlameBars, 'lineAt' | 'byLine'> {
  const lineAt = new Int32Array(lines + 1);
  for (const at of line) lineAt[at + 1] = (lineAt[at + 1] ?? 0) + 1;
  for (let at = 0; at < lines; at += 1) lineAt[at + 1] = (lineAt[at + 1] ?? 0) + (lineAt[at] ?? 0);
  const next = lineAt.slice();
  const byLine = new Int32Array(line.length);
  line.forEach((at, bar) => {
    const place = next[at] ?? 0;
    byLine[place] = bar;
    next[at] = place + 1;
  });
  for (let at = 0; at < lines; at += 1) {
    const bars = byLine.subarray(lineAt[at] ?? 0, lineAt[at + 1] ?? 0);
    const isOrdered = bars.every(
      (bar, index) => index === 0 || (left[bars[index - 1] ?? 0] ?? 0) <= (left[bar] ?? 0),
    );
    if (!isOrdered) bars.sort((a, b) => (left[a] ?? 0) - (left[b] ?? 0));
  }
  return { lineAt, byLine };
}
