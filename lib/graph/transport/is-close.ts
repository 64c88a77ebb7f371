/** Relative; sums of the same numbers in another order differ in their last digits. */
const CLOSE = 1e-9;

/** Deep equality of plain data but for the last digits of numbers. */
export function isClose(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), Math.abs(b));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => isClose(a[key as keyof typeof a], b[key as keyof typeof b]));
}
