/** The queries of the trace pages. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';

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

/** `params` hold the search and the scope's window. */
export const traceSearchQuery = (params: URLSearchParams) =>
  queryOptions({
    queryKey: ['traces', 'search', params.toString()],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/traces?${params}`,
        async () => (await import('@/lib/traces/contract')).traceSearchAnswerSchema,
        { signal },
      ),
    enabled: params.get('service') !== null,
    placeholderData: keepPreviousData,
  });

export const traceQuery = (traceId: string) =>
  queryOptions({
    queryKey: ['traces', 'trace', traceId],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/traces/${encodeURIComponent(traceId)}`,
        async () => (await import('@/lib/traces/contract')).traceAnswerSchema,
        { signal },
      ),
    // A trace may still be arriving: coming back to it looks again.
    staleTime: 30_000,
    // Shared structure is of no use here, and comparing 100,000 spans is not free.
    structuralSharing: false,
  });
