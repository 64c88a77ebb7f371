'use client';
/** What is folded, kept in the address as far as an address can hold it. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Trace } from '@/lib/traces/model/trace';
import { type Folds, movedFolds, readFolds, writeFolds } from './folds';

const WRITES_AFTER_MS = 200;

/** `change` gets the folds as they are then, so it may be called several times before the page is drawn. */
export function useFolds(
  trace: Trace,
  written: string | null,
  write: (text: string | null) => void,
): [Folds, (change: (now: Folds) => Folds) => void] {
  const [held, setHeld] = useState(() => ({ trace, folds: readFolds(trace, written) }));
  // When more of a trace arrives its rows move: then what was folded is found again by its span.
  const folds = useMemo(() => foldsIn(trace, held), [trace, held]);
  const change = useCallback(
    (of: (now: Folds) => Folds) => setHeld((now) => ({ trace, folds: of(foldsIn(trace, now)) })),
    [trace],
  );
  const text = useMemo(() => writeFolds(trace, folds), [trace, folds]);
  useEffect(() => {
    if (text === written) return;
    // Not at once: the address may wait, what is folded may not.
    const timer = setTimeout(() => write(text), WRITES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, written, write]);
  return [folds, change];
}

function foldsIn(trace: Trace, held: { trace: Trace; folds: Folds }): Folds {
  return held.trace === trace ? held.folds : movedFolds(held.trace, trace, held.folds);
}
