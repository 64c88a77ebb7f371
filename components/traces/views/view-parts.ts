/** The views of a trace beside the waterfall. Each is a script of its own that arrives when the page has come to rest. */
import { DeferredPart } from '@/components/ui/deferred';
import type { TraceViewName, TraceViewProps } from './view-props';

export interface TraceViewPart {
  /** The word on its tab. */
  readonly label: string;
  readonly part: DeferredPart<TraceViewProps>;
}

/**
 * Only what stands here has a tab. A view is added by its file and one entry:
 * `flame: { label: 'Flame', part: new DeferredPart(async () => (await import('./flame')).FlameView) }`.
 */
export const VIEW_PARTS: Partial<Record<Exclude<TraceViewName, 'waterfall'>, TraceViewPart>> = {
  flame: {
    label: 'Flame',
    part: new DeferredPart(async () => (await import('./flame/flame-view')).FlameView),
  },
  statistics: {
    label: 'Statistics',
    part: new DeferredPart(async () => (await import('./statistics/statistics-view')).StatisticsView),
  },
  spans: {
    label: 'Spans',
    part: new DeferredPart(async () => (await import('./spans/spans-view')).SpansView),
  },
  events: {
    label: 'Events',
    part: new DeferredPart(async () => (await import('./events/events-view')).EventsView),
  },
  graph: {
    label: 'Graph',
    part: new DeferredPart(async () => (await import('./graph/graph-view')).GraphView),
  },
  mesh: { label: 'Mesh', part: new DeferredPart(async () => (await import('./mesh/mesh-view')).MeshView) },
  json: { label: 'JSON', part: new DeferredPart(async () => (await import('./json/json-view')).JsonView) },
};
