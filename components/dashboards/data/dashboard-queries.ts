/** What the pages ask about dashboards themselves. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';

const listContract = async () => (await import('@/lib/dashboards/library/contract')).dashboardListSchema;
export const answerContract = async () =>
  (await import('@/lib/dashboards/library/contract')).dashboardAnswerSchema;

export const dashboardListQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: ({ signal }) => fetchAnswer('/api/dashboards', listContract, { signal }),
  staleTime: 30_000,
});

export const dashboardQuery = (uid: string) =>
  queryOptions({
    queryKey: ['dashboards', uid],
    queryFn: ({ signal }) =>
      fetchAnswer(`/api/dashboards/${encodeURIComponent(uid)}`, answerContract, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    // The text of a dashboard is not a figure: "refresh now" is about what it shows.
    refetchOnWindowFocus: false,
  });
