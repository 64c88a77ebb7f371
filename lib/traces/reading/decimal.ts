/** Instants and durations as servers write them, digit by digit: a double cannot hold nanoseconds since 1970. */

const ZERO = 0x30;
const MINUS = 0x2d;

/** Seconds since 1970 and the nanoseconds within the second; NaN for what is no number. */
export interface Instant {
  seconds: number;
  nanos: number;
}

/** Whole nanoseconds, written with digits; anything else is read as a double. */
export function readNanos(bytes: Uint8Array, from: number, to: number, into: Instant): void {
  const length = to - from;
  if (length > 9 && length <= 20 && isDigits(bytes, from, to)) {
    into.seconds = digits(bytes, from, to - 9);
    into.nanos = digits(bytes, to - 9, to);
    return;
  }
  const value = readNumber(bytes, from, to);
  into.seconds = Math.floor(value / 1e9);
  into.nanos = value - into.seconds * 1e9;
}

/** Microseconds, with a fraction where a server gives one. */
export function readMicros(bytes: Uint8Array, from: number, to: number, into: Instant): void {
  const length = to - from;
  if (length > 6 && length <= 20 && isDigits(bytes, from, to)) {
    into.seconds = digits(bytes, from, to - 6);
    into.nanos = digits(bytes, to - 6, to) * 1000;
    return;
  }
  const value = readNumber(bytes, from, to);
  into.seconds = Math.floor(value / 1e6);
  into.nanos = Math.round((value - into.seconds * 1e6) * 1000);
  if (into.nanos >= 1e9) {
    into.seconds += 1;
    into.nanos -= 1e9;
  }
}

/** NaN for what is no number. */
export function readNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 0 && to - from <= 15 && isDigits(bytes, from, to)) return digits(bytes, from, to);
  if (bytes[from] === MINUS && to - from <= 16 && to - from > 1 && isDigits(bytes, from + 1, to)) {
    return -digits(bytes, from + 1, to);
  }
  let text = '';
  // Longer is no number that anyone meant.
  if (to - from > 400) return Number.NaN;
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text.trim() === '' ? Number.NaN : Number(text);
}

function isDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}

function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (bytes[at] ?? 0) - ZERO;
  return value;
}
