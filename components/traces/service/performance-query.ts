/** The query behind the page of service performance. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type Scope, scopeParams } from '@/components/shell/scope';
import type { PerformanceSource } from '@/lib/insight/performance/contract';

/** `service` null = the list of services; `source` null = what tells most. */
export function performanceQuery(
  scope: Scope,
  { service, source }: { readonly service: string | null; readonly source: PerformanceSource | null },
) {
  const params = scopeParams(scope);
  if (service !== null) params.set('service', service);
  if (source !== null) params.set('source', source);
  return queryOptions({
    queryKey: ['traces', 'performance', params.toString()],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/traces/performance?${params}`,
        async () => (await import('@/lib/insight/performance/contract')).performanceAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
}
