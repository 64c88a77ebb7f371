/** The queries behind the page of objectives. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';

/** Budgets count over weeks; a minute changes nothing that one could see. */
const REFRESH_MS = 60_000;

export const objectivesQuery = queryOptions({
  queryKey: ['objectives'],
  queryFn: ({ signal }) =>
    fetchAnswer(
      '/api/objectives',
      async () => (await import('@/lib/insight/objectives/contract')).objectivesAnswerSchema,
      { signal },
    ),
  placeholderData: keepPreviousData,
  refetchInterval: REFRESH_MS,
});

export const proposalsQuery = queryOptions({
  queryKey: ['objectives', 'proposals'],
  queryFn: ({ signal }) =>
    fetchAnswer(
      '/api/objectives/proposals',
      async () => (await import('@/lib/insight/objectives/contract')).proposalsAnswerSchema,
      { signal },
    ),
  staleTime: 300_000,
});
