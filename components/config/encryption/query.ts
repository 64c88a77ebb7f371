/** The question of the page of encryption. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';

export const encryptionQuery = (refetchInterval: number | false) =>
  queryOptions({
    queryKey: ['config', 'encryption'],
    queryFn: ({ signal }) =>
      fetchAnswer(
        '/api/config/encryption',
        async () => (await import('@/lib/config/simulation/matrix-contract')).encryptionMatrixSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
