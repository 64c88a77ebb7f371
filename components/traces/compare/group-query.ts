/** The group of traces that are like one, as a query. */
import { queryOptions, skipToken } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { mainRoot, nameOf, serviceOf, startUnixUs, type Trace } from '@/lib/traces/model/trace';

/** How far around the trace its like are looked for, s. */
const AROUND_SECONDS = 1800;

/** `search`: its parameters with its window; null = traces of the same root, half an hour around this one. */
export function groupParams(trace: Trace, search: string | null, nowSeconds: number): URLSearchParams {
  const params = new URLSearchParams(search ?? '');
  if (search === null) {
    const root = mainRoot(trace);
    const atSeconds = Math.floor(startUnixUs(trace, root) / 1e6);
    params.set('service', serviceOf(trace, root));
    params.set('operation', nameOf(trace, root));
    params.set('rootService', serviceOf(trace, root));
    params.set('rootName', nameOf(trace, root));
    params.set('from', String(atSeconds - AROUND_SECONDS));
    // Of a trace of this moment there is no half hour after it yet.
    params.set('to', String(Math.min(atSeconds + AROUND_SECONDS, Math.floor(nowSeconds))));
  }
  params.set('without', trace.traceId);
  return params;
}

export const groupQuery = (trace: Trace | undefined, search: string | null) => {
  const known = trace === undefined || trace.count === 0 ? null : trace;
  return queryOptions({
    queryKey: ['traces', 'group', known?.traceId ?? null, search],
    queryFn:
      known === null
        ? skipToken
        : ({ signal }) =>
            fetchAnswer(
              `/api/traces/group?${groupParams(known, search, Date.now() / 1000)}`,
              async () => (await import('@/lib/traces/compare/group-contract')).traceGroupAnswerSchema,
              { signal },
            ),
    staleTime: 60_000,
  });
};
