/** The question where the duration of a call stands among those of its edge, at its time. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { SpanCall } from '@/lib/insight/span-calls';
import type { TimeWindow } from '@/lib/mesh/time-window';

/** Enough requests to stand among, and still the same weather. */
const AROUND_SECONDS = 300;
/** Windows that begin alike share one answer. */
const GRID_SECONDS = 60;

/** The time around an instant (Unix µs), as far as it has passed. */
export function windowAround(startUs: number, nowSeconds: number): TimeWindow {
  const middle = Math.round(startUs / 1e6 / GRID_SECONDS) * GRID_SECONDS;
  const toSeconds = Math.min(middle + AROUND_SECONDS, Math.floor(nowSeconds / 15) * 15);
  return { fromSeconds: Math.min(middle, toSeconds) - AROUND_SECONDS, toSeconds };
}

/** Parameters of `GET /api/metrics/rank`; null where the call names no edge of the mesh. */
export function rankParams(call: SpanCall, valueMs: number, window: TimeWindow): string | null {
  const { source, called, target } = call;
  const params = new URLSearchParams();
  if (source?.workload != null && source.namespace !== null)
    params.set('source', `${source.namespace}/${source.workload}`);
  if (called?.namespace != null && called.name !== null)
    params.set('service', `${called.namespace}/${called.name}`);
  if (target?.workload != null && target.namespace !== null)
    params.set('destination', `${target.namespace}/${target.workload}`);
  if (!params.has('source') || !(params.has('service') || params.has('destination'))) return null;
  params.set('value', String(valueMs));
  params.set('from', String(window.fromSeconds));
  params.set('to', String(window.toSeconds));
  return params.toString();
}

export function rankQuery(params: string | null) {
  return queryOptions({
    queryKey: ['metrics', 'rank', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/metrics/rank?${params}`,
        async () => (await import('@/lib/metrics/rank')).rankAnswerSchema,
        { signal },
      ),
    enabled: params !== null,
    staleTime: 60_000,
    retry: false,
  });
}
