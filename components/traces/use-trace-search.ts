'use client';
/** The rows of a trace that match what is typed. They are found in the worker, so typing never waits for them. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { looksForSomething, termsOf } from '@/lib/traces/trace-query';
import type { TraceModel } from './trace-model';

export interface TraceSearch {
  /** Something is looked for. */
  readonly searching: boolean;
  /** The words that are looked for, lower case, for marking them. */
  readonly terms: readonly string[];
  /** In order. Until a new query is answered, those of the one before. */
  readonly matches: Int32Array;
  readonly matched: Pick<ReadonlySet<number>, 'has'>;
  /** The rows of any query, now. */
  find(query: string): Promise<Int32Array>;
}

const NOTHING = new Int32Array(0);

export function useTraceSearch(model: TraceModel, query: string): TraceSearch {
  const [found, setFound] = useState<{ model: TraceModel; rows: Int32Array } | null>(null);
  const terms = useMemo(() => termsOf(query), [query]);
  const searching = useMemo(() => looksForSomething(query), [query]);
  const find = useCallback((typed: string) => findRows(model, typed), [model]);
  useEffect(() => {
    let isWanted = true;
    void find(query)
      .catch(() => NOTHING)
      .then((rows) => {
        if (isWanted) setFound({ model, rows });
      });
    return () => {
      isWanted = false;
    };
  }, [model, query, find]);
  const matches = found?.model === model && searching ? found.rows : NOTHING;
  const matched = useMemo(() => {
    const marks = new Uint8Array(matches.length === 0 ? 0 : model.trace.count);
    for (const row of matches) marks[row] = 1;
    return { has: (row: number) => marks[row] === 1 };
  }, [matches, model]);
  return { searching, terms, matches, matched, find };
}

async function findRows(model: TraceModel, query: string): Promise<Int32Array> {
  if (!looksForSomething(query)) return NOTHING;
  if (model.id !== null) {
    const { searchTrace } = await import('./reading/trace-reader');
    return searchTrace({ ...model, id: model.id }, query);
  }
  const [{ searchIndex }, { findRows: rowsOf }] = await Promise.all([
    import('@/lib/traces/trace-search'),
    import('@/lib/traces/find-rows'),
  ]);
  return rowsOf(searchIndex(model.trace), query);
}
