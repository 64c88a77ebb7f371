'use client';
/**
 * What the reader did to the view of a trace: the span in focus, the search, the zoom and the critical path's mark
 * stand in the URL (so a link repeats them), which subtrees are folded does not.
 */
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { TraceTree } from '@/lib/traces/tree';
import { findRows, nextMatch, searchTerms, searchTexts } from './span-search';
import { limitedRange, parseRange, type Range, writeRange } from './timeline-scale';
import type { TraceModel } from './trace-model';
import { allCollapsed, movedRows, revealed, toggled, visibleRows } from './visible-rows';

const parsers = {
  span: parseAsString,
  q: parseAsString.withDefault(''),
  zoom: parseAsString,
  path: parseAsBoolean.withDefault(true),
};

export interface TraceState {
  readonly visible: Int32Array;
  readonly collapsed: ReadonlySet<number>;
  /** Row in focus. */
  readonly selected: number | null;
  readonly range: Range;
  readonly zoomed: boolean;
  readonly query: string;
  readonly terms: readonly string[];
  readonly matches: readonly number[];
  readonly matched: ReadonlySet<number>;
  readonly showPath: boolean;
  select(row: number | null): void;
  toggle(row: number): void;
  collapseAll(): void;
  expandAll(): void;
  setQuery(query: string): void;
  /** `typed`: what stands in the search box now, where the matches may not have followed yet. */
  toMatch(step: 1 | -1, typed?: string): void;
  /** `null` = the whole trace. */
  setRange(range: Range | null): void;
  setShowPath(show: boolean): void;
}

export function useTraceState(model: TraceModel): TraceState {
  const { tree } = model;
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const [collapsed, setCollapsed] = useFolds(model);
  const selected = url.span === null ? null : (tree.rowOf.get(url.span) ?? null);
  const visible = useMemo(() => visibleRows(tree, collapsed), [tree, collapsed]);
  const search = useSearch(model, url.q);

  const select = useCallback(
    (row: number | null) => {
      if (row !== null) setCollapsed((now) => revealed(tree, now, row));
      void setUrl({ span: row === null ? null : (tree.spans[row]?.spanId ?? null) });
    },
    [tree, setUrl, setCollapsed],
  );
  const range = useMemo(() => {
    const zoom = url.zoom === null ? null : parseRange(url.zoom);
    return limitedRange(zoom ?? { fromUs: 0, toUs: tree.durationUs }, Math.max(1, tree.durationUs));
  }, [url.zoom, tree]);
  const setRange = useCallback(
    (next: Range | null) => {
      const whole = next === null || next.toUs - next.fromUs >= tree.durationUs;
      void setUrl({ zoom: whole ? null : writeRange(next) });
    },
    [tree, setUrl],
  );
  return {
    visible,
    collapsed,
    selected,
    range,
    zoomed: url.zoom !== null && range.toUs - range.fromUs < tree.durationUs,
    query: url.q,
    ...search,
    showPath: url.path,
    select,
    toggle: useCallback((row: number) => setCollapsed((now) => toggled(now, row)), [setCollapsed]),
    collapseAll: useCallback(() => setCollapsed(() => allCollapsed(tree)), [tree, setCollapsed]),
    expandAll: useCallback(() => setCollapsed(() => new Set()), [setCollapsed]),
    setQuery: useCallback((q: string) => void setUrl({ q: q === '' ? null : q }), [setUrl]),
    toMatch: (step, typed) => {
      const found = typed === undefined ? search.matches : search.find(typed);
      const row = nextMatch(found, selected, step);
      if (row !== null) select(row);
    },
    setRange,
    setShowPath: useCallback((path: boolean) => void setUrl({ path: path ? null : false }), [setUrl]),
  };
}

type Folds = ReadonlySet<number>;

/** The folded rows. When more of a trace arrives its rows move: then what was folded is found again by its span. */
function useFolds({ tree }: TraceModel): [Folds, (change: (now: Folds) => Folds) => void] {
  const [folds, setFolds] = useState<{ tree: TraceTree; rows: Folds }>(() => ({ tree, rows: new Set() }));
  const rows = useMemo(() => rowsIn(tree, folds), [tree, folds]);
  const change = useCallback(
    (of: (now: Folds) => Folds) => setFolds((now) => ({ tree, rows: of(rowsIn(tree, now)) })),
    [tree],
  );
  return [rows, change];
}

function rowsIn(tree: TraceTree, folds: { tree: TraceTree; rows: Folds }): Folds {
  return folds.tree === tree ? folds.rows : movedRows(folds.tree, tree, folds.rows);
}

/** Typing stays fluent: the matches follow when the browser has time. */
function useSearch(model: TraceModel, query: string) {
  const deferred = useDeferredValue(query);
  const texts = useMemo(() => {
    let made: string[] | null = null;
    return () => {
      made ??= searchTexts(model.tree);
      return made;
    };
  }, [model]);
  const terms = useMemo(() => searchTerms(deferred), [deferred]);
  const find = useCallback(
    (typed: string): readonly number[] => {
      const wanted = searchTerms(typed);
      return wanted.length === 0 ? [] : findRows(texts(), wanted);
    },
    [texts],
  );
  const matches = useMemo(() => find(deferred), [find, deferred]);
  const matched = useMemo(() => new Set(matches), [matches]);
  return { terms, matches, matched, find };
}
