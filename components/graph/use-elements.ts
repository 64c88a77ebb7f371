'use client';
/** The view as elements and their places. */
import { useMemo } from 'react';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { graphElements, layoutInput } from './elements';
import type { GraphView } from './view-state';

export function useElements(shown: ViewGraph | null, view: GraphView) {
  const { labels, grpc, tcp, badges, outOfMesh, rank } = view;
  const elements = useMemo(
    () =>
      shown === null
        ? null
        : graphElements(shown, labels, { measures: { grpc, tcp }, badges, outOfMesh, rank }),
    [shown, labels, grpc, tcp, badges, outOfMesh, rank],
  );
  const input = useMemo(() => (elements === null ? null : layoutInput(elements, labels)), [elements, labels]);
  return { elements, input };
}

/** The view that dragged positions are kept for: what is drawn, of where, folded how and arranged how. */
export function positionsKey(view: GraphView, namespaces: readonly string[] | null): string {
  return [
    view.type,
    view.services,
    view.operations,
    view.waypoints,
    view.boxes,
    view.fold,
    view.folded,
    view.unfolded,
    view.focus,
    view.hops,
    view.from,
    view.to,
    view.layout,
    view.direction,
    namespaces?.join(',') ?? '*',
  ].join('|');
}

/** What may rearrange the picture: never a refresh, a selection, or a box that is opened in place. */
export function arrangementOf(
  view: GraphView,
  namespaces: readonly string[] | null,
  layouts: number,
): string {
  return [
    view.type,
    view.services,
    view.operations,
    view.waypoints,
    view.boxes,
    view.fold,
    view.protocols,
    view.ambient,
    view.idle,
    view.idleNodes,
    view.focus,
    view.hops,
    view.from,
    view.to,
    view.only,
    view.only === 'slow' ? view.slowFrom : null,
    view.before !== null && view.changedOnly,
    view.labels.length,
    namespaces?.join(',') ?? '*',
    layouts,
  ].join(' ');
}
