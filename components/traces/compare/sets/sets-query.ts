/** The comparison of two sets as a query, and how far the server is with it. */
import { queryOptions } from '@tanstack/react-query';
import { fetchLines } from '@/components/shell/fetch-lines';
import type { SetsProgress } from '@/lib/traces/compare/sets-contract';

const contract = () => import('@/lib/traces/compare/sets-contract');

/** Only ever set by `setsQuery` of the same parameters. */
export const setsProgressQuery = (params: URLSearchParams) =>
  queryOptions<SetsProgress | null>({
    queryKey: ['traces', 'sets-progress', params.toString()],
    queryFn: () => null,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** `params`: the search with its window, `split`, `at` and `by`. */
export const setsQuery = (params: URLSearchParams) =>
  queryOptions({
    queryKey: ['traces', 'sets', params.toString()],
    queryFn: ({ signal, client }) => {
      const { queryKey } = setsProgressQuery(params);
      client.setQueryData(queryKey, null);
      return fetchLines(`/api/traces/sets?${params}`, {
        answer: async () => (await contract()).traceSetsAnswerSchema,
        progress: async () => (await contract()).setsProgressSchema,
        onProgress: (progress) => client.setQueryData(queryKey, progress),
        signal,
      });
    },
    // Nobody wants the sets to change while they are read.
    staleTime: Number.POSITIVE_INFINITY,
  });
