'use client';
/** The filter of the rows: what the address says of it, and which rows it keeps. */
import { parseAsArrayOf, parseAsFloat, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useState } from 'react';
import type { TraceModel } from '@/components/traces/trace-model';
import { type FilterFacts, keptRows, type RowFilter } from './row-filter';

const parsers = {
  without: parseAsArrayOf(parseAsString).withDefault([]),
  kinds: parseAsArrayOf(parseAsString).withDefault([]),
  least: parseAsFloat.withDefault(0),
  only: parseAsStringLiteral(['all', 'failed', 'matches', 'path'] as const).withDefault('all'),
  rest: parseAsStringLiteral(['hidden', 'dimmed'] as const).withDefault('hidden'),
};

export interface RowFilterState {
  readonly filter: RowFilter;
  /** 1 = the filter keeps it; null = nothing is filtered. */
  readonly kept: Uint8Array | null;
  /** Rows that are kept. */
  readonly keptCount: number;
  /** What becomes of the others. */
  readonly rest: 'hidden' | 'dimmed';
  change(part: Partial<RowFilter>): void;
  setRest(rest: 'hidden' | 'dimmed'): void;
  /** Shows rows that the filter hides, until the filter changes. */
  showAnyway(first: number, count: number): void;
}

interface Exceptions {
  readonly of: Uint8Array | null;
  readonly ranges: readonly (readonly [first: number, count: number])[];
}

export function useRowFilter(model: TraceModel, matched: FilterFacts['matched']): RowFilterState {
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const { without, kinds, least, only, rest } = url;
  const filter = useMemo(
    (): RowFilter => ({ without, kinds, leastShare: Math.min(1, Math.max(0, least)), only }),
    [without, kinds, least, only],
  );
  // Without a filter by matches a new search changes no row.
  const facts = only === 'matches' ? matched : NOTHING;
  const kept = useMemo(
    () => keptRows(model.trace, filter, { matched: facts, visited: model.path.visited }),
    [model, filter, facts],
  );
  const [exceptions, setExceptions] = useState<Exceptions>({ of: null, ranges: [] });
  const ranges = exceptions.of === kept ? exceptions.ranges : NO_RANGES;
  const shown = useMemo(() => {
    if (kept === null || ranges.length === 0) return kept;
    const more = kept.slice();
    for (const [first, count] of ranges) more.fill(1, first, first + count);
    return more;
  }, [kept, ranges]);
  const change = useCallback(
    (part: Partial<RowFilter>) => {
      void setUrl({
        ...(part.without !== undefined && { without: [...part.without] }),
        ...(part.kinds !== undefined && { kinds: [...part.kinds] }),
        ...(part.leastShare !== undefined && { least: part.leastShare }),
        ...(part.only !== undefined && { only: part.only }),
      });
    },
    [setUrl],
  );
  const keptCount = useMemo(
    () => (shown === null ? model.trace.count : shown.reduce((a, b) => a + b, 0)),
    [shown, model],
  );
  const setRest = useCallback((to: RowFilterState['rest']) => void setUrl({ rest: to }), [setUrl]);
  const showAnyway = useCallback(
    (first: number, count: number) =>
      setExceptions((now) => ({
        of: kept,
        ranges: [...(now.of === kept ? now.ranges : []), [first, count] as const],
      })),
    [kept],
  );
  return useMemo(
    () => ({ filter, kept: shown, keptCount, rest, change, setRest, showAnyway }),
    [filter, shown, keptCount, rest, change, setRest, showAnyway],
  );
}

const NOTHING = { has: () => false };
const NO_RANGES: Exceptions['ranges'] = [];
