/** Figures of a window and of its instants as one row of the answer. Pure. */
import type { Figures } from '@/lib/metrics/performance-figures';
import type { PerformanceRow } from './contract';

export function figuresRow(window: Figures, trend: Figures | null): Omit<PerformanceRow, 'impact'> {
  const { service, namespace, searchService, operation } = window.called;
  const requestsPerSecond = window.requestsPerSecond[0] ?? 0;
  const [p50 = [], p95 = [], p99 = []] = window.quantilesMs;
  const [trendP50 = [], trendP95 = [], trendP99 = []] = trend?.quantilesMs ?? [];
  return {
    service,
    namespace,
    searchService,
    operation,
    requestsPerSecond,
    errorShare: shareOf(window.errorsPerSecond[0] ?? null, requestsPerSecond),
    p50Ms: p50[0] ?? null,
    p95Ms: p95[0] ?? null,
    p99Ms: p99[0] ?? null,
    trend: {
      requestsPerSecond: [...(trend?.requestsPerSecond ?? [])],
      errorShare: (trend?.requestsPerSecond ?? []).map((requests, at) =>
        shareOf(trend?.errorsPerSecond[at] ?? null, requests),
      ),
      p50Ms: known(trendP50),
      p95Ms: known(trendP95),
      p99Ms: known(trendP99),
    },
  };
}

/** A line of gaps alone says nothing. */
function known(values: readonly (number | null)[]): (number | null)[] {
  return values.some((value) => value !== null) ? [...values] : [];
}

function shareOf(errors: number | null, requests: number | null): number | null {
  return errors === null || requests === null || requests === 0 ? null : errors / requests;
}
