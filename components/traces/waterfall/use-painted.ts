'use client';
/** Whether the reader has seen something: what nobody waits for can be drawn after that. */
import { startTransition, useEffect, useState } from 'react';
import { afterPaint } from './after-paint';

/** False until the first frame with this value is on screen. */
export function usePainted(value: object): boolean {
  const [painted, setPainted] = useState<object | null>(null);
  useEffect(() => afterPaint(() => startTransition(() => setPainted(value))), [value]);
  return painted === value;
}
