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
  mesh: { label: 'Mesh', part: new DeferredPart(async () => (await import('./mesh/mesh-view')).MeshView) },
};
