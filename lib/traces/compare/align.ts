/**
 * Lays two traces over one another: which span of one does the work of which span of the other.
 *
 * Parents that belong together are compared child by child: children of the same service, name and kind are pairs, in the
 * order of their start. A span that has no counterpart but whose children have (a proxy or a library that one of the
 * traces has and the other has not) is taken for an inserted level: its children are compared as if they were its
 * parent's. The main roots are always a pair. No recursion; every span is looked at a bounded number of times.
 */
import { childRows, mainRoot, nameOf, rootRows, serviceOf, type Trace } from '@/lib/traces/model/trace';

/**
 * The merged tree in pre-order. A merged row stands for a row of the first trace, of the second, or of both;
 * −1 where that trace has nothing.
 */
export interface Alignment {
  readonly count: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Merged row of the parent, or −1. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** Merged rows of the subtree, the row itself included. */
  readonly size: Int32Array;
  /** Merged row by row of the first trace. */
  readonly ofA: Int32Array;
  /** Merged row by row of the second trace. */
  readonly ofB: Int32Array;
}

/** What a merged row says of the structure. */
export type PairKind = 'both' | 'only-a' | 'only-b';

export function pairKind(alignment: Alignment, row: number): PairKind {
  if ((alignment.a[row] ?? -1) < 0) return 'only-b';
  return (alignment.b[row] ?? -1) < 0 ? 'only-a' : 'both';
}

/** A merged row before its place in pre-order is known. */
interface Node {
  readonly a: number;
  readonly b: number;
  readonly children: Node[];
}

export function alignTraces(a: Trace, b: Trace): Alignment {
  const top = pairUp(a, b, rootsFirst(a), rootsFirst(b), true);
  // Pairs whose children have not been compared yet.
  const open = top.filter(isPair);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.children.push(...pairUp(a, b, [...childRows(a, node.a)], [...childRows(b, node.b)], false));
    open.push(...pairsBelow(node));
  }
  return flatten(a, b, top);
}

function isPair(node: Node): boolean {
  return node.a >= 0 && node.b >= 0;
}

/** Pairs under a node, also those under inserted levels. */
function pairsBelow(node: Node): Node[] {
  const found: Node[] = [];
  const queue = [...node.children];
  for (let child = queue.pop(); child !== undefined; child = queue.pop()) {
    if (isPair(child)) found.push(child);
    else queue.push(...child.children);
  }
  return found;
}

/** Roots with the one that names the trace in front. */
function rootsFirst(trace: Trace): number[] {
  if (trace.count === 0) return [];
  const main = mainRoot(trace);
  return [main, ...[...rootRows(trace)].filter((row) => row !== main)];
}

function keyOf(trace: Trace, row: number): string {
  return `${serviceOf(trace, row)}\n${nameOf(trace, row)}\n${trace.kind[row] ?? 0}`;
}

/**
 * Nodes for the children of one pair: pairs, spans of one side only with all that is below them, and inserted levels
 * with pairs below. In the order of the first trace, what only the second has behind its earlier sibling.
 */
function pairUp(
  a: Trace,
  b: Trace,
  rowsA: readonly number[],
  rowsB: readonly number[],
  areRoots: boolean,
): Node[] {
  const pairs = new Map<number, number>();
  const freeA = new Set(rowsA);
  const freeB = new Set(rowsB);
  const join = (rowA: number, rowB: number): void => {
    pairs.set(rowA, rowB);
    freeA.delete(rowA);
    freeB.delete(rowB);
  };
  const [firstA] = rowsA;
  const [firstB] = rowsB;
  if (areRoots && firstA !== undefined && firstB !== undefined) join(firstA, firstB);
  joinEqual(a, b, freeA, freeB, join);
  lift(a, b, freeA, freeB, join);
  const liftedInB: number[] = [];
  lift(b, a, freeB, freeA, (rowB, rowA) => {
    join(rowA, rowB);
    liftedInB.push(rowA);
  });
  return ordered(a, b, rowsA, rowsB, pairs, new Set(liftedInB));
}

/** Joins what has the same key, in order. */
function joinEqual(
  a: Trace,
  b: Trace,
  freeA: ReadonlySet<number>,
  freeB: ReadonlySet<number>,
  join: (rowA: number, rowB: number) => void,
): void {
  if (freeA.size === 0 || freeB.size === 0) return;
  const waiting = rowsByKey(b, freeB);
  for (const row of [...freeA]) {
    const other = waiting.get(keyOf(a, row))?.pop();
    if (other !== undefined) join(row, other);
  }
}

/** How many levels one trace may have more than the other at one place. */
const MOST_LEVELS = 4;
/** Descendants that are looked at under a span without counterpart. */
const MOST_LOOKED_AT = 200;

/**
 * Joins, across spans without counterpart, what stands below them and is wanted on the other side. `join` takes the row
 * of `own` first.
 */
function lift(
  own: Trace,
  other: Trace,
  freeOwn: Set<number>,
  freeOther: ReadonlySet<number>,
  join: (rowOwn: number, rowOther: number) => void,
): void {
  if (freeOther.size === 0) return;
  const wanted = rowsByKey(other, freeOther);
  let left = freeOther.size;
  for (const level of [...freeOwn]) {
    if (left === 0) break;
    const end = level + (own.size[level] ?? 1);
    const deepest = (own.depth[level] ?? 0) + MOST_LEVELS;
    let looked = 0;
    for (let row = level + 1; row < end && looked < MOST_LOOKED_AT; looked += 1) {
      const match = wanted.get(keyOf(own, row))?.pop();
      if (match === undefined) {
        row += (own.depth[row] ?? 0) >= deepest ? (own.size[row] ?? 1) : 1;
        continue;
      }
      join(row, match);
      // A level is nobody's counterpart any more.
      freeOwn.delete(level);
      left -= 1;
      row += own.size[row] ?? 1;
    }
  }
}

/** The earliest of each key at the end. */
function rowsByKey(trace: Trace, rows: ReadonlySet<number>): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(trace, row);
    const list = found.get(key);
    if (list === undefined) found.set(key, [row]);
    else list.push(row);
  }
  for (const list of found.values()) list.reverse();
  return found;
}

function ordered(
  a: Trace,
  b: Trace,
  rowsA: readonly number[],
  rowsB: readonly number[],
  pairs: ReadonlyMap<number, number>,
  /** Rows of the first trace whose counterpart stands below a level that only the second has. */
  across: ReadonlySet<number>,
): Node[] {
  const ofB = new Map([...pairs].map(([rowA, rowB]) => [rowB, rowA]));
  const nodeOfA = (row: number): Node => {
    const joined = pairs.get(row);
    if (joined !== undefined) return { a: row, b: joined, children: [] };
    return oneSided(a, row, 'a', (below) => {
      const other = pairs.get(below);
      return other === undefined ? null : { a: below, b: other, children: [] };
    });
  };
  const nodeOfB = (row: number): Node =>
    oneSided(b, row, 'b', (below) => {
      const other = ofB.get(below);
      return other === undefined ? null : { a: other, b: below, children: [] };
    });
  // What stands behind which row of the second trace; −1 = in front of all.
  const behind = new Map<number, number[]>();
  const own = new Set(rowsA);
  let earlier = -1;
  for (const row of rowsB) {
    if (ofB.has(row)) {
      // What was joined across a level stands below that level and holds no place here.
      if (own.has(ofB.get(row) ?? -1)) earlier = row;
      continue;
    }
    const list = behind.get(earlier);
    if (list === undefined) behind.set(earlier, [row]);
    else list.push(row);
  }
  const nodes: Node[] = (behind.get(-1) ?? []).map(nodeOfB);
  for (const row of rowsA) {
    if (across.has(row)) continue;
    nodes.push(nodeOfA(row));
    const joined = pairs.get(row);
    if (joined !== undefined) nodes.push(...(behind.get(joined) ?? []).map(nodeOfB));
  }
  return nodes;
}

/** A span of one trace with what is below it; `paired` answers a node for a row that has a counterpart. */
function oneSided(trace: Trace, top: number, side: 'a' | 'b', paired: (row: number) => Node | null): Node {
  const made = (row: number): Node =>
    side === 'a' ? { a: row, b: -1, children: [] } : { a: -1, b: row, children: [] };
  const root = made(top);
  const byRow = new Map([[top, root]]);
  const end = top + (trace.size[top] ?? 1);
  for (let row = top + 1; row < end; ) {
    const parent = byRow.get(trace.parent[row] ?? -1) ?? root;
    const pair = paired(row);
    const node = pair ?? made(row);
    parent.children.push(node);
    // What is below a pair is compared later.
    if (pair === null) byRow.set(row, node);
    row += pair === null ? 1 : (trace.size[row] ?? 1);
  }
  return root;
}

function flatten(a: Trace, b: Trace, top: readonly Node[]): Alignment {
  const rowsA: number[] = [];
  const rowsB: number[] = [];
  const parent: number[] = [];
  const depth: number[] = [];
  const stack = [...top].reverse().map((node) => ({ node, parent: -1, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const row = rowsA.length;
    rowsA.push(next.node.a);
    rowsB.push(next.node.b);
    parent.push(next.parent);
    depth.push(next.depth);
    for (const child of [...next.node.children].reverse()) {
      stack.push({ node: child, parent: row, depth: next.depth + 1 });
    }
  }
  const count = rowsA.length;
  const size = new Int32Array(count).fill(1);
  for (let row = count - 1; row > 0; row -= 1) {
    const above = parent[row] ?? -1;
    if (above >= 0) size[above] = (size[above] ?? 1) + (size[row] ?? 1);
  }
  return {
    count,
    a: Int32Array.from(rowsA),
    b: Int32Array.from(rowsB),
    parent: Int32Array.from(parent),
    depth: Int32Array.from(depth),
    size,
    ofA: inverse(rowsA, a.count),
    ofB: inverse(rowsB, b.count),
  };
}

function inverse(rows: readonly number[], count: number): Int32Array {
  const found = new Int32Array(count).fill(-1);
  rows.forEach((row, merged) => {
    if (row >= 0) found[row] = merged;
  });
  return found;
}
