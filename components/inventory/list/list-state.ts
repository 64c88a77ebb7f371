'use client';
/** What the reader chose of a list; all of it lives in the address. */
import { debounce, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { useScope } from '@/components/shell/scope';
import type { InventorySort } from '@/lib/insight/inventory/vocabulary';
import { type ListChoice, listParams, listParsers } from './list-params';

export interface ListState {
  readonly choice: ListChoice;
  /** Any choice begins at the first row again. The same function in every drawing. */
  set(change: Partial<Omit<ListChoice, 'at'>>): void;
  /** Words being typed: the list follows each letter, the address once nothing more is typed. */
  find(q: string): void;
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

/** An address that changes has every link of the page drawn again, which would stand before the rows that are left. */
const TYPED_MS = 250;

export function useListState(): ListState {
  const scope = useScope();
  const [choice, write] = useQueryStates(listParsers, { history: 'replace' });
  const { q, health, plane, findings, type, inCluster, sort, descending } = choice;
  const params = useMemo(
    () => listParams(scope, { q, health, plane, findings, type, inCluster, sort, descending }),
    [scope, q, health, plane, findings, type, inCluster, sort, descending],
  );
  const set: ListState['set'] = useCallback((change) => void write({ ...change, at: null }), [write]);
  const find: ListState['find'] = useCallback(
    (q) => void write({ q, at: null }, { limitUrlUpdates: debounce(TYPED_MS) }),
    [write],
  );
  const sortBy: ListState['sortBy'] = useCallback(
    (by, worstFirst) =>
      void write({ sort: by, descending: by === sort ? !descending : worstFirst, at: null }),
    [write, sort, descending],
  );
  return {
    choice,
    set,
    find,
    scrolledTo: (row) => void write({ at: row === 0 ? null : row }),
    sortBy,
    clear: () => void write({ ...NOTHING_CHOSEN, at: null }),
    isNarrowed: q !== '' || [health, plane, findings, type, inCluster].some((chosen) => chosen !== null),
    params,
    paramsWith: (change) => listParams(scope, { ...choice, ...change }),
  };
}
