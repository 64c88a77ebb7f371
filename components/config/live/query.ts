/** What today's traffic says against stored objects. Asked beside the plain analysis, which never waits for it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { type ScopeWindow, scopeParams } from '@/components/shell/scope-codec';

export const liveFindingsQuery = (window: ScopeWindow) =>
  queryOptions({
    queryKey: ['config', 'live-findings', window],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/config/live-findings?${scopeParams({ namespaces: null, window })}`,
        async () => (await import('@/lib/insight/live-checks/contract')).liveFindingsSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
