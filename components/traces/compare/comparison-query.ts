/** The comparison of two traces that were read, as a query. */
import { queryOptions, skipToken } from '@tanstack/react-query';
import type { ReadTrace } from '@/components/traces/reading/messages';

export const comparisonQuery = (a: ReadTrace | undefined, b: ReadTrace | undefined) =>
  queryOptions({
    // The ids are those of the worker: a trace that was read again is another.
    queryKey: ['traces', 'comparison', a?.id ?? null, b?.id ?? null],
    queryFn:
      a === undefined || b === undefined
        ? skipToken
        : async () => (await import('@/components/traces/reading/trace-reader')).compareRead(a, b),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  });
