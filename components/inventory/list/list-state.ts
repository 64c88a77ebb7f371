'use client';
/** What the reader chose of a list; all of it lives in the address. */
import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { scopeParams, useScope } from '@/components/shell/scope';
import {
  findingChoices,
  healthChoices,
  type InventorySort,
  inventorySorts,
  planes,
} from '@/lib/insight/inventory/vocabulary';

const parsers = {
  q: parseAsString.withDefault(''),
  health: parseAsStringLiteral(healthChoices),
  plane: parseAsStringLiteral(planes),
  findings: parseAsStringLiteral(findingChoices),
  type: parseAsString,
  sort: parseAsStringLiteral(inventorySorts).withDefault('health'),
  descending: parseAsBoolean.withDefault(true),
  /** The row at the top. */
  at: parseAsInteger.withDefault(0),
};

export interface ListChoice {
  readonly q: string;
  readonly health: (typeof healthChoices)[number] | null;
  readonly plane: (typeof planes)[number] | null;
  readonly findings: (typeof findingChoices)[number] | null;
  readonly type: string | null;
  readonly sort: InventorySort;
  readonly descending: boolean;
  readonly at: number;
}

export interface ListState {
  readonly choice: ListChoice;
  /** Any choice begins at the first row again. */
  set(change: Partial<Omit<ListChoice, 'at'>>): void;
  scrolledTo(row: number): void;
  sortBy(sort: InventorySort, worstFirst: boolean): void;
  clear(): void;
  readonly isNarrowed: boolean;
  /** Parameters of the list's API, without the part. */
  readonly params: string;
}

export function useListState(): ListState {
  const scope = useScope();
  const [choice, write] = useQueryStates(parsers, { history: 'replace' });
  const { q, health, plane, findings, type, sort, descending } = choice;
  const params = useMemo(() => {
    const asked = scopeParams(scope);
    for (const [name, value] of Object.entries({ q, health, plane, findings, type })) {
      if (value !== null && value !== '') asked.set(name, value);
    }
    asked.set('sort', sort);
    asked.set('descending', String(descending));
    return asked.toString();
  }, [scope, q, health, plane, findings, type, sort, descending]);
  return {
    choice,
    set: (change) => void write({ ...change, at: null }),
    scrolledTo: (row) => void write({ at: row === 0 ? null : row }, { throttleMs: 400 }),
    sortBy: (by, worstFirst) =>
      void write({ sort: by, descending: by === sort ? !descending : worstFirst, at: null }),
    clear: () => void write({ q: null, health: null, plane: null, findings: null, type: null, at: null }),
    isNarrowed: q !== '' || health !== null || plane !== null || findings !== null || type !== null,
    params,
  };
}
