'use client';
/**
 * What the reader did to the view of a trace: the view, the span in focus, the search, the zoom, the filter, the folds and
 * what is marked. All of it stands in the address, so a link repeats it.
 */
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { usePreference } from '@/components/ui/preference';
import { rowOf, spanIdOf } from '@/lib/traces/model/span-ids';
import type { Trace } from '@/lib/traces/model/trace';
import { nextMatch } from './span-search';
import { limitedRange, parseRange, type Range, writeRange } from './timeline-scale';
import type { TraceModel } from './trace-model';
import { useTraceSearch } from './use-trace-search';
import { TRACE_VIEWS, type TraceFocus } from './views/view-props';
import {
  allRevealed,
  type Folds,
  type FoldTree,
  foldMarks,
  isFolded,
  levelFolded,
  revealed,
  subtreeFolded,
  withFold,
} from './waterfall/folds';
import { type Lines, waterfallLines } from './waterfall/lines';
import { pairedDepth, serverHalves } from './waterfall/pairs';
import { useFolds } from './waterfall/use-folds';
import { type RowFilterState, useRowFilter } from './waterfall/use-row-filter';

const DETAILS = ['side', 'inline'] as const;
/** Where the details of a span open. */
export type DetailsPlace = (typeof DETAILS)[number];

const parsers = {
  span: parseAsString,
  q: parseAsString.withDefault(''),
  zoom: parseAsString,
  path: parseAsBoolean.withDefault(true),
  view: parseAsStringLiteral(TRACE_VIEWS).withDefault('waterfall'),
  folds: parseAsString,
  pairs: parseAsBoolean.withDefault(true),
  details: parseAsStringLiteral(DETAILS),
};

export interface TraceState extends TraceFocus {
  readonly lines: Lines;
  /** One mark per row: 1 = folded. */
  readonly folded: Uint8Array;
  readonly range: Range;
  readonly zoomed: boolean;
  readonly showPath: boolean;
  /** Client and server of a call are one line: 1 = drawn with the row before it. Null where each has its own. */
  readonly halves: Uint8Array | null;
  /** The tree as it is drawn: both halves of a call stand on one level. */
  readonly tree: FoldTree;
  readonly rows: RowFilterState;
  readonly details: DetailsPlace;
  toggle(row: number): void;
  foldSubtree(row: number, folded: boolean): void;
  /** One level less or more. */
  foldLevel(step: 1 | -1): void;
  foldAll(): void;
  unfoldAll(): void;
  /** Unfolds what hides the matches of the search, and goes to the first. */
  locateMatches(): void;
  /** `null` = the whole trace. */
  setRange(range: Range | null): void;
  setShowPath(show: boolean): void;
  setPairs(paired: boolean): void;
  setDetails(place: DetailsPlace): void;
}

export function useTraceState(model: TraceModel): TraceState {
  const { trace } = model;
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const selected = url.span === null ? null : rowOf(trace, url.span);
  const { find, ...search } = useTraceSearch(model, url.q);
  const { matches } = search;
  const rows = useRowFilter(model, search.matched);
  const pairs = usePairs(trace, url.pairs);
  const [folds, changeFolds] = useFolds(
    trace,
    url.folds,
    useCallback((text) => void setUrl({ folds: text }), [setUrl]),
  );
  const { halves, tree } = pairs;
  const folded = useMemo(() => foldMarks(tree, folds), [tree, folds]);
  const kept = rows.rest === 'hidden' ? rows.kept : null;
  const lines = useMemo(() => waterfallLines(trace, { folded, kept, halves }), [trace, folded, kept, halves]);
  const select = useCallback(
    (row: number | null) => {
      if (row !== null) changeFolds((now) => revealed(tree, now, row));
      void setUrl({ span: row === null ? null : spanIdOf(trace, row) });
    },
    [trace, tree, setUrl, changeFolds],
  );
  const [preferred, prefer] = usePreference('traces.details', 'side');
  return {
    lines,
    folded,
    selected,
    query: url.q,
    ...search,
    ...useRange(trace, url.zoom, setUrl),
    ...pairs,
    ...useFoldActions(tree, halves, changeFolds),
    rows,
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
    setQuery: useCallback((q: string) => void setUrl({ q: q === '' ? null : q }), [setUrl]),
    toMatch: useCallback(
      (step: 1 | -1, typed?: string) => {
        const go = (found: Int32Array) => {
          const row = nextMatch(found, selected, step);
          if (row !== null) select(row);
        };
        if (typed === undefined || typed === url.q) go(matches);
        else void find(typed).then(go, () => undefined);
      },
      [find, matches, selected, url.q, select],
    ),
    locateMatches: useCallback(() => {
      changeFolds((now) => allRevealed(tree, now, matches));
      const first = matches[0];
      if (first !== undefined) void setUrl({ span: spanIdOf(trace, first) });
    }, [matches, tree, trace, setUrl, changeFolds]),
    setShowPath: useCallback((path: boolean) => void setUrl({ path }), [setUrl]),
    setPairs: useCallback((paired: boolean) => void setUrl({ pairs: paired }), [setUrl]),
    details: url.details ?? (preferred === 'inline' ? 'inline' : 'side'),
    setDetails: useCallback(
      (place: DetailsPlace) => {
        prefer(place);
        void setUrl({ details: place });
      },
      [prefer, setUrl],
    ),
  };
}

function usePairs(trace: Trace, paired: boolean): Pick<TraceState, 'halves' | 'tree'> {
  return useMemo(() => {
    if (!paired) return { halves: null, tree: trace };
    const halves = serverHalves(trace);
    const { count, size, parent } = trace;
    return { halves, tree: { count, size, parent, depth: pairedDepth(trace, halves) } };
  }, [trace, paired]);
}

function useRange(
  trace: Trace,
  written: string | null,
  setUrl: (change: { zoom: string | null }) => unknown,
): Pick<TraceState, 'range' | 'zoomed' | 'setRange'> {
  const total = trace.totalNs / 1000;
  const range = useMemo(() => {
    const zoom = written === null ? null : parseRange(written);
    return limitedRange(zoom ?? { fromUs: 0, toUs: total }, Math.max(1, total));
  }, [written, total]);
  const setRange = useCallback(
    (next: Range | null) => {
      const whole = next === null || next.toUs - next.fromUs >= total;
      void setUrl({ zoom: whole ? null : writeRange(next) });
    },
    [total, setUrl],
  );
  return { range, zoomed: written !== null && range.toUs - range.fromUs < total, setRange };
}

type FoldActions = Pick<TraceState, 'toggle' | 'foldSubtree' | 'foldLevel' | 'foldAll' | 'unfoldAll'>;

function useFoldActions(
  tree: FoldTree,
  halves: Uint8Array | null,
  change: (of: (now: Folds) => Folds) => void,
): FoldActions {
  return useMemo(() => {
    const isPair = (row: number): boolean => halves?.[row + 1] === 1;
    // A pair is folded where either half is.
    const isClosed = (folds: Folds, row: number): boolean =>
      isFolded(tree, folds, row) || (isPair(row) && isFolded(tree, folds, row + 1));
    return {
      toggle: (row) =>
        change((now) => {
          const next = withFold(tree, now, row, !isClosed(now, row));
          return isPair(row) ? withFold(tree, next, row + 1, false) : next;
        }),
      foldSubtree: (row, folded) => change((now) => subtreeFolded(tree, now, row, folded)),
      foldLevel: (step) => change((now) => levelFolded(tree, now, step)),
      // The children of the roots stay on screen.
      foldAll: () => change(() => ({ level: 1, flipped: new Set() })),
      unfoldAll: () => change(() => ({ level: null, flipped: new Set() })),
    };
  }, [tree, halves, change]);
}
