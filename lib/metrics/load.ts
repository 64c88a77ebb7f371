/** `loadMetrics`: the charts of a subject over a window, with a step that gives a readable number of points. */
import { Fault } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import type { ChartId, MetricsAnswer } from './contract';
import type { SeriesPort, TrafficSelection } from './series';

export interface MetricsPorts {
  readonly series: SeriesPort;
}

export interface MetricsRequest {
  readonly window: TimeWindow;
  readonly selections: readonly TrafficSelection[];
  /** Seconds between points; null = chosen. */
  readonly stepSeconds: number | null;
  /** The charts that are wanted; left out = all. */
  readonly only?: readonly ChartId[] | undefined;
}

/** Prometheus' own limit of points per series. */
const MOST_POINTS = 11_000;
/** About one for every few pixels of a chart. */
const WANTED_POINTS = 120;
/** Steps that clocks show as round times. */
const ROUND_STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

export async function loadMetrics(
  { series }: MetricsPorts,
  request: MetricsRequest,
  signal?: AbortSignal,
): Promise<MetricsAnswer> {
  const { window } = request;
  const stepSeconds = request.stepSeconds ?? stepFor(window, await series.scrapeIntervalSeconds(signal));
  const points = windowSeconds(window) / stepSeconds;
  if (points > MOST_POINTS) {
    const message = `A step of ${stepSeconds} s over this window would be ${Math.floor(points)} points; at most ${MOST_POINTS} are possible.`;
    throw new Fault('bad-request', message, {
      hint: 'Choose a longer step or leave it out.',
      issues: [{ path: ['step'], message }],
    });
  }
  const answer = await series.charts({
    selections: request.selections,
    window,
    stepSeconds,
    only: request.only,
    signal,
  });
  return {
    window,
    stepSeconds,
    charts: [...answer.charts],
    warnings: answer.warnings.map((message) => ({ source: 'prometheus', code: 'partial', message })),
  };
}

/** The shortest round step that gives no more points than wanted, and never one shorter than a scrape. */
export function stepFor(window: TimeWindow, scrapeIntervalSeconds: number): number {
  const least = Math.max(windowSeconds(window) / WANTED_POINTS, scrapeIntervalSeconds);
  return ROUND_STEPS.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
}
