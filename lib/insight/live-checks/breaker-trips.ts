/** Circuit breakers that turn requests away at today's rate. */
import { calleeLabel, callerLabel } from '@/lib/insight/impact/changes/change-draft';
import { percent, rate } from '@/lib/insight/impact/words';
import { breakerLoads } from './breaker-load';
import type { LiveCheck } from './live-check';

/** Less is chance, or a burst. */
const NOTICED = 0.005;

export const breakerTrips: LiveCheck = {
  code: 'PER1301',
  title: 'Circuit breaker trips at the rate of today',
  condition:
    'Requests were turned away by the limits of a connection pool (flag UO) in this window, or would be at its rate and mean latency.',
  severity: 'warning',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/circuit-breaking/',
  *run({ calls }) {
    for (const { followed, rule, observed, expected, atOnce, offered } of breakerLoads(calls)) {
      if (observed < NOTICED && expected < NOTICED * 2) continue;
      const seen =
        observed > 0 ? `${percent(observed)} were turned away` : `${percent(expected)} would be turned away`;
      yield {
        object: rule,
        path: ['spec', 'trafficPolicy', 'connectionPool'],
        message: `Of the calls of ${callerLabel(followed)} to ${calleeLabel(followed)} (${rate(followed.call.ratePerSecond)}) ${seen}: ${Number(offered.toPrecision(2))} are under way at once on average, and ${atOnce} may be. Raise the limits, or slow the caller down.`,
      };
    }
  },
};
