/**
 * The critical path: which span the trace was waiting for at each moment, walked back from the root's end.
 * The rules are Jaeger's (https://www.uber.com/blog/crisp-critical-path-analysis-for-microservice-architectures/)
 * with two differences: a child that ends exactly where the next one starts is on the path, and work that the parent
 * does not wait for (followed from, or a consumer below a producer) never is. No recursion, any depth.
 */
import { float64, int32, NumberList } from './model/number-list';
import { sortPositions } from './model/order';
import { ASYNCHRONOUS, endNs, hasFlag, ORPHAN, rootRows, type Trace } from './model/trace';

export interface CriticalPath {
  /** Sections in the order of time; section i belongs to `row[i]` and spans `fromNs[i]`–`toNs[i]`, nanoseconds from the trace's start. */
  readonly row: Int32Array;
  readonly fromNs: Float64Array;
  readonly toNs: Float64Array;
  /** Of a row: its sections are `byRow[offset[row]] … byRow[offset[row + 1] - 1]`, in the order of time. */
  readonly offset: Int32Array;
  readonly byRow: Int32Array;
  /** Time on the path of each row itself, ns. */
  readonly ownNs: Float64Array;
  /** 1 where the row is on the path, itself or through a child. */
  readonly visited: Uint8Array;
  /** Length of the path, ns. */
  readonly totalNs: number;
}

export function criticalPath(trace: Trace): CriticalPath {
  const clipped = clip(trace);
  const children = childrenByEnd(trace, clipped);
  const visited = new Uint8Array(trace.count);
  const sections = new Sections();
  const roots = realRoots(trace);
  for (const root of roots) walk(trace, root, clipped, children, visited, sections);
  return indexed(trace.count, sections, visited, roots.length === 1);
}

/** Within one root from the last to the first. */
class Sections {
  readonly row = new NumberList(int32);
  readonly from = new NumberList(float64);
  readonly to = new NumberList(float64);

  add(row: number, from: number, to: number): void {
    this.row.push(row);
    this.from.push(from);
    this.to.push(to);
  }
}

/** The parts of spans that count: each child within its parent. `use` is 0 for rows that cannot be on the path. */
interface Clipped {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly use: Uint8Array;
}

function clip(trace: Trace): Clipped {
  const count = trace.count;
  const start = trace.startNs.slice();
  const end = new Float64Array(count);
  for (let at = 0; at < count; at += 1) end[at] = endNs(trace, at);
  const use = new Uint8Array(count).fill(1);
  let row = 0;
  while (row < count) {
    const parent = trace.parent[row] ?? -1;
    if (parent >= 0) {
      const from = start[parent] ?? 0;
      const to = end[parent] ?? 0;
      const own = start[row] ?? 0;
      const outside = own >= to || (own < from && (end[row] ?? 0) <= from);
      if (outside || hasFlag(trace, row, ASYNCHRONOUS)) {
        const after = row + (trace.size[row] ?? 1);
        use.fill(0, row, after);
        row = after;
        continue;
      }
      start[row] = Math.max(own, from);
      end[row] = Math.min(end[row] ?? 0, to);
    }
    row += 1;
  }
  return { start, end, use };
}

interface Children {
  /** Rows grouped by parent, each group by end, latest first; of equal ends the earliest start comes first. */
  readonly rows: Int32Array;
  /** The group of row r is `rows[first[r]] … rows[first[r + 1] - 1]`. */
  readonly first: Int32Array;
}

function childrenByEnd(trace: Trace, clipped: Clipped): Children {
  const count = trace.count;
  const first = new Int32Array(count + 1);
  let used = 0;
  for (let row = 0; row < count; row += 1) {
    const parent = trace.parent[row] ?? -1;
    if (parent < 0 || clipped.use[row] === 0) continue;
    first[parent + 1] = (first[parent + 1] ?? 0) + 1;
    used += 1;
  }
  for (let row = 0; row < count; row += 1) first[row + 1] = (first[row + 1] ?? 0) + (first[row] ?? 0);
  const rows = new Int32Array(used);
  const fill = first.slice();
  // Rows of one parent are visited by start, so a stable sort by end alone keeps ties in that order.
  for (let row = 0; row < count; row += 1) {
    const parent = trace.parent[row] ?? -1;
    if (parent < 0 || clipped.use[row] === 0) continue;
    rows[fill[parent] ?? 0] = row;
    fill[parent] = (fill[parent] ?? 0) + 1;
  }
  for (let row = 0; row < count; row += 1) {
    const from = first[row] ?? 0;
    const to = first[row + 1] ?? 0;
    if (to - from > 1)
      rows.subarray(from, to).sort((a, b) => (clipped.end[b] ?? 0) - (clipped.end[a] ?? 0) || a - b);
  }
  return { rows, first };
}

/** Roots that are no orphans; where the root is missing, the earliest orphan stands in, else nothing could be said. */
function realRoots(trace: Trace): number[] {
  const roots: number[] = [];
  for (const row of rootRows(trace)) if (!hasFlag(trace, row, ORPHAN)) roots.push(row);
  return roots.length > 0 || trace.count === 0 ? roots : [0];
}

function walk(
  trace: Trace,
  root: number,
  clipped: Clipped,
  children: Children,
  visited: Uint8Array,
  sections: Sections,
): void {
  // How far each row's children have been looked at: limits only fall, so no child is looked at twice.
  const next = children.first.slice(root, root + (trace.size[root] ?? 1));
  const limit = clipped.end.slice(root, root + (trace.size[root] ?? 1));
  const emit = (row: number, from: number, to: number): void => {
    if (to > from) sections.add(row, from, to);
  };
  let at = root;
  visited[root] = 1;
  for (;;) {
    const local = at - root;
    const until = limit[local] ?? 0;
    const last = children.first[at + 1] ?? 0;
    let pointer = next[local] ?? last;
    while (pointer < last && (clipped.end[children.rows[pointer] ?? 0] ?? 0) > until) pointer += 1;
    next[local] = pointer + 1;
    if (pointer < last) {
      const child = children.rows[pointer] ?? 0;
      emit(at, clipped.end[child] ?? 0, until);
      visited[child] = 1;
      at = child;
      continue;
    }
    emit(at, clipped.start[at] ?? 0, until);
    if (at === root) return;
    const parent = trace.parent[at] ?? root;
    limit[parent - root] = clipped.start[at] ?? 0;
    at = parent;
  }
}

function indexed(count: number, sections: Sections, visited: Uint8Array, isOneRoot: boolean): CriticalPath {
  const total = sections.row.length;
  const order = new Int32Array(total);
  for (let at = 0; at < total; at += 1) order[at] = total - 1 - at;
  // The paths of several roots may lie beside each other.
  if (!isOneRoot) sortPositions(order, 0, total, sections.from.data);
  const row = new Int32Array(total);
  const fromNs = new Float64Array(total);
  const toNs = new Float64Array(total);
  const offset = new Int32Array(count + 1);
  const ownNs = new Float64Array(count);
  let totalNs = 0;
  for (let index = 0; index < total; index += 1) {
    const at = order[index] ?? 0;
    const mine = sections.row.data[at] ?? 0;
    const from = sections.from.data[at] ?? 0;
    const to = sections.to.data[at] ?? 0;
    row[index] = mine;
    fromNs[index] = from;
    toNs[index] = to;
    offset[mine + 1] = (offset[mine + 1] ?? 0) + 1;
    ownNs[mine] = (ownNs[mine] ?? 0) + to - from;
    totalNs += to - from;
  }
  for (let at = 0; at < count; at += 1) offset[at + 1] = (offset[at + 1] ?? 0) + (offset[at] ?? 0);
  const fill = offset.slice();
  const byRow = new Int32Array(total);
  for (let index = 0; index < total; index += 1) {
    const mine = row[index] ?? 0;
    const place = fill[mine] ?? 0;
    byRow[place] = index;
    fill[mine] = place + 1;
  }
  return { row, fromNs, toNs, offset, byRow, ownNs, visited, totalNs };
}
