/** What the strip asks the server: rates over the longer span, and what happened in it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { fetchMetrics } from '@/components/shell/fetch-metrics';
import { type ScopeValues, scopeParams } from '@/components/shell/scope-codec';
import type { TimeWindow } from '@/lib/mesh/time-window';

export interface StripQuestion {
  readonly namespaces: ScopeValues['namespaces'];
  /** Ends on a multiple of the step and not in the future, so that a refresh asks for the same again. */
  readonly span: TimeWindow;
  readonly stepSeconds: number;
}

export function stripRatesQuery({ namespaces, span, stepSeconds }: StripQuestion) {
  const params = scopeParams({ namespaces, window: { kind: 'absolute', ...span } });
  params.set('charts', 'requests');
  params.set('step', String(stepSeconds));
  const text = params.toString();
  return queryOptions({
    queryKey: ['metrics', text],
    queryFn: ({ signal }) => fetchMetrics(text, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** What happened within a span; changes of configuration appear within half a minute. */
export function timelineQuery(namespaces: ScopeValues['namespaces'], span: TimeWindow) {
  const text = scopeParams({ namespaces, window: { kind: 'absolute', ...span } }).toString();
  return queryOptions({
    queryKey: ['timeline', text],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/timeline?${text}`,
        async () => (await import('@/lib/insight/timeline/contract')).timelineAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchInterval: 30_000,
  });
}
