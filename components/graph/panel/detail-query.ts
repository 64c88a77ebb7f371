/** The question about one selection: details that the picture does not need, and the window before. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { EdgeSubject, NodeSubject } from '@/lib/graph/subject-of';

export type DetailOf = NodeSubject | EdgeSubject;

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
