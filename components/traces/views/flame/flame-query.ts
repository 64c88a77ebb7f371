/** The bars of a trace's flame graph as a query. They are reckoned in the worker, where there is one. */
import { queryOptions } from '@tanstack/react-query';
import type { TraceModel } from '@/components/traces/trace-model';
import { type FlameBars, type FlameKind, flameBars } from '@/lib/traces/flame/flame-bars';

export const flameQuery = ({ id, trace, self }: TraceModel, by: FlameKind) =>
  queryOptions({
    // A trace that grew was read again, under another id.
    queryKey: ['traces', 'flame', trace.traceId, id, by],
    queryFn: async (): Promise<FlameBars> => {
      const known =
        id === null
          ? null
          : await (await import('@/components/traces/reading/trace-reader')).flameOf({ id, trace }, by);
      return known ?? flameBars(trace, self, by);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  });
