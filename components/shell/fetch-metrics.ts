/** Charts as numbers: the one way that pages ask for them. */
import type { MetricsAnswer } from '@/lib/metrics/contract';
import { fetchAnswer } from './fetch-answer';

/** `params` are those of `GET /api/metrics`. */
export function fetchMetrics(params: string, signal: AbortSignal): Promise<MetricsAnswer> {
  const contract = async () => (await import('@/lib/metrics/contract')).metricsAnswerSchema;
  return fetchAnswer(`/api/metrics?${params}`, contract, { signal });
}
