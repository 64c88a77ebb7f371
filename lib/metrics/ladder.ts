/** A distribution as its mean and a ladder of percentiles, for latencies and sizes. */
import { z } from 'zod';
import { type Bucket, quantile } from './histogram';
import type { Distribution } from './traffic-detail';

export const LADDER_SHARES = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999] as const;

/** In the histogram's own unit: milliseconds or bytes. */
export const ladderSchema = z.object({
  mean: z.number().nullable(),
  /** Ascending by share. */
  steps: z.array(
    z.object({
      share: z.number(),
      value: z.number(),
      /** True = beyond the last bound of the histogram, so that the value is only known to be more than this. */
      beyond: z.boolean(),
    }),
  ),
});
export type Ladder = z.infer<typeof ladderSchema>;

/** null = nothing was observed. Without buckets there is a mean and no percentile. */
export function ladderOf({ buckets, sum, count }: Distribution): Ladder | null {
  const total = countAt(buckets, Number.POSITIVE_INFINITY);
  const observed = total > 0 ? total : (count ?? 0);
  if (!(observed > 0)) return null;
  const mean = sum === null ? null : sum / observed;
  if (!(total > 0)) return mean === null ? null : { mean, steps: [] };
  const lastBound = Math.max(
    ...buckets.map(({ upperBound }) => upperBound).filter((bound) => Number.isFinite(bound)),
  );
  const within = countAt(buckets, lastBound);
  const steps = LADDER_SHARES.flatMap((share) => {
    const value = quantile(share, buckets);
    return value === null ? [] : [{ share, value, beyond: share * total > within }];
  });
  return { mean, steps };
}

/** Buckets of several parts may share a bound. */
function countAt(buckets: readonly Bucket[], bound: number): number {
  return buckets.reduce((sum, { upperBound, count }) => (upperBound === bound ? sum + count : sum), 0);
}
