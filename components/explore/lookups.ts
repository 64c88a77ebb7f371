/** What there is to ask for: names, labels, values, descriptions. Kept for a minute, since names change with rollouts only. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';

export interface LookupWindow {
  readonly from: number;
  readonly to: number;
}

/** Names are looked up over an hour at least, and at whole minutes, so that one answer serves for a while. */
export function lookupWindow({ from, to }: LookupWindow): LookupWindow {
  const end = Math.ceil(to / 60) * 60;
  return { from: Math.floor(Math.min(from, end - 3600) / 60) * 60, to: end };
}

const FRESH_MS = 60_000;
const lookupsModule = () => import('@/lib/dashboards/query/lookups');

/** `label` null: names of labels; else its values. `match` '' = of all series. */
export const namesQuery = (label: string | null, match: string, { from, to }: LookupWindow) =>
  queryOptions({
    queryKey: ['explore', 'names', label, match, from, to],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ from: String(from), to: String(to) });
      if (match !== '') params.set('match', match);
      if (label !== null) params.set('label', label);
      return fetchAnswer(
        `/api/query/${label === null ? 'labels' : 'values'}?${params}`,
        async () => (await lookupsModule()).namesAnswerSchema,
        { signal },
      );
    },
    staleTime: FRESH_MS,
    retry: false,
  });

/** Type, help and unit of all metrics, as far as the store knows them. */
export const metadataQuery = queryOptions({
  queryKey: ['explore', 'metadata'],
  queryFn: ({ signal }) =>
    fetchAnswer('/api/query/metadata', async () => (await lookupsModule()).describedAnswerSchema, { signal }),
  staleTime: 5 * FRESH_MS,
  retry: false,
});

export const cardinalityQuery = (match: string, { from, to }: LookupWindow) =>
  queryOptions({
    queryKey: ['explore', 'cardinality', match, from, to],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/query/cardinality?${new URLSearchParams({ match, from: String(from), to: String(to) })}`,
        async () => (await lookupsModule()).cardinalityAnswerSchema,
        { signal },
      ),
    staleTime: FRESH_MS,
    retry: false,
  });
