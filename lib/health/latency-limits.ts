/** How long requests may take: quantiles over exactly the requests that are counted, from their summed buckets. */
import { type Bucket, quantile } from '@/lib/metrics/histogram';
import { type Finding, levelOf, milliseconds } from './finding';

export const LATENCY_QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
export type LatencyQuantile = keyof typeof LATENCY_QUANTILES;

export interface LatencyLimit {
  readonly quantile: LatencyQuantile;
  /** Milliseconds; null = never. */
  readonly degradedFromMs: number | null;
  readonly failingFromMs: number | null;
}

/** `buckets` are cumulative, in milliseconds. Nothing is found where no histogram arrived. */
export function judgeLatency(buckets: readonly Bucket[], limits: readonly LatencyLimit[]): Finding[] {
  return limits.flatMap((limit) => {
    const valueMs = quantile(LATENCY_QUANTILES[limit.quantile], buckets);
    if (valueMs === null) return [];
    const { degradedFromMs, failingFromMs } = limit;
    const level = levelOf(valueMs, degradedFromMs, failingFromMs);
    if (level === null) return [];
    const fromMs = (level === 'failing' ? failingFromMs : degradedFromMs) ?? 0;
    return {
      level,
      reason: `${limit.quantile} is ${milliseconds(valueMs)} (${level} from ${milliseconds(fromMs)})`,
      figure: {
        measure: 'latencyMs',
        of: limit.quantile,
        value: valueMs,
        degradedFrom: degradedFromMs,
        failingFrom: failingFromMs,
      },
    };
  });
}
