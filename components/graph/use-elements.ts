'use client';
/** The view as elements and their places. */
import { useMemo } from 'react';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { elementOptions, graphElements, layoutInput } from './elements';
import type { GraphView } from './view-state';

export function useElements(shown: ViewGraph | null, view: GraphView) {
  const { labels, grpc, tcp, badges, outOfMesh, rank } = view;
  const elements = useMemo(
    () =>
      shown === null
        ? null
        : graphElements(shown, labels, elementOptions({ grpc, tcp, badges, outOfMesh, rank })),
    [shown, labels, grpc, tcp, badges, outOfMesh, rank],
  );
  const input = useMemo(() => (elements === null ? null : layoutInput(elements, labels)), [elements, labels]);
  return { elements, input };
}
