'use client';
/** What is selected as it is drawn; the same object until it is something else, so that a refresh selects nothing anew. */
import { useMemo, useRef } from 'react';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { GraphTarget } from './emphasis';
import { selectionOf } from './selection';
import type { GraphView } from './view-state';

export function useSelected(
  { node, edge }: Pick<GraphView, 'node' | 'edge'>,
  shown: ViewGraph | null,
): GraphTarget | null {
  const last = useRef<GraphTarget | null>(null);
  return useMemo(() => {
    const now = selectionOf({ node, edge }, shown);
    if (now?.kind !== last.current?.kind || now?.id !== last.current?.id) last.current = now;
    return last.current;
  }, [node, edge, shown]);
}
