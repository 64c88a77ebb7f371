'use client';
/** What the reader chose of a list; all of it lives in the address. */
import { useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { useScope } from '@/components/shell/scope';
import type { InventorySort } from '@/lib/insight/inventory/vocabulary';
import { type ListChoice, listParams, listParsers } from './list-params';

export interface ListState {
  readonly choice: ListChoice;
  /** Any choice begins at the first row again. The same function in every drawing. */
  set(change: Partial<Omit<ListChoice, 'at'>>): void;
  scrolledTo(row: number): void;
  sortBy(sort: InventorySort, worstFirst: boolean): void;
  clear(): void;
  readonly isNarrowed: boolean;
  /** Parameters of the list's API, without the part. */
  readonly params: string;
  /** The same after a change. */
  paramsWith(change: Partial<Omit<ListChoice, 'at'>>): string;
}

const NOTHING_CHOSEN = { q: null, health: null, plane: null, findings: null, type: null, inCluster: null };

export function useListState(): ListState {
  const scope = useScope();
  const [choice, write] = useQueryStates(listParsers, { history: 'replace' });
  const { q, health, plane, findings, type, inCluster, sort, descending } = choice;
  const params = useMemo(
    () => listParams(scope, { q, health, plane, findings, type, inCluster, sort, descending }),
    [scope, q, health, plane, findings, type, inCluster, sort, descending],
  );
  const set: ListState['set'] = useCallback((change) => void write({ ...change, at: null }), [write]);
  const sortBy: ListState['sortBy'] = useCallback(
    (by, worstFirst) =>
      void write({ sort: by, descending: by === sort ? !descending : worstFirst, at: null }),
    [write, sort, descending],
  );
  return {
    choice,
    set,
    scrolledTo: (row) => void write({ at: row === 0 ? null : row }),
    sortBy,
    clear: () => void write({ ...NOTHING_CHOSEN, at: null }),
    isNarrowed: q !== '' || [health, plane, findings, type, inCluster].some((chosen) => chosen !== null),
    params,
    paramsWith: (change) => listParams(scope, { ...choice, ...change }),
  };
}
