/** Span ids by their bytes: 16 hexadecimal digits, which is nearly all of them, are never decoded. */
import { pairOf } from '@/lib/traces/model/span-ids';
import { spanIdOf } from './identifiers';
import type { JsonBytes } from './json-bytes';

/** The id that was read last. */
export interface IdPair {
  high: number;
  low: number;
}

/** Reads a value that should be a span id; 0 0 for what is none. */
export function readSpanId(json: JsonBytes, into: IdPair): void {
  into.high = 0;
  into.low = 0;
  if (json.anyValue() !== 'text') return;
  const { bytes, from, to } = json;
  if (to - from === 18) {
    const high = hexNumber(bytes, from + 1);
    const low = hexNumber(bytes, from + 9);
    if (high >= 0 && low >= 0) {
      into.high = high;
      into.low = low;
      return;
    }
  }
  const pair = pairOf(spanIdOf(json.text()) ?? '');
  if (pair === null) return;
  into.high = pair[0];
  into.low = pair[1];
}

/** Eight hexadecimal digits as a number, or −1. */
function hexNumber(bytes: Uint8Array, from: number): number {
  let value = 0;
  for (let at = from; at < from + 8; at += 1) {
    const byte = bytes[at] ?? 0;
    const letter = byte | 0x20;
    const digit =
      byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : letter >= 0x61 && letter <= 0x66 ? letter - 87 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}
