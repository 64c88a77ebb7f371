/**
 * A trace as columns: one row per span in pre-order (a parent, then its children by start, each with all below it),
 * so that a subtree is a range of rows and nothing needs recursion. Times are microseconds from the trace's start.
 */
import type { Span, Trace } from './search';
import { settledDurations, settledStarts, warnOfSkew } from './settled-times';
import { spanFailed } from './span-status';
import { positionsByStart } from './start-order';
import { linkSpans, type SpanLinks } from './tree-links';

export interface TraceTree {
  readonly traceId: string;
  /** Unix microseconds: the earliest start. */
  readonly startUs: number;
  /** From the earliest start to the latest end. */
  readonly durationUs: number;
  /** In the order of rows. */
  readonly spans: readonly Span[];
  /** Distinct service names, in the order of their first row. */
  readonly services: readonly string[];
  /** Row of the parent, or -1. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** Spans in the subtree with the row itself: the next row outside it is `row + size[row]`. */
  readonly size: Int32Array;
  readonly start: Float64Array;
  /** Never negative. */
  readonly duration: Float64Array;
  /** Position in `services`. */
  readonly service: Int32Array;
  /** 1 where the parent does not wait for the span. */
  readonly asynchronous: Uint8Array;
  /** 1 where the span names a parent that is not here. */
  readonly orphan: Uint8Array;
  /** 1 where the span itself failed; see `spanFailed`. */
  readonly failed: Uint8Array;
  /** Failed spans below the row, itself not counted. */
  readonly failedBelow: Int32Array;
  readonly maxDepth: number;
  /** What is odd about single rows. */
  readonly warnings: ReadonlyMap<number, readonly string[]>;
  /** Row of a span id; where an id occurs twice, the server's or the first. */
  readonly rowOf: Pick<ReadonlyMap<string, number>, 'get'>;
}

export function buildTree(trace: Trace): TraceTree {
  const { spans } = trace;
  const warnings = new Map<number, string[]>();
  const warn = (position: number, sentence: string): void => {
    const list = warnings.get(position);
    if (list === undefined) warnings.set(position, [sentence]);
    else list.push(sentence);
  };
  const links = linkSpans(spans, warn);
  const starts = settledStarts(spans, links.parent, warn);
  const durations = settledDurations(spans, warn);
  warnOfSkew(spans, links, starts, warn);
  const order = preOrder(links.parent, starts);
  return inRows(trace, links, { starts, durations, order, warnings });
}

/** Positions in pre-order, children and roots by start. Follows links instead of calling itself, so depth costs nothing. */
function preOrder(parent: Int32Array, starts: Float64Array): Int32Array {
  const count = parent.length;
  const byStart = positionsByStart(starts);
  // Entry 0 is a common root above all roots, so that position p is entry p + 1.
  const firstChild = new Int32Array(count + 1).fill(-1);
  const nextSibling = new Int32Array(count + 1).fill(-1);
  for (let index = count - 1; index >= 0; index -= 1) {
    const position = byStart[index] ?? 0;
    const above = (parent[position] ?? -1) + 1;
    nextSibling[position + 1] = firstChild[above] ?? -1;
    firstChild[above] = position;
  }
  const order = new Int32Array(count);
  let row = 0;
  let at = firstChild[0] ?? -1;
  while (at >= 0) {
    order[row] = at;
    row += 1;
    let next = firstChild[at + 1] ?? -1;
    while (next < 0 && at >= 0) {
      next = nextSibling[at + 1] ?? -1;
      if (next < 0) at = parent[at] ?? -1;
    }
    at = next;
  }
  return order;
}

interface Settled {
  readonly starts: Float64Array;
  readonly durations: Float64Array;
  readonly order: Int32Array;
  readonly warnings: ReadonlyMap<number, readonly string[]>;
}

function inRows(trace: Trace, links: SpanLinks, settled: Settled): TraceTree {
  const { order } = settled;
  const count = order.length;
  const rowAt = new Int32Array(count);
  for (let row = 0; row < count; row += 1) rowAt[order[row] ?? 0] = row;
  const columns = emptyColumns(count);
  const services = new Map<string, number>();
  const spans: Span[] = [];
  const warnings = new Map<number, readonly string[]>();
  let startUs = Number.POSITIVE_INFINITY;
  for (const start of settled.starts) if (start < startUs) startUs = start;
  let maxDepth = 0;
  let durationUs = 0;
  for (let row = 0; row < count; row += 1) {
    const position = order[row] ?? 0;
    const span = trace.spans[position];
    if (span === undefined) continue;
    spans.push(span);
    const parent = links.parent[position] ?? -1;
    const parentRow = parent < 0 ? -1 : (rowAt[parent] ?? -1);
    const service = services.get(span.service) ?? services.size;
    services.set(span.service, service);
    columns.parent[row] = parentRow;
    columns.depth[row] = parentRow < 0 ? 0 : (columns.depth[parentRow] ?? 0) + 1;
    columns.start[row] = (settled.starts[position] ?? 0) - startUs;
    columns.duration[row] = settled.durations[position] ?? 0;
    columns.service[row] = service;
    columns.asynchronous[row] = links.asynchronous[position] ?? 0;
    columns.orphan[row] = links.orphan[position] ?? 0;
    columns.failed[row] = spanFailed(span) ? 1 : 0;
    maxDepth = Math.max(maxDepth, columns.depth[row] ?? 0);
    durationUs = Math.max(durationUs, (columns.start[row] ?? 0) + (columns.duration[row] ?? 0));
    const found = settled.warnings.get(position);
    if (found !== undefined || span.warnings.length > 0) {
      warnings.set(row, [...(found ?? []), ...span.warnings]);
    }
  }
  addUp(columns);
  return {
    traceId: trace.traceId,
    startUs: count === 0 ? 0 : startUs,
    durationUs,
    spans,
    services: [...services.keys()],
    ...columns,
    maxDepth,
    warnings,
    // Looked up seldom: a second table of all ids would cost more than anything else here.
    rowOf: {
      get(id) {
        const position = links.positionOf.get(id);
        return position === undefined ? undefined : rowAt[position];
      },
    },
  };
}

type Columns = Pick<
  TraceTree,
  | 'parent'
  | 'depth'
  | 'size'
  | 'start'
  | 'duration'
  | 'service'
  | 'asynchronous'
  | 'orphan'
  | 'failed'
  | 'failedBelow'
>;

function emptyColumns(count: number): Columns {
  return {
    parent: new Int32Array(count),
    depth: new Int32Array(count),
    size: new Int32Array(count).fill(1),
    start: new Float64Array(count),
    duration: new Float64Array(count),
    service: new Int32Array(count),
    asynchronous: new Uint8Array(count),
    orphan: new Uint8Array(count),
    failed: new Uint8Array(count),
    failedBelow: new Int32Array(count),
  };
}

/** From the last row up: every child stands after its parent, so one pass sums whole subtrees. */
function addUp(columns: Columns): void {
  for (let row = columns.parent.length - 1; row >= 0; row -= 1) {
    const parent = columns.parent[row] ?? -1;
    if (parent < 0) continue;
    columns.size[parent] = (columns.size[parent] ?? 0) + (columns.size[row] ?? 0);
    columns.failedBelow[parent] =
      (columns.failedBelow[parent] ?? 0) + (columns.failedBelow[row] ?? 0) + (columns.failed[row] ?? 0);
  }
}

/** Rows of the direct children, in the order of their start. */
export function* childRows(tree: TraceTree, row: number): Generator<number> {
  const end = row + (tree.size[row] ?? 1);
  for (let child = row + 1; child < end; child += tree.size[child] ?? 1) yield child;
}

/** End of the row's span, in microseconds from the trace's start. */
export function endOf(tree: TraceTree, row: number): number {
  return (tree.start[row] ?? 0) + (tree.duration[row] ?? 0);
}
