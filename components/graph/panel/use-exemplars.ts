'use client';
/** The single requests that a latency chart shows. Without them (most stores keep none) the chart is whole. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ChartExemplar } from '@/components/charts/exemplar-places';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { refetchIntervalMs, type Scope, useScopedHref } from '@/components/shell/scope';

/** `params` are those of `GET /api/metrics`. */
export function useExemplars(params: string, scope: Scope): readonly ChartExemplar[] {
  const scoped = useScopedHref();
  const { data } = useQuery({
    queryKey: ['metrics', 'exemplars', params],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/metrics/exemplars?${params}`,
        async () => (await import('@/lib/metrics/exemplars')).exemplarsAnswerSchema,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
    retry: false,
  });
  return (data?.exemplars ?? []).map(({ traceId, atSeconds, valueMs }) => ({
    seconds: atSeconds,
    valueMs,
    href: scoped(`/traces/${traceId}`),
  }));
}
