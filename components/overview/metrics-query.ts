/** The charts of the whole mesh (or of the chosen namespaces) over the window. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchMetrics } from '@/components/shell/fetch-metrics';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope-codec';

export function meshMetricsQuery(scope: ScopeValues) {
  const params = scopeParams(scope).toString();
  return queryOptions({
    queryKey: ['metrics', params],
    queryFn: ({ signal }) => fetchMetrics(params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
}
