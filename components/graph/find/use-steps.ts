'use client';
/** Stepping through the matches of find. */
import { type RefObject, useCallback, useMemo, useState } from 'react';
import type { CanvasHandle } from '@/components/graph/canvas/canvas';
import type { Picture } from '@/components/graph/use-layout';
import type { GraphMatches } from '@/lib/graph/matches';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { orderedMatches, placeOf } from './match-order';

export interface Steps {
  /** Ids of cards and lines, in order. */
  readonly ids: readonly string[];
  readonly current: string | null;
  /** From 1; 0 without a match. */
  readonly position: number;
  readonly step: (by: 1 | -1) => void;
}

export function useSteps(
  canvas: RefObject<CanvasHandle | null>,
  matches: GraphMatches | null,
  shown: ViewGraph | null,
  picture: Picture | null,
): Steps {
  const ids = useMemo(
    () => (shown === null || picture === null ? [] : orderedMatches(matches, shown, picture)),
    [matches, shown, picture],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const at = chosen === null ? -1 : ids.indexOf(chosen);
  const step = useCallback(
    (by: 1 | -1) => {
      const next = ids[at < 0 ? (by === 1 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length];
      if (next === undefined || picture === null) return;
      setChosen(next);
      const place = placeOf(next, picture);
      if (place !== null) canvas.current?.reveal(place);
    },
    [ids, at, picture, canvas],
  );
  return useMemo(
    () => ({
      ids,
      current: at < 0 ? (ids[0] ?? null) : chosen,
      position: ids.length === 0 ? 0 : Math.max(0, at) + 1,
      step,
    }),
    [ids, at, chosen, step],
  );
}
