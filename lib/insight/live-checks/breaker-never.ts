/** Circuit breakers so wide that they protect nothing. */

import { objectKey } from '@/lib/config/identity';
import { seconds } from '@/lib/insight/impact/words';
import { type BreakerLoad, breakerLoads } from './breaker-load';
import type { LiveCheck } from './live-check';

/** A limit this many times what is under way has been set without looking, or for another day. */
const WIDE = 100;
/** A call this slow is what the breaker is for: were all calls so slow, the limit should be reached. */
const STALLED_SECONDS = 5;

export const breakerNever: LiveCheck = {
  code: 'PER1302',
  title: 'Circuit breaker can never trip',
  condition: `The limits of a connection pool are more than ${WIDE} times what any caller has under way, and would not be reached even if every answer took ${STALLED_SECONDS} seconds.`,
  severity: 'info',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings',
  *run({ calls }) {
    const byRule = Map.groupBy(breakerLoads(calls), ({ rule }) => objectKey(rule));
    for (const loads of byRule.values()) {
      const [first] = loads;
      // One caller that can reach the limit is reason enough for it.
      if (first === undefined || loads.some((load) => !isWide(load))) continue;
      const busiest = Math.max(...loads.map(({ offered }) => offered));
      const least = Math.min(...loads.map(({ atOnce }) => atOnce));
      yield {
        object: first.rule,
        path: ['spec', 'trafficPolicy', 'connectionPool'],
        message: `The limit of ${least} at once is never reached: the busiest caller's proxy has ${Number(busiest.toPrecision(2))} under way, and fewer than ${least} even if each took ${seconds(STALLED_SECONDS)}. A limit near what the service bears would protect it.`,
      };
    }
  },
};

function isWide({ followed: { call, before }, destination, offered, atOnce }: BreakerLoad): boolean {
  const stalled =
    (call.ratePerSecond * destination.share * STALLED_SECONDS) / Math.max(1, before.workload?.replicas ?? 1);
  return atOnce > offered * WIDE && atOnce > stalled;
}
