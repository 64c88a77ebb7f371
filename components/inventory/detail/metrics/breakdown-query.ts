/** The questions of the metrics tab: metrics told apart by a label, and what pods use. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope';
import type {
  BreakdownChartId,
  BreakdownGroup,
  BreakdownReporter,
  BreakdownStatistic,
} from '@/lib/metrics/breakdown';

export interface BreakdownChoice {
  readonly by: BreakdownGroup;
  readonly reporter: BreakdownReporter;
  readonly statistic: BreakdownStatistic;
}

/** `of` names the subject as `GET /api/metrics` takes it; `charts` null = all. */
export const breakdownQuery = (
  of: Readonly<Record<string, string>>,
  scope: ScopeValues,
  choice: BreakdownChoice,
  charts: readonly BreakdownChartId[] | null,
) => {
  const params = scopeParams({ namespaces: scope.namespaces, window: scope.window });
  const named = { ...of, ...choice, ...(charts === null ? {} : { charts: charts.join(',') }) };
  for (const [key, value] of Object.entries(named)) params.set(key, value);
  return queryOptions({
    queryKey: ['metrics', 'breakdown', params.toString()],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/metrics/breakdown?${params}`,
        async () => (await import('@/lib/metrics/load-breakdown')).breakdownAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
};

export const usageQuery = (namespace: string, workloads: readonly string[], scope: ScopeValues) => {
  const params = scopeParams({ namespaces: null, window: scope.window });
  params.set('namespace', namespace);
  params.set('workloads', workloads.slice(0, 50).join(','));
  return queryOptions({
    queryKey: ['inventory', 'usage', params.toString()],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/inventory/usage?${params}`,
        async () => (await import('@/lib/insight/inventory/load-usage')).usageAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
    enabled: workloads.length > 0,
  });
};
