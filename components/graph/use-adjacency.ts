'use client';
/** Which lines lead where in the picture; the same object for as long as that does not change. */
import { useMemo, useRef } from 'react';
import { type Adjacency, adjacencyAfter } from './emphasis';
import type { Picture } from './use-layout';

export function useAdjacency(picture: Picture | null): Adjacency {
  const before = useRef<Adjacency | null>(null);
  return useMemo(() => {
    before.current = adjacencyAfter(before.current, picture?.elements ?? { lines: [] });
    return before.current;
  }, [picture]);
}
