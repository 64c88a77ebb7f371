'use client';
/** The picture of two moments: what is shown, compared as it is drawn, with its marks. */
import { useMemo } from 'react';
import type { GraphElements } from '@/components/graph/elements';
import type { GraphView } from '@/components/graph/view-state';
import type { Comparison } from '@/lib/graph/compare/change';
import type { GraphMatches } from '@/lib/graph/matches';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { ComparedMoments } from './use-comparison';

export interface Marked {
  readonly elements: GraphElements | null;
  /** null while one moment is shown, or until both are there. */
  readonly drawn: Comparison | null;
}

export function useMarked(
  compared: ComparedMoments | null,
  shown: ViewGraph | null,
  elements: GraphElements | null,
  { changesOff }: Pick<GraphView, 'changesOff'>,
  chain: readonly string[],
): Marked {
  const drawn = useMemo(
    () => (compared === null || shown === null ? null : compared.drawn(shown)),
    [compared, shown],
  );
  const marked = useMemo(
    () =>
      compared === null || drawn === null || elements === null || shown === null
        ? elements
        : compared.mark(elements, drawn, shown, new Set(changesOff), chain),
    [compared, drawn, elements, shown, changesOff, chain],
  );
  return { elements: marked, drawn };
}

/** Before anything is explained. */
export const NO_CHAIN: readonly string[] = [];

/** What either leaves out. */
export function useLeftOut(hide: GraphMatches | null, unchanged: GraphMatches | null): GraphMatches | null {
  return useMemo(() => {
    if (hide === null || unchanged === null) return hide ?? unchanged;
    return {
      nodes: new Set([...hide.nodes, ...unchanged.nodes]),
      edges: new Set([...hide.edges, ...unchanged.edges]),
    };
  }, [hide, unchanged]);
}
