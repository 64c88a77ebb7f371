/** How close each written circuit breaker is to its limit at today's rate. */
import type { RouteDestination } from '@/lib/config/simulation/outcome';
import type { ObjectId } from '@/lib/config/store';
import type { FollowedCall } from '@/lib/insight/impact/follow';
import { mixOf } from '@/lib/insight/impact/mix';
import { breakerOf, overflowShare } from '@/lib/insight/overflow';

export interface BreakerLoad {
  readonly followed: FollowedCall;
  readonly rule: ObjectId;
  readonly destination: RouteDestination;
  /** Requests under way at once on average, of one client proxy. */
  readonly offered: number;
  readonly atOnce: number;
  /** Share that would be turned away, by queueing theory. */
  readonly expected: number;
  /** The same at ten times the rate. */
  readonly expectedAtTenfold: number;
  /** Share that was turned away in the window (flag UO). */
  readonly observed: number;
}

export function breakerLoads(calls: readonly FollowedCall[]): readonly BreakerLoad[] {
  return calls.flatMap((followed) => {
    const { call, before } = followed;
    const { avg } = call.latencyMs;
    if (avg === null || call.protocol === 'tcp' || !(call.ratePerSecond > 0)) return [];
    const proxies = Math.max(1, before.workload?.replicas ?? 1);
    // What most requests meet; rules for a few of them are not judged by the load of all.
    const main = mixOf(followed).toSorted((a, b) => b.low + b.high - a.low - a.high)[0];
    const outcome = main?.samples[0]?.before.outcome ?? null;
    if (main === undefined || outcome === null || !('destinations' in outcome)) return [];
    return outcome.destinations.flatMap((destination) => {
      const { connectionPool, destinationRule } = destination.limits;
      const breaker = breakerOf(connectionPool, call.protocol);
      if (destinationRule === null || breaker.atOnce === null) return [];
      const offered = (call.ratePerSecond * destination.share * main.high * (avg / 1000)) / proxies;
      return [
        {
          followed,
          rule: destinationRule,
          destination,
          offered,
          atOnce: breaker.atOnce,
          expected: overflowShare(breaker, offered),
          expectedAtTenfold: overflowShare(breaker, offered * 10),
          observed: call.overflowPerSecond / call.ratePerSecond,
        },
      ];
    });
  });
}
