/** Parameters of `GET /api/graph`. Pure, so that the server writes the same ones into a page that asks early. */
import { type ScopeValues, scopeParams } from '@/components/shell/scope-codec';
import { type Needs, NO_NEEDS } from '@/lib/graph/find/language';
import { type LatencyStatistic, latencyStatistics } from '@/lib/graph/vocabulary';
import type { EdgeLabel, GraphView } from './view-state';

/** The view, and what its expressions look at. */
export type AskedView = GraphView & { readonly needs?: Needs };

/** Everything that is known of an edge stands in the table and in an edge's panel. */
function wantsAll(view: Pick<GraphView, 'table' | 'edge'>): boolean {
  return view.table || view.edge !== null;
}

function shows(view: Pick<GraphView, 'labels'>, ...labels: readonly EdgeLabel[]): boolean {
  return labels.some((label) => view.labels.includes(label));
}

/** The statistics that the view needs: those on the labels, all for the table, p95 for the panel in any case. */
export function neededLatency(
  view: Pick<AskedView, 'labels' | 'table' | 'edge' | 'protocols' | 'needs'>,
): readonly LatencyStatistic[] {
  if (view.protocols.every((protocol) => protocol === 'tcp')) return [];
  if (wantsAll(view)) return latencyStatistics;
  const { latency } = view.needs ?? NO_NEEDS;
  return latencyStatistics.filter(
    (statistic) => statistic === 'p95' || view.labels.includes(statistic) || latency.includes(statistic),
  );
}

/** Messages cost queries of their own: only where gRPC is shown by them. */
function needsMessages(view: AskedView): boolean {
  return (
    view.protocols.includes('grpc') &&
    (view.needs?.messages === true ||
      view.grpc !== 'requests' ||
      view.edge !== null ||
      shows(view, 'messages'))
  );
}

/** Only what the view shows is asked for. */
export function graphParams(scope: Pick<ScopeValues, 'namespaces' | 'window'>, view: AskedView): string {
  const params = scopeParams(scope);
  const needs = view.needs ?? NO_NEEDS;
  params.set('type', view.type);
  if (view.services !== 'auto') params.set('serviceNodes', view.services);
  if (view.boxes.includes('app')) params.set('boxApps', 'true');
  if (view.idle) params.set('idle', 'true');
  if (view.idleNodes || needs.idleNodes) params.set('idleNodes', 'true');
  if (view.operations || needs.operations) params.set('operations', 'true');
  if (view.waypoints) params.set('waypoints', 'nodes');
  if (view.ambient !== 'total') params.set('ambient', view.ambient);
  if (needsMessages(view)) params.set('messages', 'true');
  params.set('latency', neededLatency(view).join(','));
  if (wantsAll(view) || needs.throughput || shows(view, 'throughput', 'requestBytes', 'responseBytes'))
    params.set('throughput', 'true');
  if (wantsAll(view) || needs.mtls || view.node !== null || shows(view, 'mtls')) params.set('mtls', 'true');
  return params.toString();
}
