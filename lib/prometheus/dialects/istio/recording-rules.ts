/**
 * The recording rules as Prometheus reads them, written from the lists in recorded.ts that queries look into, so that
 * rules and queries cannot drift apart.
 */
import 'server-only';
import { duration, type Expression, histogramQuantile, rate, selector, sumBy } from '@/lib/prometheus/promql';
import { groupLabels, groupMatchers } from './groups';
import { metric } from './labels';
import {
  quantileWindows,
  type RecordedCounter,
  type RecordedForm,
  RULES_FORMAT,
  rateWindows,
  recordedCounters,
  recordedName,
  recordedShares,
  slots,
  WORKLOAD_LEVEL,
} from './recorded';

export interface RecordingRule {
  readonly record: string;
  readonly expr: Expression;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly RecordingRule[];
}

export interface RulesOptions {
  /** How often the mesh is scraped. */
  readonly scrapeIntervalSeconds: number;
  /** Labels to keep beside Istio's, where PERIPLUS_PROMETHEUS_LABEL_MATCHERS tells several meshes apart. */
  readonly keep: readonly string[];
}

export const DEFAULT_RULES: RulesOptions = { scrapeIntervalSeconds: 15, keep: [] };

/** Long enough for a group of rules to be evaluated before another one builds on it. */
const SETTLED = '1m';

const [finest, coarse] = slots;

export function ruleGroups(options: RulesOptions): readonly RuleGroup[] {
  return [
    ...rateWindows.map(
      ({ window, seconds, interval }): RuleGroup => ({
        name: `periplus-rates-${window}`,
        interval,
        rules: [
          ...counterRules(
            options,
            (recorded) => recordedName.rate(recorded, window),
            (raw) => rate(raw, seconds),
          ),
          ...quantileRules(options, window, (matched) =>
            selector(recordedName.rate(buckets, window), matched),
          ),
          ...markers(options, 'rate', window, seconds, NOW, NOW),
        ],
      }),
    ),
    finestSlots(options),
    coarseSlots(options),
  ];
}

const NOW = 'vector(time())';
const buckets = recordedCounters[metric.durationBuckets] as RecordedCounter;

/** One rule for each counter. */
function counterRules(
  { keep }: RulesOptions,
  name: (recorded: RecordedCounter) => string,
  perSecond: (raw: Expression) => Expression,
  times?: number,
): RecordingRule[] {
  return Object.entries(recordedCounters).map(([counter, recorded]) => {
    const raw = selector(counter, recorded.only === undefined ? [] : [recorded.only]);
    const sum = sumBy([...recorded.by, ...keep], perSecond(raw));
    return { record: name(recorded), expr: times === undefined ? sum : `${times} * ${sum}` };
  });
}

function quantileRules(
  { keep }: RulesOptions,
  window: string,
  vector: (matchers: ReturnType<typeof groupMatchers>) => Expression,
): RecordingRule[] {
  const by = ['le', ...groupLabels(WORKLOAD_LEVEL), ...keep];
  return Object.entries(recordedShares).map(([statistic, share]) => ({
    record: recordedName.quantile(statistic, window),
    expr: histogramQuantile(share, sumBy(by, vector(groupMatchers(WORKLOAD_LEVEL)))),
  }));
}

/** Tell that a group has been evaluated: the last of its rules. */
function markers(
  { scrapeIntervalSeconds, keep }: RulesOptions,
  form: RecordedForm,
  window: string,
  seconds: number,
  at: Expression,
  end: Expression,
): RecordingRule[] {
  const labels = {
    form,
    window,
    window_seconds: String(seconds),
    format: RULES_FORMAT,
    ...(form === 'rate' ? {} : { scrape_seconds: String(scrapeIntervalSeconds) }),
    ...(keep.length === 0 ? {} : { kept: [...keep].sort().join(',') }),
  };
  return [
    { record: recordedName.end, expr: end, labels },
    { record: recordedName.at, expr: at, labels },
  ];
}

/** A second short: a slot that ends where the span begins is not part of it. */
function within(seconds: number): string {
  return duration(seconds - 1);
}

function markersOf(slot: (typeof slots)[number]): Expression {
  return selector(recordedName.end, [
    { name: 'form', operator: '=', value: 'increase' },
    { name: 'window', operator: '=', value: slot.window },
    { name: 'format', operator: '=', value: RULES_FORMAT },
  ]);
}

/** Increases between scrapes without gap or overlap, and the percentiles of the last hour from them. */
function finestSlots(options: RulesOptions): RuleGroup {
  const { window, seconds, interval } = finest;
  // From the last scrape before the slot on, so that no increase between two scrapes is left out; a rate over just so
  // many scrapes is their increase per second, and nothing is extrapolated.
  const span = seconds + options.scrapeIntervalSeconds - 0.001;
  const [hour] = quantileWindows;
  const complete = `(count_over_time(${markersOf(finest)}[${within(hour.seconds)}]) == ${hour.seconds / seconds})`;
  const now = `${NOW} and on () ${complete}`;
  return {
    name: `periplus-increases-${window}`,
    interval,
    rules: [
      ...counterRules(
        options,
        (recorded) => recordedName.increase(recorded, window),
        (raw) => rate(raw, span),
        seconds,
      ),
      ...markers(options, 'increase', window, seconds, NOW, NOW),
      ...quantileRules(options, hour.window, (matched) => {
        const series = selector(recordedName.increase(buckets, window), matched);
        return `sum_over_time(${series}[${within(hour.seconds)}])`;
      }),
      ...markers(options, 'quantile', hour.window, hour.seconds, now, now),
    ],
  };
}

/** Sums of the finest slots, and the percentiles of the last day from them. */
function coarseSlots(options: RulesOptions): RuleGroup {
  const { window, seconds, interval } = coarse;
  const [, day] = quantileWindows;
  const count = (slot: (typeof slots)[number], span: number, offset: string) =>
    `(count_over_time(${markersOf(slot)}[${within(span)}]${offset}) == ${span / slot.seconds})`;
  const complete = count(finest, seconds, ` offset ${SETTLED}`);
  const end = `max(last_over_time(${markersOf(finest)}[${within(seconds)}] offset ${SETTLED}))`;
  const dayEnd = `max(${markersOf(coarse)}) and on () ${count(coarse, day.seconds, '')}`;
  return {
    name: `periplus-increases-${window}`,
    interval,
    rules: [
      ...Object.values(recordedCounters).map((recorded): RecordingRule => {
        const parts = selector(recordedName.increase(recorded, finest.window), []);
        return {
          record: recordedName.increase(recorded, window),
          expr: `sum_over_time(${parts}[${within(seconds)}] offset ${SETTLED})`,
        };
      }),
      ...markers(
        options,
        'increase',
        window,
        seconds,
        `${NOW} and on () ${complete}`,
        `${end} and on () ${complete}`,
      ),
      ...quantileRules(options, day.window, (matched) => {
        const series = selector(recordedName.increase(buckets, window), matched);
        return `sum_over_time(${series}[${within(day.seconds)}])`;
      }),
      ...markers(
        options,
        'quantile',
        day.window,
        day.seconds,
        `${NOW} and on () ${count(coarse, day.seconds, '')}`,
        dayEnd,
      ),
    ],
  };
}
