/**
 * Where the difference of two traces' durations comes from.
 *
 * The accounting: the critical path of a trace fills its root's span without gap or overlap, so the time on it, span by
 * span, adds up to the whole. What a part explains is therefore the time that its spans are on the path in the second
 * trace less the time in the first, and all parts together explain the difference exactly. Nanoseconds; positive = the
 * second trace is slower.
 */
import type { CriticalPath } from '@/lib/traces/critical-path';
import { FAILED, hasFlag, nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';
import { type Alignment, type PairKind, pairKind } from './align';

/** A trace with what was computed of it. */
export interface ComparedTrace {
  readonly trace: Trace;
  readonly path: CriticalPath;
  /** Self time per row, ns. */
  readonly self: Float64Array;
}

/** Two figures of the same thing, first and second trace. */
export interface Sides {
  readonly a: number;
  readonly b: number;
}

/** One merged row's own part. */
export interface RowDifference {
  /** Merged row. */
  readonly row: number;
  readonly kind: PairKind;
  readonly durationNs: Sides;
  readonly selfNs: Sides;
  /** Time on the critical path, of the row itself. */
  readonly pathNs: Sides;
  readonly failed: { readonly a: boolean; readonly b: boolean };
}

export function rowDifference(
  a: ComparedTrace,
  b: ComparedTrace,
  alignment: Alignment,
  row: number,
): RowDifference {
  const rowA = alignment.a[row] ?? -1;
  const rowB = alignment.b[row] ?? -1;
  const of = (column: 'durationNs' | 'self' | 'path'): Sides => ({
    a: figure(a, column, rowA),
    b: figure(b, column, rowB),
  });
  return {
    row,
    kind: pairKind(alignment, row),
    durationNs: of('durationNs'),
    selfNs: of('self'),
    pathNs: of('path'),
    failed: {
      a: rowA >= 0 && hasFlag(a.trace, rowA, FAILED),
      b: rowB >= 0 && hasFlag(b.trace, rowB, FAILED),
    },
  };
}

function figure(side: ComparedTrace, column: 'durationNs' | 'self' | 'path', row: number): number {
  if (row < 0) return 0;
  if (column === 'durationNs') return side.trace.durationNs[row] ?? 0;
  return (column === 'self' ? side.self[row] : side.path.ownNs[row]) ?? 0;
}

/** A part of both traces: all spans of one operation, or of one service. */
export interface PartDifference {
  readonly service: string;
  /** Null: the whole service. */
  readonly name: string | null;
  readonly spans: Sides;
  readonly failed: Sides;
  /** Sum of durations. */
  readonly durationNs: Sides;
  readonly selfNs: Sides;
  readonly pathNs: Sides;
  /** `pathNs.b - pathNs.a`: what this part explains of the difference. */
  readonly explainsNs: number;
  /** The merged row that explains most of it; where a click leads. −1 where the part is not on any row. */
  readonly row: number;
}

export type PartLevel = 'operation' | 'service';

/** All parts of both traces, what explains most first. Their `explainsNs` add up to `explainedNs`. */
export function partDifferences(
  a: ComparedTrace,
  b: ComparedTrace,
  alignment: Alignment,
  level: PartLevel,
): readonly PartDifference[] {
  const parts = new Map<string, Sums>();
  const add = (side: 'a' | 'b', compared: ComparedTrace): void => {
    const { trace } = compared;
    const merged = side === 'a' ? alignment.ofA : alignment.ofB;
    for (let row = 0; row < trace.count; row += 1) {
      const name = level === 'service' ? null : nameOf(trace, row);
      const sums = sumsOf(parts, serviceOf(trace, row), name);
      sums.spans[side] += 1;
      if (hasFlag(trace, row, FAILED)) sums.failed[side] += 1;
      sums.durationNs[side] += trace.durationNs[row] ?? 0;
      sums.selfNs[side] += compared.self[row] ?? 0;
      const own = compared.path.ownNs[row] ?? 0;
      sums.pathNs[side] += own;
      const at = merged[row] ?? -1;
      sums.rows.set(at, (sums.rows.get(at) ?? 0) + (side === 'a' ? -own : own));
    }
  };
  add('a', a);
  add('b', b);
  return [...parts.values()]
    .map(({ rows, ...sums }): PartDifference => {
      const explainsNs = sums.pathNs.b - sums.pathNs.a;
      return { ...sums, explainsNs, row: strongest(rows, explainsNs) };
    })
    .sort(
      (x, y) =>
        Math.abs(y.explainsNs) - Math.abs(x.explainsNs) ||
        Math.abs(y.selfNs.b - y.selfNs.a) - Math.abs(x.selfNs.b - x.selfNs.a) ||
        x.service.localeCompare(y.service) ||
        (x.name ?? '').localeCompare(y.name ?? ''),
    );
}

interface Sums {
  readonly service: string;
  readonly name: string | null;
  readonly spans: { a: number; b: number };
  readonly failed: { a: number; b: number };
  readonly durationNs: { a: number; b: number };
  readonly selfNs: { a: number; b: number };
  readonly pathNs: { a: number; b: number };
  readonly rows: Map<number, number>;
}

function sumsOf(parts: Map<string, Sums>, service: string, name: string | null): Sums {
  const key = `${service}\n${name ?? ''}`;
  const known = parts.get(key);
  if (known !== undefined) return known;
  const none = () => ({ a: 0, b: 0 });
  const made: Sums = {
    service,
    name,
    spans: none(),
    failed: none(),
    durationNs: none(),
    selfNs: none(),
    pathNs: none(),
    rows: new Map(),
  };
  parts.set(key, made);
  return made;
}

/** The row that goes furthest in the direction of the whole. */
function strongest(rows: ReadonlyMap<number, number>, whole: number): number {
  const sign = whole < 0 ? -1 : 1;
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const [row, change] of rows) {
    if (row >= 0 && change * sign > most) {
      most = change * sign;
      best = row;
    }
  }
  return best;
}

/** How much longer the second critical path is than the first. */
export function explainedNs(a: ComparedTrace, b: ComparedTrace): number {
  return b.path.totalNs - a.path.totalNs;
}
