'use client';
/** Writes the window into the page's address: at once, or after a moment while it is still moving. */
import { useQueryStates } from 'nuqs';
import { useCallback, useEffect, useRef } from 'react';
import { type ScopeValues, scopeChange, scopeParsers } from '@/components/shell/scope-codec';

/** Milliseconds that a moving handle waits before the picture follows. */
const FOLLOW_MS = 150;

/** `step` is one for Back; `replace` is not; `later` waits for the hand to rest. */
export type WindowWriter = (change: Partial<ScopeValues>, how: 'step' | 'replace' | 'later') => void;

export function useWindowWriter(): WindowWriter {
  const [, setFields] = useQueryStates(scopeParsers);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (change, how) => {
      clearTimeout(timer.current);
      const write = (history: 'push' | 'replace') => void setFields(scopeChange(change), { history });
      if (how === 'later') timer.current = setTimeout(() => write('replace'), FOLLOW_MS);
      else write(how === 'step' ? 'push' : 'replace');
    },
    [setFields],
  );
}
