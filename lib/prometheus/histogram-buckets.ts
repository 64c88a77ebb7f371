/** Native histograms as the cumulative series that classic ones have, one for each upper bound in `le`. */
import 'server-only';
import type { AskedSeries } from '@/lib/dashboards/query/port';
import type { NativeHistogram } from './native-histogram';
import type { Labels } from './response';

/**
 * Bounds are those of all instants together, since a native histogram tells only of buckets that something fell into;
 * between two bounds of an instant nothing fell, so that the count at each bound is exact.
 */
export function bucketSeries(
  labels: Labels,
  samples: readonly (readonly [seconds: number, histogram: NativeHistogram])[],
): readonly AskedSeries[] {
  const bounds = new Set<number>();
  for (const [, { buckets }] of samples) {
    for (const { lower, upper } of buckets) {
      bounds.add(upper);
      // What lies below the lowest bucket, or in a gap, is a bucket of its own, and empty.
      if (lower > 0) bounds.add(lower);
    }
  }
  bounds.add(Number.POSITIVE_INFINITY);
  const ascending = [...bounds].sort((a, b) => a - b);
  const points: [number, number][][] = ascending.map(() => []);
  for (const [seconds, { count, buckets }] of samples) {
    let next = 0;
    let below = 0;
    for (const [at, bound] of ascending.entries()) {
      while ((buckets[next]?.upper ?? Number.POSITIVE_INFINITY) <= bound && next < buckets.length) {
        below += buckets[next]?.count ?? 0;
        next += 1;
      }
      points[at]?.push([seconds, bound === Number.POSITIVE_INFINITY ? count : below]);
    }
  }
  return ascending.map((bound, at) => ({
    labels: { ...labels, le: bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound) },
    points: points[at] ?? [],
  }));
}
