/**
 * Quantiles of cumulative buckets, by the same interpolation as Prometheus' `histogram_quantile`
 * (https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile; promql/quantile.go), for sums
 * that one query cannot make. Never of averages, never of one caller's quantile.
 */

/** Cumulative: `count` observations (or their rate) were at most `upperBound`. */
export interface Bucket {
  readonly upperBound: number;
  readonly count: number;
}

/**
 * The value below which `share` (0..1) of the observations lie; null where there are none, or no `+Inf` bucket
 * and so no total. Buckets with equal bounds are added up; order does not matter.
 */
export function quantile(share: number, buckets: Iterable<Bucket>): number | null {
  const sorted = ascending(buckets);
  const last = sorted.at(-1);
  if (last === undefined || last.upperBound !== Number.POSITIVE_INFINITY || sorted.length < 2) return null;
  // Rates of several scrapes can make a bucket smaller than the one before it.
  for (let at = 1; at < sorted.length; at += 1) {
    const before = sorted[at - 1];
    const here = sorted[at];
    if (before && here && here.count < before.count) here.count = before.count;
  }
  if (last.count === 0) return null;
  return interpolate(share * last.count, sorted);
}

function interpolate(rank: number, sorted: readonly Bucket[]): number | null {
  const found = sorted.slice(0, -1).findIndex((bucket) => bucket.count >= rank);
  // Beyond the last finite bound nothing is known: its bound is the best there is.
  if (found === -1) return sorted.at(-2)?.upperBound ?? null;
  const bucket = sorted[found];
  const before = sorted[found - 1];
  if (bucket === undefined) return null;
  if (before === undefined && bucket.upperBound <= 0) return bucket.upperBound;
  const start = before?.upperBound ?? 0;
  const below = before?.count ?? 0;
  return start + (bucket.upperBound - start) * ((rank - below) / (bucket.count - below));
}

function ascending(buckets: Iterable<Bucket>): { upperBound: number; count: number }[] {
  const byBound = new Map<number, number>();
  for (const { upperBound, count } of buckets)
    byBound.set(upperBound, (byBound.get(upperBound) ?? 0) + count);
  return [...byBound]
    .map(([upperBound, count]) => ({ upperBound, count }))
    .sort((a, b) => a.upperBound - b.upperBound);
}
