/** How requests and failures of each service went over the window, for the sparklines. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues, scopeParams } from '@/components/shell/scope-codec';

export function trendsQuery(scope: ScopeValues) {
  const params = scopeParams(scope).toString();
  return queryOptions({
    queryKey: ['trends', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/trends?${params}`,
        async () => (await import('@/lib/metrics/trends')).trendsAnswerSchema,
        {
          signal,
        },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
}
