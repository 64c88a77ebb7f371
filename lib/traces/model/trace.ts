/**
 * A trace as columns, the one form in which every page holds it.
 *
 * How views read it: a row is a number from 0 to `count - 1`. Rows stand in pre-order (a parent, then its children by
 * start, each with all that is below it), so the subtree of a row is the range `row … row + size[row] - 1`, the next row
 * outside it is `row + size[row]`, and nothing ever needs recursion. Columns are indexed by row: `trace.startNs[row]`
 * (nanoseconds from `baseNs`, whole numbers, so comparing and adding is exact), `trace.durationNs[row]`,
 * `trace.services[trace.service[row]]`, `trace.names[trace.name[row]]`, `SPAN_KINDS[trace.kind[row]]`,
 * `trace.flags[row] & FAILED`. What a row holds beyond that is read on demand, synchronously: `attributesOf(trace, row)`,
 * `attributeOf(trace, row, key)`, `eventsOf`, `linksOf`, `resourceOf`, `scopeOf`, `warningsOf`, `spanAt` (read-row.ts),
 * `spanIdOf`, `rowOf(trace, spanId)` (span-ids.ts). Attributes are columns too: one distinct JSON text per value, so a
 * loop over all rows compares the numbers in `attributes.key` and `attributes.value` and decodes each distinct value once
 * (`valueAt`). A `Trace` is plain data: it goes through `postMessage` as it is, its buffers moved with `buffersOf`.
 */
import type { Attributes, SpanScope } from './span';
import type { TextTable } from './text-table';

/** Attribute lists: entry i of owner o stands at `offset[o] … offset[o + 1] - 1`. */
export interface AttributeTable {
  readonly offset: Uint32Array<ArrayBuffer>;
  /** Position in `trace.keys`. */
  readonly key: Uint32Array<ArrayBuffer>;
  /** Position in `trace.values`. */
  readonly value: Uint32Array<ArrayBuffer>;
}

/** The events of row r are those from `offset[r]` up to `offset[r + 1]`, in the order of time. */
export interface EventTable {
  readonly offset: Uint32Array<ArrayBuffer>;
  /** From `trace.baseNs`. */
  readonly timeNs: Float64Array<ArrayBuffer>;
  /** Position in `trace.values`. */
  readonly name: Uint32Array<ArrayBuffer>;
  readonly attributes: AttributeTable;
}

/** The links of row r are those from `offset[r]` up to `offset[r + 1]`. */
export interface LinkTable {
  readonly offset: Uint32Array<ArrayBuffer>;
  /** Position in `trace.values`. */
  readonly traceId: Uint32Array<ArrayBuffer>;
  /** Two numbers each, the upper half first. */
  readonly spanId: Uint32Array<ArrayBuffer>;
  /** 1 = follows from. */
  readonly follows: Uint8Array<ArrayBuffer>;
  readonly attributes: AttributeTable;
}

export interface Trace {
  /** 16 or 32 hexadecimal digits. */
  readonly traceId: string;
  /** Spans, which is rows. */
  readonly count: number;
  /** The earliest start, nanoseconds since 1970; all columns of time count from here. 0 where there is no span. */
  readonly baseNs: bigint;
  /** From the earliest start to the latest end. */
  readonly totalNs: number;
  readonly maxDepth: number;
  /** What is odd about the whole. */
  readonly warnings: readonly string[];
  /** Whether clocks were adjusted where spans did not fit into their parents (skew.ts). */
  readonly clocksAdjusted: boolean;

  /** Distinct, in the order of their first row. */
  readonly services: readonly string[];
  readonly names: readonly string[];
  readonly resources: readonly Attributes[];
  readonly scopes: readonly SpanScope[];
  /** Distinct attribute keys. */
  readonly keys: readonly string[];
  /** Distinct values (of attributes, and other texts), each as JSON. */
  readonly values: TextTable;

  /** Row of the parent, or −1. */
  readonly parent: Int32Array<ArrayBuffer>;
  readonly depth: Int32Array<ArrayBuffer>;
  /** Spans in the subtree, the row itself included. */
  readonly size: Int32Array<ArrayBuffer>;
  readonly startNs: Float64Array<ArrayBuffer>;
  /** Never negative. */
  readonly durationNs: Float64Array<ArrayBuffer>;
  /** Position in `services`. */
  readonly service: Int32Array<ArrayBuffer>;
  /** Position in `names`. */
  readonly name: Int32Array<ArrayBuffer>;
  /** Position in `resources`. */
  readonly resource: Int32Array<ArrayBuffer>;
  /** Position in `scopes`, or −1. */
  readonly scope: Int32Array<ArrayBuffer>;
  /** Position in `SPAN_KINDS`. */
  readonly kind: Uint8Array<ArrayBuffer>;
  /** Position in `SPAN_STATUSES`. */
  readonly status: Uint8Array<ArrayBuffer>;
  /** The bits below. */
  readonly flags: Uint16Array<ArrayBuffer>;
  /** Failed spans below the row, itself not counted: the hidden errors of a folded row. */
  readonly failedBelow: Int32Array<ArrayBuffer>;
  /** What was added to the start because the clock was off; null where no clock was adjusted. */
  readonly skewNs: Float64Array<ArrayBuffer> | null;
  /** Position in `values`, or −1. */
  readonly statusMessage: Int32Array<ArrayBuffer>;
  readonly attributes: AttributeTable;
  readonly events: EventTable;
  readonly links: LinkTable;
  /** Sentences about rows, positions in `values`: those of row r are `value[offset[r]] … value[offset[r + 1] - 1]`. */
  readonly notes: { readonly offset: Uint32Array<ArrayBuffer>; readonly value: Uint32Array<ArrayBuffer> };

  /** Two numbers each, the upper half first. */
  readonly spanId: Uint32Array<ArrayBuffer>;
  /** As the span named it, whether or not it is here; 0 0 where it named none. */
  readonly parentSpanId: Uint32Array<ArrayBuffer>;
  /** Rows by the hash of their id; see span-ids.ts. */
  readonly idSlots: Int32Array<ArrayBuffer>;
}

/** The span itself failed: its status says so, or its codes do (span-status.ts). */
export const FAILED = 1;
/** The parent does not wait for it: it follows from it, or consumes what the parent produced. */
export const ASYNCHRONOUS = 2;
/** It names a parent that is not here. */
export const ORPHAN = 4;
/** The server's half of an id that a client's half has too; it stands below that one. */
export const SERVER_HALF = 8;
/** Its id occurs more than once otherwise. */
export const DUPLICATE_ID = 16;
/** Its parents formed a circle, or it named itself: drawn as a root. */
export const CIRCULAR = 32;
/** It has no usable start: drawn where its parent starts. */
export const NO_START = 64;
/** Its duration was negative, absurd or missing: drawn without a length. */
export const NO_DURATION = 128;
/** Its start was moved, as its clock was off. */
export const CLOCK_ADJUSTED = 256;
/** It starts before its parent, by more than two clocks that agree may differ. */
export const BEFORE_PARENT = 512;

/** End of the row's span, nanoseconds from `baseNs`. */
export function endNs(trace: Trace, row: number): number {
  return (trace.startNs[row] ?? 0) + (trace.durationNs[row] ?? 0);
}

export function hasFlag(trace: Trace, row: number, flag: number): boolean {
  return ((trace.flags[row] ?? 0) & flag) !== 0;
}

/** Name of the service of a row. */
export function serviceOf(trace: Trace, row: number): string {
  return trace.services[trace.service[row] ?? -1] ?? '';
}

/** Name (operation) of the span of a row. */
export function nameOf(trace: Trace, row: number): string {
  return trace.names[trace.name[row] ?? -1] ?? '';
}

/** Rows of the direct children, in the order of their start. */
export function* childRows(trace: Trace, row: number): Generator<number> {
  const end = row + (trace.size[row] ?? 1);
  for (let child = row + 1; child < end; child += trace.size[child] ?? 1) yield child;
}

/** Rows of the roots, in the order of their start. */
export function* rootRows(trace: Trace): Generator<number> {
  for (let row = 0; row < trace.count; row += trace.size[row] ?? 1) yield row;
}

/** The row that names the trace: the first root whose parent is not missing, else the first row. */
export function mainRoot(trace: Trace): number {
  for (const row of rootRows(trace)) if (!hasFlag(trace, row, ORPHAN)) return row;
  return 0;
}

/** Unix microseconds at which a row starts, as fine as a double holds them: for showing, not for reckoning. */
export function startUnixUs(trace: Trace, row: number): number {
  return (
    Number(trace.baseNs / 1000n) + Number(trace.baseNs % 1000n) / 1000 + (trace.startNs[row] ?? 0) / 1000
  );
}

/** Every buffer of a trace, for the second argument of `postMessage`. */
export function buffersOf(value: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const queue: unknown[] = [value];
  for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) buffers.add(part.buffer);
    } else if (typeof part === 'object' && part !== null && !Array.isArray(part)) {
      // Lists hold texts and small objects only.
      for (const inner of Object.values(part))
        if (typeof inner === 'object' && inner !== null) queue.push(inner);
    }
  }
  return [...buffers];
}
