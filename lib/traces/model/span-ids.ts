/** Span ids as pairs of 32-bit numbers, and the table that finds a row by its id. */
import type { Trace } from './trace';

const SPAN_ID = /^[0-9a-f]{1,16}$/;

/** Hexadecimal of a pair, 16 digits. */
export function hexOf(high: number, low: number): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** The pair of an id of up to 16 lower-case digits; null where it is none. */
export function pairOf(spanId: string): readonly [number, number] | null {
  if (!SPAN_ID.test(spanId)) return null;
  const digits = spanId.padStart(16, '0');
  return [Number.parseInt(digits.slice(0, 8), 16), Number.parseInt(digits.slice(8), 16)];
}

export function spanIdOf(trace: Trace, row: number): string {
  return hexOf(trace.spanId[2 * row] ?? 0, trace.spanId[2 * row + 1] ?? 0);
}

/** The parent that the span names, whether or not it is here; null where it names none. */
export function parentSpanIdOf(trace: Trace, row: number): string | null {
  const high = trace.parentSpanId[2 * row] ?? 0;
  const low = trace.parentSpanId[2 * row + 1] ?? 0;
  return high === 0 && low === 0 ? null : hexOf(high, low);
}

/** Row of a span id; of an id that client and server share, the server's. Null where there is none. */
export function rowOf(trace: Trace, spanId: string): number | null {
  const pair = pairOf(spanId);
  if (pair === null) return null;
  const found = findId(trace.idSlots, trace.spanId, pair[0], pair[1]);
  return found < 0 ? null : found;
}

/** A table for `count` ids: open addressing, at most half full, −1 = free. */
export function emptySlots(count: number): Int32Array<ArrayBuffer> {
  let length = 4;
  while (length < count * 2) length *= 2;
  return new Int32Array(length).fill(-1);
}

/** Where the id stands or would stand. */
export function slotOf(slots: Int32Array, ids: Uint32Array, high: number, low: number): number {
  const mask = slots.length - 1;
  let hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 15;
  let slot = hash & mask;
  for (;;) {
    const at = slots[slot] ?? -1;
    if (at < 0 || (ids[2 * at] === high && ids[2 * at + 1] === low)) return slot;
    slot = (slot + 1) & mask;
  }
}

/** Position of the id, or −1. */
export function findId(slots: Int32Array, ids: Uint32Array, high: number, low: number): number {
  return slots[slotOf(slots, ids, high, low)] ?? -1;
}
