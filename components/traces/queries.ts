/** The queries of the trace pages. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { FetchTraceOptions } from './reading/fetch-trace';

export const traceServicesQuery = queryOptions({
  queryKey: ['traces', 'services'],
  queryFn: ({ signal }) =>
    fetchAnswer(
      '/api/traces/services',
      async () => (await import('@/lib/traces/contract')).traceServicesAnswerSchema,
      { signal },
    ),
  staleTime: 60_000,
});

/** Patterns of links to other tools: settings, which change seldom. */
export const linkPatternsQuery = queryOptions({
  queryKey: ['traces', 'links'],
  queryFn: ({ signal }) =>
    fetchAnswer(
      '/api/traces/links',
      async () => (await import('@/lib/traces/links/pattern')).linkPatternsAnswerSchema,
      { signal },
    ),
  staleTime: 300_000,
});

/** Whether Jaeger may be asked to keep a trace: a setting. */
export const traceArchiveQuery = queryOptions({
  queryKey: ['traces', 'archive'],
  queryFn: ({ signal }) =>
    fetchAnswer(
      '/api/traces/archive',
      async () => (await import('@/lib/traces/contract')).traceArchiveAnswerSchema,
      { signal },
    ),
  staleTime: 300_000,
});

export const traceOperationsQuery = (service: string) =>
  queryOptions({
    queryKey: ['traces', 'operations', service],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/traces/operations?${new URLSearchParams({ service })}`,
        async () => (await import('@/lib/traces/contract')).traceOperationsAnswerSchema,
        {
          signal,
        },
      ),
    staleTime: 60_000,
    enabled: service !== '',
  });

/** The first page of a search alone, for examples elsewhere. `params` as in `traceSearchQuery`. */
export const traceExamplesQuery = (params: URLSearchParams) =>
  queryOptions({
    queryKey: ['traces', 'examples', params.toString()],
    queryFn: ({ signal }) => fetchSearch(params, signal),
    retry: false,
    staleTime: 30_000,
  });

function fetchSearch(params: URLSearchParams, signal: AbortSignal) {
  return fetchAnswer(
    `/api/traces?${params}`,
    async () => (await import('@/lib/traces/contract')).traceSearchAnswerSchema,
    { signal },
  );
}

/** Where a page of a search begins: pages after the first keep the first one's window. */
interface SearchPage {
  readonly before: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** `params` hold the search and the scope's window. Each page goes further back in time. */
export const traceSearchQuery = (params: URLSearchParams, enabled: boolean) =>
  infiniteQueryOptions({
    queryKey: ['traces', 'search', params.toString()],
    queryFn: ({ pageParam, signal }) => fetchSearch(pageOf(params, pageParam), signal),
    initialPageParam: null as SearchPage | null,
    getNextPageParam: ({ next, window }): SearchPage | null =>
      next === null ? null : { before: next, ...window },
    enabled,
    placeholderData: keepPreviousData,
  });

function pageOf(params: URLSearchParams, page: SearchPage | null): URLSearchParams {
  if (page === null) return params;
  const own = new URLSearchParams(params);
  own.delete('last');
  own.set('from', String(page.fromSeconds));
  own.set('to', String(page.toSeconds));
  own.set('before', String(page.before));
  return own;
}

/** `adjustClocks`: false shows every span where its own clock put it. */
export const traceQuery = (
  traceId: string,
  { source = 'server', adjustClocks = true }: Omit<FetchTraceOptions, 'signal'> = {},
) =>
  queryOptions({
    queryKey: ['traces', 'trace', traceId, source, adjustClocks],
    // What reads traces is large, and only needed with one.
    queryFn: async ({ signal }) =>
      (await import('./reading/fetch-trace')).fetchTrace(traceId, { source, adjustClocks, signal }),
    // A trace may still be arriving: coming back to it looks again.
    staleTime: 30_000,
    // Shared structure is of no use here, and comparing 100,000 spans is not free.
    structuralSharing: false,
  });
