'use client';
import { useRef } from 'react';

/**
 * The value while it is whole, and the last whole one while it is put together anew; the first is given as it is. For
 * several queries at once, which keep no earlier data where their keys change.
 */
export function useLastWhole<T>(value: T, isWhole: boolean): T {
  const last = useRef(value);
  if (isWhole) last.current = value;
  return last.current;
}
