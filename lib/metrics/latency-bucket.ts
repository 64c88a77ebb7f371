/** The bucket of Envoy's latency histogram that a duration falls into; the finest that a chart of latency knows. */

/** Upper bounds in ms (Envoy's default buckets: envoy.config.metrics.v3.StatsConfig, `histogram_bucket_settings`). */
const BOUNDS_MS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
] as const;

export interface LatencyBucket {
  readonly fromMs: number;
  /** null = no upper bound. */
  readonly toMs: number | null;
}

export function latencyBucketOf(ms: number): LatencyBucket {
  const at = BOUNDS_MS.findIndex((bound) => ms <= bound);
  const before = at < 0 ? BOUNDS_MS.at(-1) : BOUNDS_MS[at - 1];
  return { fromMs: before ?? 0, toMs: at < 0 ? null : (BOUNDS_MS[at] ?? null) };
}
