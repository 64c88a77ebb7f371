/**
 * A trace as a flame graph in which calls of one operation from one caller are one bar: siblings of the same service and
 * name are merged, with all below them. The width of a bar is the time that its spans took together, so it shows where
 * time is spent, not when: calls side by side add up. No recursion.
 */
import { FAILED, hasFlag, type Trace } from '@/lib/traces/model/trace';

/** Bars in pre-order, the widest sibling first. Columns by bar; times are nanoseconds. */
export interface Flame {
  readonly count: number;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** Bars in the subtree, the bar itself included. */
  readonly size: Int32Array;
  readonly maxDepth: number;
  /** Position in `trace.services` and `trace.names`. */
  readonly service: Int32Array;
  readonly name: Int32Array;
  /** Spans merged. */
  readonly spans: Int32Array;
  readonly failed: Int32Array;
  /** Sum of the spans' durations. */
  readonly durationNs: Float64Array;
  /** Sum of the spans' self times. */
  readonly selfNs: Float64Array;
  /** Width: the durations, or what is below where that is more (children that run side by side). */
  readonly widthNs: Float64Array;
  /** Where the bar begins, from the left edge of all. */
  readonly leftNs: Float64Array;
  /** Width of all. */
  readonly totalNs: number;
  /** The row of the longest span of each bar. */
  readonly row: Int32Array;
  /** The bar of each row of the trace. */
  readonly ofRow: Int32Array;
}

/** `self`: self time by row, nanoseconds. */
export function mergedFlame(trace: Trace, self: Float64Array): Flame {
  const bars = gather(trace, self);
  const width = widths(bars);
  const order = preOrder(bars, width);
  return arranged(bars, width, order);
}

/** Bars in the order in which they were met: a parent always before its children. */
interface Bars {
  readonly parent: number[];
  readonly service: number[];
  readonly name: number[];
  readonly spans: number[];
  readonly failed: number[];
  readonly durationNs: number[];
  readonly selfNs: number[];
  readonly row: number[];
  readonly ofRow: Int32Array;
}

function gather(trace: Trace, self: Float64Array): Bars {
  const bars: Bars = {
    parent: [],
    service: [],
    name: [],
    spans: [],
    failed: [],
    durationNs: [],
    selfNs: [],
    row: [],
    ofRow: new Int32Array(trace.count),
  };
  // Bars by parent and operation, both in one number.
  const names = trace.names.length + 1;
  const operations = names * (trace.services.length + 1);
  const known = new Map<number, number>();
  for (let row = 0; row < trace.count; row += 1) {
    const above = trace.parent[row] ?? -1;
    const parent = above < 0 ? -1 : (bars.ofRow[above] ?? -1);
    const service = trace.service[row] ?? 0;
    const name = trace.name[row] ?? 0;
    const operation = (parent + 1) * operations + service * names + name;
    let bar = known.get(operation);
    if (bar === undefined) {
      bar = bars.parent.length;
      known.set(operation, bar);
      bars.parent.push(parent);
      bars.service.push(service);
      bars.name.push(name);
      bars.spans.push(0);
      bars.failed.push(0);
      bars.durationNs.push(0);
      bars.selfNs.push(0);
      bars.row.push(row);
    }
    bars.ofRow[row] = bar;
    const duration = trace.durationNs[row] ?? 0;
    if (duration > (trace.durationNs[bars.row[bar] ?? row] ?? 0)) bars.row[bar] = row;
    bars.spans[bar] = (bars.spans[bar] ?? 0) + 1;
    if (hasFlag(trace, row, FAILED)) bars.failed[bar] = (bars.failed[bar] ?? 0) + 1;
    bars.durationNs[bar] = (bars.durationNs[bar] ?? 0) + duration;
    bars.selfNs[bar] = (bars.selfNs[bar] ?? 0) + (self[row] ?? 0);
  }
  return bars;
}

/** A bar is at least as wide as what stands on it. */
function widths(bars: Bars): Float64Array {
  const count = bars.parent.length;
  const below = new Float64Array(count);
  const width = new Float64Array(count);
  for (let bar = count - 1; bar >= 0; bar -= 1) {
    width[bar] = Math.max(bars.durationNs[bar] ?? 0, below[bar] ?? 0);
    const parent = bars.parent[bar] ?? -1;
    if (parent >= 0) below[parent] = (below[parent] ?? 0) + (width[bar] ?? 0);
  }
  return width;
}

/** Bars by pre-order, the widest sibling first. */
function preOrder(bars: Bars, width: Float64Array): Int32Array {
  const count = bars.parent.length;
  // Children of bar b are `children[first[b + 1]] … children[first[b + 2] - 1]`; those of nobody come first.
  const first = new Int32Array(count + 2);
  for (const parent of bars.parent) first[parent + 2] = (first[parent + 2] ?? 0) + 1;
  for (let at = 1; at < first.length; at += 1) first[at] = (first[at] ?? 0) + (first[at - 1] ?? 0);
  const next = first.slice();
  const children = new Int32Array(count);
  bars.parent.forEach((parent, bar) => {
    const at = next[parent + 1] ?? 0;
    children[at] = bar;
    next[parent + 1] = at + 1;
  });
  const order = new Int32Array(count);
  const stack: number[] = [];
  // The narrowest is pushed first, so that the widest comes off the stack first.
  const push = (parent: number): void => {
    const own = children.subarray(first[parent + 1] ?? 0, first[parent + 2] ?? 0);
    if (own.length > 1) own.sort((a, b) => (width[a] ?? 0) - (width[b] ?? 0) || b - a);
    for (const bar of own) stack.push(bar);
  };
  push(-1);
  for (let at = 0; stack.length > 0; at += 1) {
    const bar = stack.pop() ?? 0;
    order[at] = bar;
    push(bar);
  }
  return order;
}

function arranged(bars: Bars, width: Float64Array, order: Int32Array): Flame {
  const count = order.length;
  const place = new Int32Array(count);
  order.forEach((bar, at) => {
    place[bar] = at;
  });
  const pick = (column: readonly number[]) => Int32Array.from(order, (bar) => column[bar] ?? 0);
  const pickTimes = (column: ArrayLike<number>) => Float64Array.from(order, (bar) => column[bar] ?? 0);
  const parent = Int32Array.from(order, (bar) => {
    const above = bars.parent[bar] ?? -1;
    return above < 0 ? -1 : (place[above] ?? -1);
  });
  const widthNs = pickTimes(width);
  const depth = new Int32Array(count);
  const size = new Int32Array(count).fill(1);
  const leftNs = new Float64Array(count);
  // Where the next child of each bar begins; the last entry is for the roots.
  const next = new Float64Array(count + 1);
  let maxDepth = 0;
  for (let at = 0; at < count; at += 1) {
    const above = parent[at] ?? -1;
    const slot = above < 0 ? count : above;
    depth[at] = above < 0 ? 0 : (depth[above] ?? 0) + 1;
    maxDepth = Math.max(maxDepth, depth[at] ?? 0);
    leftNs[at] = next[slot] ?? 0;
    next[slot] = (next[slot] ?? 0) + (widthNs[at] ?? 0);
    next[at] = leftNs[at] ?? 0;
  }
  for (let at = count - 1; at >= 0; at -= 1) {
    const above = parent[at] ?? -1;
    if (above >= 0) size[above] = (size[above] ?? 1) + (size[at] ?? 1);
  }
  return {
    count,
    parent,
    depth,
    size,
    maxDepth,
    service: pick(bars.service),
    name: pick(bars.name),
    spans: pick(bars.spans),
    failed: pick(bars.failed),
    durationNs: pickTimes(bars.durationNs),
    selfNs: pickTimes(bars.selfNs),
    widthNs,
    leftNs,
    totalNs: next[count] ?? 0,
    row: pick(bars.row),
    ofRow: Int32Array.from(bars.ofRow, (bar) => place[bar] ?? 0),
  };
}
