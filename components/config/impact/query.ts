/** What unsaved texts would do to the traffic of the page's window. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { ScopeWindow } from '@/components/shell/scope-codec';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ImpactAnswer } from '@/lib/insight/impact/contract';

export const impactQuery = (drafts: readonly Draft[], window: ScopeWindow) =>
  queryOptions({
    queryKey: ['config', 'impact', drafts, window],
    queryFn: ({ signal }): Promise<ImpactAnswer> =>
      fetchAnswer(
        '/api/config/impact',
        async () => (await import('@/lib/insight/impact/contract')).impactAnswerSchema,
        { method: 'POST', body: { drafts, window: asked(window) }, signal },
      ),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });

function asked(window: ScopeWindow) {
  return window.kind === 'last'
    ? { last: window.seconds }
    : { from: window.fromSeconds, to: window.toSeconds };
}
