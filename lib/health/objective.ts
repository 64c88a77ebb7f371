/**
 * A simple objective: the share of requests that go well and are answered in time.
 *
 * What is computed: the share that took at most T, as the histogram's bucket at T says, less the share that failed (5xx,
 * no response, gRPC errors; injected failures are left out). Histograms do not tell failed requests apart here, so every
 * failed one is taken off the fast ones: the figure is exact where failures come within T, and too low, never too high,
 * where some of them were slow as well. Where T is no bound of a bucket, the next lower bound stands for it, and the
 * reason says so.
 */
import type { Bucket } from '@/lib/metrics/histogram';
import type { RequestTraffic } from '@/lib/metrics/traffic';
import { type Finding, milliseconds } from './finding';

export interface Objective {
  /** Share of requests, 0..1, that should be good. */
  readonly goodShare: number;
  /** T in milliseconds; null = however long it takes. */
  readonly withinMs: number | null;
  /** Below this share it is failing; null = a missed objective only degrades. */
  readonly failingBelow: number | null;
}

export interface ObjectiveFigure {
  readonly goodShare: number;
  /** The bound that stood for T; null = none was asked for. */
  readonly boundMs: number | null;
}

/** null = it cannot be told: no requests, no histogram, or no bucket at or below T. */
export function goodShareOf(
  requests: RequestTraffic,
  buckets: readonly Bucket[],
  withinMs: number | null,
): ObjectiveFigure | null {
  const total = requests.requestsPerSecond - requests.injectedPerSecond;
  if (!(total > 0)) return null;
  const failedShare = requests.errorsPerSecond / total;
  if (withinMs === null) return { goodShare: 1 - failedShare, boundMs: null };
  const fast = fastShareOf(buckets, withinMs);
  return fast === null ? null : { goodShare: Math.max(0, fast.share - failedShare), boundMs: fast.boundMs };
}

/** Shares of cumulative buckets; equal bounds (of several series) are added up. */
function fastShareOf(
  buckets: readonly Bucket[],
  withinMs: number,
): { readonly share: number; readonly boundMs: number } | null {
  let boundMs = Number.NEGATIVE_INFINITY;
  let total = 0;
  for (const { upperBound, count } of buckets) {
    if (upperBound === Number.POSITIVE_INFINITY) total += count;
    else if (upperBound <= withinMs && upperBound > boundMs) boundMs = upperBound;
  }
  if (!(total > 0) || boundMs === Number.NEGATIVE_INFINITY) return null;
  let fast = 0;
  for (const { upperBound, count } of buckets) if (upperBound === boundMs) fast += count;
  return { share: Math.min(1, fast / total), boundMs };
}

export function judgeObjective(
  requests: RequestTraffic,
  buckets: readonly Bucket[],
  objective: Objective,
): Finding[] {
  const figure = goodShareOf(requests, buckets, objective.withinMs);
  if (figure === null || figure.goodShare >= objective.goodShare) return [];
  const { failingBelow, goodShare: wanted, withinMs } = objective;
  const level = failingBelow !== null && figure.goodShare < failingBelow ? 'failing' : 'degraded';
  return [
    {
      level,
      reason: `${nearlyAll(figure.goodShare)} of requests are good${inTime(withinMs, figure.boundMs)} (objective ${nearlyAll(wanted)})`,
      figure: {
        measure: 'goodShare',
        of:
          withinMs === null
            ? 'not failed'
            : `not failed and within ${milliseconds(figure.boundMs ?? withinMs)}`,
        value: figure.goodShare,
        degradedFrom: wanted,
        failingFrom: failingBelow,
      },
    },
  ];
}

/** What is missing to 100 % in two significant digits, so that 99.99 % does not look like all. */
function nearlyAll(share: number): string {
  const missing = Number(((1 - share) * 100).toPrecision(2));
  return `${Number((100 - missing).toFixed(6))} %`;
}

function inTime(withinMs: number | null, boundMs: number | null): string {
  if (withinMs === null || boundMs === null) return '';
  const isBound = boundMs === withinMs;
  return isBound
    ? ` within ${milliseconds(withinMs)}`
    : ` within ${milliseconds(boundMs)}, the bucket below ${milliseconds(withinMs)}`;
}
