'use client';
/** A link that leads to a line of an object (`?line=12`) opens its text there. */
import { useSearchParams } from 'next/navigation';
import { type RefObject, useEffect } from 'react';

/** `isReady`: the editor is there. A change of the text later on does not move the cursor back. */
export function useLineOfUrl(
  handle: RefObject<{ goToLine(line: number): void } | null>,
  isReady: boolean,
): void {
  const line = Number(useSearchParams()?.get('line') ?? 0);
  useEffect(() => {
    if (isReady && Number.isInteger(line) && line > 0) handle.current?.goToLine(line);
  }, [handle, isReady, line]);
}
