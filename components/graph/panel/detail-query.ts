/** The question about one selection: details that the picture does not need, and the window before. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { Protocol } from '@/lib/mesh/identity';

export type DetailOf =
  | { readonly node: string; readonly direction: 'incoming' | 'outgoing' }
  | { readonly source: string; readonly target: string; readonly protocol: Protocol };

/** Over the very window of the picture, so that its numbers and these agree. */
export function detailQuery(of: DetailOf, window: GraphAnswer['window']) {
  const params = new URLSearchParams({
    from: String(window.fromSeconds),
    to: String(window.toSeconds),
    ...of,
  }).toString();
  return queryOptions({
    queryKey: ['graph', 'detail', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/graph/detail?${params}`,
        async () => (await import('@/lib/graph/detail/contract')).detailAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
