/**
 * How much of a call's traffic each sample may stand for. Metrics do not tell paths and headers, yet where requests
 * arrived narrows it: what only one kind of request can reach was reached by that kind.
 */
import type { FollowedCall, Sample } from './follow';
import { workloadKey } from './follow';
import type { Prediction } from './prediction';

/** Samples that cannot be told apart by where they lead in the stored mesh. */
export interface SampleClass {
  readonly samples: readonly Sample[];
  /** Share of the call's traffic, at least and at most. */
  readonly low: number;
  readonly high: number;
}

/** Of fewer requests the shares are too uncertain to narrow anything. */
const NOISE = 0.02;

export function mixOf({ call, samples }: FollowedCall): readonly SampleClass[] {
  const groups = [...Map.groupBy(samples, ({ before }) => sharesKey(before)).values()];
  if (groups.length <= 1) return groups.map((group) => ({ samples: group, low: 1, high: 1 }));
  const observed = new Map(
    call.reached.map((one) => [workloadKey(one), one.ratePerSecond / (call.ratePerSecond || 1)]),
  );
  const shares = groups.map((group) => sharesOf(group[0]?.before ?? { outcome: null, parts: [] }));
  return groups.map((group, at) => ({ samples: group, ...boundsOf(shares, at, observed) }));
}

function boundsOf(
  shares: readonly ReadonlyMap<string, number>[],
  at: number,
  observed: ReadonlyMap<string, number>,
): { low: number; high: number } {
  let low = 0;
  let high = 1;
  const own = shares[at] ?? new Map<string, number>();
  if (observed.size === 0) return { low, high };
  for (const [key, share] of own) {
    // What ended before it reached a workload is in no workload's share.
    if (key === '' || share < NOISE) continue;
    const most = (observed.get(key) ?? 0) / share;
    high = Math.min(high, most);
    const isOnly = shares.every((other, index) => index === at || !other.has(key));
    if (isOnly) low = Math.max(low, Math.min(1, most));
  }
  // Two workloads tell a little differently, by chance.
  return low > high ? { low: high, high: low } : { low, high };
}

export function sharesOf({ parts }: Prediction): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { key, share } of parts) shares.set(key, (shares.get(key) ?? 0) + share);
  return shares;
}

export function sharesKey(prediction: Prediction): string {
  return JSON.stringify([...sharesOf(prediction)].map(([key, share]) => [key, rounded(share)]).sort());
}

export function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
