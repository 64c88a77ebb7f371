/** Circuit breakers that would turn requests away at today's rate. */
import type { ConnectionPoolLimits, OutlierLimits, RouteDestination } from '@/lib/config/simulation/outcome';
import type { Prediction } from '@/lib/insight/impact/prediction';
import { percent, rate } from '@/lib/insight/impact/words';
import { breakerOf, overflowShare } from '@/lib/insight/overflow';
import {
  type Cause,
  type ChangeDraft,
  type Compared,
  calleeLabel,
  callerLabel,
  distinctText,
  grouped,
  isRerouted,
  numberFigure,
  shareFigure,
  times,
} from './change-draft';

interface Load {
  readonly pool: ConnectionPoolLimits | null;
  readonly outlier: OutlierLimits | null;
  readonly turnedAway: number;
}

/** Fewer turned away than this are chance. */
const NOTICED = 0.001;

export function limitChanges(compared: Compared): readonly ChangeDraft[] {
  const groups = grouped(compared, (sample) => {
    if (!isRerouted(sample)) return null;
    const { before, after } = sample;
    const [was, is] = [loadOf(compared, before), loadOf(compared, after)];
    if (was === null || is === null) return null;
    // Other shares under the same limits may turn more away, too.
    const isSame = was.pools === is.pools && Math.abs(is.turnedAway - was.turnedAway) < NOTICED;
    const signature = JSON.stringify([was.pools, is.pools]);
    return isSame ? null : { signature, data: { was, is, before, after } };
  });
  const { followed } = compared;
  return groups.map(({ data: { was, is, before, after }, condition, share }) => {
    const more = is.turnedAway - was.turnedAway;
    const isNoticed = Math.abs(more) >= NOTICED;
    const tone = !isNoticed ? 'quiet' : more < 0 ? 'good' : more >= 0.01 ? 'bad' : 'caution';
    const pair = `from ${callerLabel(followed)} to ${calleeLabel(followed)}`;
    const known =
      is.offered === null ? 'Whether they would be reached is not known: no latency is measured.' : '';
    return {
      kind: 'circuit-breaker',
      tone,
      sentence: isNoticed
        ? `The circuit breaker ${pair} would turn away ${percent(is.turnedAway)} of the requests at today's rate of ${rate(followed.call.ratePerSecond)}; with what is stored ${percent(was.turnedAway)}.`
        : `The limits ${pair} change. ${known === '' ? "Today's traffic does not reach them." : known}`,
      condition,
      affected: times(share, Math.abs(more)),
      figures: [
        shareFigure('turned away', was.turnedAway, is.turnedAway, observed(compared)),
        numberFigure('under way at once, per proxy', 'count', null, null, is.offered),
        ...poolFigures(was.first, is.first),
      ],
      causes: [...causesOf(after, 'after'), ...causesOf(before, 'before')],
    };
  });
}

function observed({ followed: { call } }: Compared): number | null {
  return call.ratePerSecond > 0 ? call.overflowPerSecond / call.ratePerSecond : null;
}

function loadOf({ followed }: Compared, { outcome }: Prediction) {
  if (outcome === null || !('destinations' in outcome)) return null;
  const { call } = followed;
  const proxies = Math.max(1, followed.before.workload?.replicas ?? 1);
  const { avg } = call.latencyMs;
  const offered =
    avg === null || call.protocol === 'tcp' ? null : (call.ratePerSecond * (avg / 1000)) / proxies;
  const loads = outcome.destinations.map((destination) => loadAt(destination, call.protocol, offered));
  return {
    offered,
    first: outcome.destinations[0]?.limits.connectionPool ?? null,
    // Each once: another destination with the same limits changes none of them.
    pools: distinctText(loads.map(({ pool, outlier }) => [pool, outlier])),
    turnedAway: loads.reduce(
      (sum, load, at) => sum + load.turnedAway * (outcome.destinations[at]?.share ?? 0),
      0,
    ),
  };
}

function loadAt(
  { limits, share }: RouteDestination,
  protocol: 'http' | 'grpc' | 'tcp',
  offered: number | null,
): Load {
  const { connectionPool: pool, outlierDetection: outlier } = limits;
  const turnedAway = offered === null ? 0 : overflowShare(breakerOf(pool, protocol), offered * share);
  return { pool, outlier, turnedAway };
}

const POOL_FIELDS = ['maxConnections', 'http1MaxPendingRequests', 'http2MaxRequests', 'maxRetries'] as const;

function poolFigures(was: ConnectionPoolLimits | null, is: ConnectionPoolLimits | null) {
  return POOL_FIELDS.filter((field) => (was?.[field] ?? null) !== (is?.[field] ?? null)).map((field) =>
    numberFigure(field, 'count', was?.[field] ?? null, is?.[field] ?? null, null),
  );
}

function causesOf({ outcome }: Prediction, side: Cause['side']): readonly Cause[] {
  if (outcome === null || !('destinations' in outcome)) return [];
  return outcome.destinations.flatMap(({ limits: { destinationRule } }) =>
    destinationRule === null ? [] : [{ side, object: destinationRule, path: ['spec', 'trafficPolicy'] }],
  );
}
