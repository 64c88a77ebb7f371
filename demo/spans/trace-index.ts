/**
 * Traces are numbered by time: two are kept of every second, and the number gives the trace. The id holds the
 * number in disguise, so that a trace is found by its id without an index.
 */
import { mix } from '@/demo/traffic/chance';

export const TRACES_PER_SECOND = 2;

/** Odd numbers have an inverse modulo 2^32; these two undo each other. */
const SCRAMBLE = 0x9e3779b1;
const UNSCRAMBLE = 0xe8b2f51;

/** When the trace may begin at the earliest, Unix seconds; it begins within its slot. */
export function slotSeconds(index: number): number {
  return index / TRACES_PER_SECOND;
}

/** The first trace whose slot begins at or after an instant. */
export function indexAt(seconds: number): number {
  return Math.ceil(seconds * TRACES_PER_SECOND);
}

/** 32 hexadecimal digits. */
export function traceIdOf(seed: number, index: number): string {
  const first = mix(mix(seed, index), 1);
  const second = mix(first, 2);
  const third = mix(second, 3);
  const scrambled = Math.imul(index, SCRAMBLE) >>> 0;
  return [first, second, third, scrambled].map(hex32).join('');
}

/** The number of the trace with this id; null when no trace of this seed has it. */
export function indexOfTrace(seed: number, traceId: string): number | null {
  const id = traceId.toLowerCase().padStart(32, '0');
  if (!/^[0-9a-f]{32}$/.test(id)) return null;
  const index = Math.imul(Number.parseInt(id.slice(24), 16), UNSCRAMBLE) >>> 0;
  return traceIdOf(seed, index) === id ? index : null;
}

/** 16 hexadecimal digits; `place` numbers the spans of a trace. */
export function spanIdOf(seed: number, index: number, place: number): string {
  const first = mix(mix(seed, index), place + 101);
  return hex32(first) + hex32(mix(first, 7));
}

function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}
