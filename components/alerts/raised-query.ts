/** Alerts of the window on the page: of now where it moves with the clock, else those that fired in it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type ScopeValues } from '@/components/shell/scope-codec';

export function raisedAlertsQuery({
  window,
  refreshSeconds,
}: Pick<ScopeValues, 'window' | 'refreshSeconds'>) {
  const asked = window.kind === 'absolute' ? `?from=${window.fromSeconds}&to=${window.toSeconds}` : '';
  return queryOptions({
    queryKey: ['raised-alerts', asked],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/alerts/raised${asked}`,
        async () => (await import('@/lib/insight/raised-alerts/contract')).raisedAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs({ window, refreshSeconds }),
    // A store without rules has none each time.
    retry: false,
  });
}
