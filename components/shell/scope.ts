'use client';
/** The scope of the current page, read from its URL and written back to it; every change is a step for Back. */
import { useSearchParams } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { type ScopeValues, scopeChange, scopeOf, scopeParsers, scopeQuery, withScope } from './scope-codec';

export {
  refetchIntervalMs,
  type ScopeValues,
  type ScopeWindow,
  scopeParams,
  withScope,
} from './scope-codec';

export interface Scope extends ScopeValues {
  /** Changes what is given and keeps the rest. */
  set(change: Partial<ScopeValues>): void;
}

export function useScope(): Scope {
  const [fields, setFields] = useQueryStates(scopeParsers, { history: 'push' });
  const set = useCallback(
    (change: Partial<ScopeValues>) => {
      void setFields(scopeChange(change));
    },
    [setFields],
  );
  return useMemo(() => ({ ...scopeOf(fields), set }), [fields, set]);
}

/**
 * Makes links to other pages that keep namespaces, window and refresh: `scoped('/traces?service=a.b')`. The same function
 * as long as the scope is the same, whatever else the address says.
 */
export function useScopedHref(): (path: string) => string {
  const scope = scopeQuery(useSearchParams());
  return useCallback((path: string) => withScope(path, scope), [scope]);
}
