/** The one question that the graph's page asks the server. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope-codec';
import { type LatencyStatistic, latencyStatistics } from '@/lib/graph/vocabulary';
import type { GraphView } from './view-state';

/** The statistics that the view needs: those on the labels, all for the table, p95 for the panel in any case. */
export function neededLatency(
  view: Pick<GraphView, 'labels' | 'table' | 'edge'>,
): readonly LatencyStatistic[] {
  if (view.table || view.edge !== null) return latencyStatistics;
  return latencyStatistics.filter((statistic) => statistic === 'p95' || view.labels.includes(statistic));
}

/** Parameters of `GET /api/graph`. */
export function graphParams(scope: Pick<ScopeValues, 'namespaces' | 'window'>, view: GraphView): string {
  const params = scopeParams(scope);
  params.set('type', view.type);
  if (view.services !== 'auto') params.set('serviceNodes', view.services);
  if (view.apps) params.set('boxApps', 'true');
  if (view.idle) params.set('idle', 'true');
  params.set('latency', neededLatency(view).join(','));
  if (view.table || view.edge !== null || view.labels.includes('throughput'))
    params.set('throughput', 'true');
  if (view.table || view.edge !== null || view.node !== null || view.labels.includes('mtls'))
    params.set('mtls', 'true');
  return params.toString();
}

export function graphQuery(scope: ScopeValues, view: GraphView) {
  const params = graphParams(scope, view);
  return queryOptions({
    queryKey: ['graph', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/graph?${params}`,
        async () => (await import('@/lib/graph/contract')).graphAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
}
