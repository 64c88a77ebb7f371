/** The question of the page of findings. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';

export const findingsQuery = (refetchInterval: number | false) =>
  queryOptions({
    queryKey: ['config', 'findings'],
    queryFn: ({ signal }) =>
      fetchAnswer(
        '/api/config/findings',
        async () => (await import('@/lib/config/findings/contract')).findingsAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
