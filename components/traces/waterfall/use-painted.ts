'use client';
/** Whether the reader has seen something: what nobody waits for can be drawn after that. */
import { startTransition, useEffect, useState } from 'react';

/** False until the first frame with this value is on screen. */
export function usePainted(value: object): boolean {
  const [painted, setPainted] = useState<object | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame's callbacks run before it is painted, and a timer that they start runs after.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted(value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return painted === value;
}
