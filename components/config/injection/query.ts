/** The question of the injection page. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';

export const injectionQuery = (refetchInterval: number | false) =>
  queryOptions({
    queryKey: ['config', 'injection'],
    queryFn: ({ signal }) =>
      fetchAnswer(
        '/api/config/injection',
        async () => (await import('@/lib/config/injection/contract')).injectionAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
