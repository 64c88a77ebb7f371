'use client';
/** What the reader's choices leave of an answer: the one view that picture, table, panel and export read. */
import { useMemo, useRef } from 'react';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { GraphMatches } from '@/lib/graph/matches';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { viewOf } from '@/lib/graph/view/view-of';
import { withBoxes } from './cards/chosen-boxes';
import { viewOptions } from './view-options';
import type { GraphView } from './view-state';

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
