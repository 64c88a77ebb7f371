'use client';
/**
 * What the reader did to the view of a trace: the span in focus, the search, the zoom and the critical path's mark
 * stand in the URL (so a link repeats them), which subtrees are folded does not.
 */
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useState } from 'react';
import { rowOf, spanIdOf } from '@/lib/traces/model/span-ids';
import type { Trace } from '@/lib/traces/model/trace';
import { nextMatch } from './span-search';
import { limitedRange, parseRange, type Range, writeRange } from './timeline-scale';
import type { TraceModel } from './trace-model';
import { useTraceSearch } from './use-trace-search';
import { TRACE_VIEWS, type TraceFocus } from './views/view-props';
import { allCollapsed, movedRows, revealed, toggled, visibleRows } from './waterfall/visible-rows';

const parsers = {
  span: parseAsString,
  q: parseAsString.withDefault(''),
  zoom: parseAsString,
  path: parseAsBoolean.withDefault(true),
  view: parseAsStringLiteral(TRACE_VIEWS).withDefault('waterfall'),
};

export interface TraceState extends TraceFocus {
  readonly visible: Int32Array;
  readonly collapsed: ReadonlySet<number>;
  readonly range: Range;
  readonly zoomed: boolean;
  readonly showPath: boolean;
  toggle(row: number): void;
  collapseAll(): void;
  expandAll(): void;
  /** `null` = the whole trace. */
  setRange(range: Range | null): void;
  setShowPath(show: boolean): void;
}

export function useTraceState(model: TraceModel): TraceState {
  const { trace } = model;
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const [collapsed, setCollapsed] = useFolds(model);
  const selected = url.span === null ? null : rowOf(trace, url.span);
  const visible = useMemo(() => visibleRows(trace, collapsed), [trace, collapsed]);
  const { find, ...search } = useTraceSearch(model, url.q);

  const select = useCallback(
    (row: number | null) => {
      if (row !== null) setCollapsed((now) => revealed(trace, now, row));
      void setUrl({ span: row === null ? null : spanIdOf(trace, row) });
    },
    [trace, setUrl, setCollapsed],
  );
  const range = useMemo(() => {
    const zoom = url.zoom === null ? null : parseRange(url.zoom);
    return limitedRange(zoom ?? { fromUs: 0, toUs: trace.totalNs / 1000 }, Math.max(1, trace.totalNs / 1000));
  }, [url.zoom, trace]);
  const setRange = useCallback(
    (next: Range | null) => {
      const whole = next === null || next.toUs - next.fromUs >= trace.totalNs / 1000;
      void setUrl({ zoom: whole ? null : writeRange(next) });
    },
    [trace, setUrl],
  );
  return {
    visible,
    collapsed,
    selected,
    range,
    zoomed: url.zoom !== null && range.toUs - range.fromUs < trace.totalNs / 1000,
    query: url.q,
    ...search,
    showPath: url.path,
    select,
    view: url.view,
    openView: useCallback(
      (view, row) => {
        if (row !== undefined) select(row);
        void setUrl({ view });
      },
      [select, setUrl],
    ),
    toggle: useCallback((row: number) => setCollapsed((now) => toggled(now, row)), [setCollapsed]),
    collapseAll: useCallback(() => setCollapsed(() => allCollapsed(trace)), [trace, setCollapsed]),
    expandAll: useCallback(() => setCollapsed(() => new Set()), [setCollapsed]),
    setQuery: useCallback((q: string) => void setUrl({ q: q === '' ? null : q }), [setUrl]),
    toMatch: (step, typed) => {
      const go = (found: Int32Array) => {
        const row = nextMatch(found, selected, step);
        if (row !== null) select(row);
      };
      if (typed === undefined || typed === url.q) go(search.matches);
      else void find(typed).then(go, () => undefined);
    },
    setRange,
    setShowPath: useCallback((path: boolean) => void setUrl({ path: path ? null : false }), [setUrl]),
  };
}

type Folds = ReadonlySet<number>;

/** The folded rows. When more of a trace arrives its rows move: then what was folded is found again by its span. */
function useFolds({ trace }: TraceModel): [Folds, (change: (now: Folds) => Folds) => void] {
  const [folds, setFolds] = useState<{ trace: Trace; rows: Folds }>(() => ({ trace, rows: new Set() }));
  const rows = useMemo(() => rowsIn(trace, folds), [trace, folds]);
  const change = useCallback(
    (of: (now: Folds) => Folds) => setFolds((now) => ({ trace, rows: of(rowsIn(trace, now)) })),
    [trace],
  );
  return [rows, change];
}

function rowsIn(trace: Trace, folds: { trace: Trace; rows: Folds }): Folds {
  return folds.trace === trace ? folds.rows : movedRows(folds.trace, trace, folds.rows);
}
