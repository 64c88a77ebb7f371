/** The query behind the page of alerts. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type Scope } from '@/components/shell/scope';

export function alertsQuery(scope: Pick<Scope, 'window' | 'refreshSeconds'>) {
  return queryOptions({
    queryKey: ['alerts'],
    queryFn: ({ signal }) =>
      fetchAnswer('/api/alerts', async () => (await import('@/lib/alerts/contract')).alertsAnswerSchema, {
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
}
