/** Which views are arranged alike. Pure. */
import type { GraphView } from '@/components/graph/view-state';

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
