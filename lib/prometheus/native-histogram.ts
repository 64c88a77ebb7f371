/**
 * Native histograms as Prometheus' API writes them, and as points of a cumulative distribution, so that they can be
 * added to classic buckets (https://prometheus.io/docs/prometheus/latest/querying/api/#native-histograms).
 */
import type { Bucket } from '@/lib/metrics/histogram';

/** Not cumulative: `count` observations (or their rate) between the bounds. */
export interface NativeBucket {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

export interface NativeHistogram {
  readonly count: number;
  readonly sum: number;
  /** Ascending; empty buckets are left out. */
  readonly buckets: readonly NativeBucket[];
}

/** The second half of `"histogram": [<time>, {…}]`; null for anything else. */
export function readNativeHistogram(wire: unknown): NativeHistogram | null {
  if (typeof wire !== 'object' || wire === null) return null;
  const { count, sum, buckets = [] } = wire as { count?: unknown; sum?: unknown; buckets?: unknown };
  if (!Array.isArray(buckets)) return null;
  const read = buckets.map(readBucket);
  const known = read.filter((bucket) => bucket !== null);
  if (known.length < read.length) return null;
  const total = { count: number(count), sum: number(sum) };
  if (Number.isNaN(total.count)) return null;
  return { ...total, buckets: known.sort((a, b) => a.upper - b.upper) };
}

function readBucket(wire: unknown): NativeBucket | null {
  if (!Array.isArray(wire) || wire.length !== 4) return null;
  const [, lower, upper, count] = wire;
  const bucket = { lower: number(lower), upper: number(upper), count: number(count) };
  return Object.values(bucket).some(Number.isNaN) ? null : bucket;
}

function number(text: unknown): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
}

/** Inside an exponential bucket Prometheus interpolates exponentially; between so many points a line is as good. */
const POINTS_WITHIN = 16;

/** Points of the cumulative distribution, lines between them; the last is the total at infinity. */
export function cumulative({ buckets, count }: NativeHistogram, exponential: boolean): readonly Bucket[] {
  const points: Bucket[] = [];
  let below = 0;
  for (const bucket of buckets) {
    // The first of custom bounds begins at -Inf; nothing takes less than no time.
    const lower = Math.max(0, bucket.lower);
    if (bucket.upper > 0 && (points.at(-1)?.upperBound ?? 0) < lower) {
      points.push({ upperBound: lower, count: below });
    }
    if (exponential && lower > 0 && Number.isFinite(bucket.upper)) {
      for (let at = 1; at < POINTS_WITHIN; at += 1) {
        const share = at / POINTS_WITHIN;
        const upperBound = lower * (bucket.upper / lower) ** share;
        points.push({ upperBound, count: below + bucket.count * share });
      }
    }
    below += bucket.count;
    if (Number.isFinite(bucket.upper)) points.push({ upperBound: Math.max(0, bucket.upper), count: below });
  }
  return [...points, { upperBound: Number.POSITIVE_INFINITY, count }];
}

/**
 * Whether these histograms have exponential buckets, whose bounds are powers of one base, and no custom ones. Told by
 * all of an answer together: one bucket of custom bounds may look like it (0.5 to 1).
 */
export function areExponential(histograms: Iterable<NativeHistogram>): boolean {
  for (const { buckets } of histograms) {
    for (const { lower, upper } of buckets) {
      // The bucket around zero belongs to no schema; infinite bounds are those of custom buckets.
      if (!Number.isFinite(lower) || !Number.isFinite(upper)) return false;
      if (lower <= 0) continue;
      const width = Math.log2(upper / lower);
      const schema = Math.log2(1 / width);
      if (!isWhole(schema) || !isWhole(Math.log2(lower) / width)) return false;
    }
  }
  return true;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/**
 * Distributions made comparable: each at all the bounds that any of them has, so that they can be added bound by
 * bound. Between its own points a distribution is a line, as `histogram_quantile` takes it.
 */
export function atCommonBounds(
  distributions: readonly (readonly Bucket[])[],
): readonly (readonly Bucket[])[] {
  const bounds = [...new Set(distributions.flat().map(({ upperBound }) => upperBound))].sort((a, b) => a - b);
  return distributions.map((distribution) => {
    const points = [...distribution].sort((a, b) => a.upperBound - b.upperBound);
    let at = 0;
    let before: Bucket = { upperBound: 0, count: 0 };
    return bounds.map((upperBound) => {
      while (at < points.length && (points[at]?.upperBound ?? 0) <= upperBound)
        before = points[at++] ?? before;
      return { upperBound, count: between(before, points[at], upperBound) };
    });
  });
}

function between(before: Bucket, after: Bucket | undefined, bound: number): number {
  if (after === undefined || before.upperBound >= bound || !Number.isFinite(after.upperBound))
    return before.count;
  const share = (bound - before.upperBound) / (after.upperBound - before.upperBound);
  return before.count + (after.count - before.count) * Math.max(0, share);
}
