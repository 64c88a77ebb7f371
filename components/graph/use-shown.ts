'use client';
/** What the reader's choices leave of an answer: the one view that picture, table, panel and export read. */
import { useMemo, useRef } from 'react';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { GraphMatches } from '@/lib/graph/matches';
import { PLAIN_VIEW, type QuietEdges, type ViewGraph, type ViewOptions } from '@/lib/graph/view/view-graph';
import { viewOf } from '@/lib/graph/view/view-of';
import { foldedByAll, withBoxes } from './cards/chosen-boxes';
import type { EdgeChoice, GraphView } from './view-state';

const QUIET: Readonly<Record<EdgeChoice, QuietEdges>> = { all: 'none', unwell: 'healthy', none: 'all' };

/** `hide` is what the hide expression says of the answer. */
export function useShown(
  answer: GraphAnswer | undefined,
  view: GraphView,
  hide: GraphMatches | null,
): ViewGraph | null {
  const boxed = useMemo(
    () => (answer === undefined ? null : withBoxes(answer, view.boxes)),
    [answer, view.boxes],
  );
  const autoFolded = useRef<ViewGraph['autoFolded']>(null);
  return useMemo(() => {
    if (boxed === null) return null;
    const shown = viewOf(boxed, viewOptions(boxed, view, hide, autoFolded.current));
    autoFolded.current = shown.autoFolded;
    return shown;
  }, [boxed, view, hide]);
}

export function viewOptions(
  answer: GraphAnswer,
  view: GraphView,
  hide: GraphMatches | null,
  autoFolded: ViewGraph['autoFolded'],
): ViewOptions {
  return {
    ...PLAIN_VIEW,
    protocols: view.protocols,
    onlyErrors: view.only === 'errors',
    onlySlow: view.only === 'slow',
    slowFromMs: view.slowFrom,
    quiet: QUIET[view.edges],
    focus: view.focus === null ? null : { node: view.focus, hops: Number(view.hops), direction: 'both' },
    path: view.from === null || view.to === null ? null : { from: view.from, to: view.to, ways: 'all' },
    hide: leftOut(answer, view, hide),
    folded: view.fold === 'all' ? foldedByAll(answer.boxes, view.unfolded) : view.folded,
    unfolded: view.unfolded,
    foldFrom: view.fold === 'auto' ? PLAIN_VIEW.foldFrom : Number.POSITIVE_INFINITY,
    autoFolded,
  };
}

/** The hide expression, what was hidden one by one, and dead nodes where they are not wanted. */
function leftOut(answer: GraphAnswer, view: GraphView, hide: GraphMatches | null): GraphMatches | null {
  const dead = view.dead ? [] : answer.nodes.flatMap(({ id, facts }) => (facts?.dead === true ? id : []));
  if (dead.length === 0 && view.hidden.length === 0) return hide;
  const alone = [...view.hidden, ...dead];
  return {
    nodes: new Set([...alone, ...(hide?.nodes ?? [])]),
    edges: new Set([...view.hidden, ...(hide?.edges ?? [])]),
  };
}
