/** What would be gained by changes to a trace, reckoned in the worker that holds it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { TraceModel } from '@/components/traces/trace-model';
import type { Change } from '@/lib/traces/what-if';

/** Nanoseconds by which the trace would end earlier, in the order of the changes. */
export function gainsQuery({ id, trace }: Pick<TraceModel, 'id' | 'trace'>, changes: readonly Change[]) {
  return queryOptions({
    queryKey: ['traces', 'gains', trace.traceId, id, JSON.stringify(changes)],
    queryFn: async () => {
      if (id === null) return (await import('@/lib/traces/what-if')).gainsOf(trace, changes);
      const { gainsOfRead } = await import('@/components/traces/reading/trace-reader');
      return gainsOfRead({ id, trace }, changes);
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
