/** Exemplars of a query that asks for them, in the time of its panel. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { QueryRequest } from '@/lib/dashboards/plan/plan-panel';

const contract = async () => (await import('@/lib/dashboards/query/exemplars')).queryExemplarsSchema;

export const exemplarsQuery = ({ expr, fromMs, toMs }: QueryRequest) => {
  const asked = new URLSearchParams({ expr, from: String(fromMs / 1000), to: String(toMs / 1000) });
  return queryOptions({
    queryKey: ['panel-exemplars', asked.toString()],
    queryFn: async ({ signal }) =>
      (await fetchAnswer(`/api/query/exemplars?${asked}`, contract, { signal, background: true })).exemplars,
    staleTime: 15_000,
    // A chart is whole without them.
    retry: false,
  });
};
