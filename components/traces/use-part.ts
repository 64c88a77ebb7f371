'use client';
/** Some fields of an object that is made anew whenever anything in it changes. */
import { useRef } from 'react';

/**
 * They in an object that stays the same while none of them changes, for a component that is drawn anew only then (`memo`):
 * a fold of 100,000 lines should not draw what shows no lines. `keys`: a constant.
 */
export function usePart<T extends object, K extends keyof T>(whole: T, keys: readonly K[]): Pick<T, K> {
  const held = useRef<Pick<T, K>>(whole);
  if (keys.some((key) => held.current[key] !== whole[key])) held.current = whole;
  return held.current;
}
