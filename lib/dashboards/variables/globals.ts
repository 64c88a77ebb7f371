/** What every query may use without a variable of its own. Rules: Grafana's, for its Prometheus source. */
import { durationMs, durationText, roundInterval } from './durations';

export interface StepRequest {
  readonly fromMs: number;
  readonly toMs: number;
  /** Points that the drawing has room for. */
  readonly maxDataPoints: number;
  /** The least step that the query or its panel asks for, in ms; null = that of the scrape. */
  readonly minStepMs: number | null;
  /** How often the source scrapes, in ms. */
  readonly scrapeMs: number;
  /** The step is multiplied by it. */
  readonly stepFactor: number;
}

export interface Steps {
  /** Of the range query, and `$__interval`; ms. */
  readonly stepMs: number;
  /** `$__rate_interval`, ms. */
  readonly rateIntervalMs: number;
}

/** Prometheus refuses more points of a series than this. */
const MOST_POINTS = 11_000;

/**
 * `$__interval` is the range through the points, rounded, and not below the least step. `$__rate_interval` is
 * max($__interval + scrape, 4 × scrape), where the scrape is the query's own least step if it has one.
 */
export function steps(request: StepRequest): Steps {
  const { fromMs, toMs, maxDataPoints, minStepMs, scrapeMs, stepFactor } = request;
  const range = toMs - fromMs;
  const least = minStepMs ?? scrapeMs;
  const interval = Math.max(roundInterval(range / Math.max(1, maxDataPoints)), least);
  const safe = Math.ceil(range / MOST_POINTS / 1000) * 1000;
  const stepMs = Math.max(interval * stepFactor, safe);
  const scrape = minStepMs ?? scrapeMs;
  return { stepMs, rateIntervalMs: Math.max(stepMs + scrape, 4 * scrape) };
}

/** A variable's own `auto`: the range in so many steps, not below the least. */
export function autoInterval(rangeMs: number, count: number, min: string): string {
  return durationText(Math.max(roundInterval(rangeMs / count), durationMs(min) ?? 1));
}

export interface GlobalContext {
  readonly fromMs: number;
  readonly toMs: number;
  readonly steps: Steps;
  readonly dashboard: { readonly uid: string; readonly title: string };
}

/** By name without the `$`; `from` and `to` are milliseconds, which `${__from:date}` and the like format. */
export function globalValues({ fromMs, toMs, steps: { stepMs, rateIntervalMs }, dashboard }: GlobalContext) {
  const seconds = Math.max(1, Math.round((toMs - fromMs) / 1000));
  return new Map<string, string>([
    ['__interval', durationText(stepMs)],
    ['__interval_ms', String(stepMs)],
    ['__rate_interval', durationText(rateIntervalMs)],
    ['__rate_interval_ms', String(rateIntervalMs)],
    ['__range', `${seconds}s`],
    ['__range_s', String(seconds)],
    ['__range_ms', String(toMs - fromMs)],
    ['__from', String(fromMs)],
    ['__to', String(toMs)],
    ['__dashboard', dashboard.title],
    ['__dashboard.uid', dashboard.uid],
    ['__org', '1'],
    ['__user', ''],
  ]);
}
