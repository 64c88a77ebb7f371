/** Latency over a window, for charts: the sums of classic buckets, or quantiles of native histograms where there are any. */
import 'server-only';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { PrometheusClient, ReadSample, Result } from '@/lib/prometheus/client';
import { type Expression, histogramQuantile, marked, selector } from '@/lib/prometheus/promql';
import { affordable } from './affordable';
import { metric } from './labels';
import { histogram, isNative } from './native';

export interface LatencyQuestion<Row> {
  readonly client: PrometheusClient;
  readonly window: TimeWindow;
  readonly scrapeIntervalSeconds: number;
  /** About the whole mesh or a namespace, whose buckets are many. */
  readonly isBroad: boolean;
  readonly shares: readonly (readonly [name: string, share: number])[];
  /** The rate of a counter, counted once and summed by the labels. */
  readonly once: (counter: string, by: readonly string[]) => Expression;
  readonly ask: (text: Expression) => Promise<Result<Row>>;
}

const LEFT_OUT =
  'The chart of latency shows native histograms alone; series with classic buckets only are left out.';

/** Rows with `le` are buckets, rows with `series` are quantiles by name. Throws `Fault` where it would be too dear. */
export async function latencySeries<Row>(question: LatencyQuestion<Row>): Promise<Result<Row>> {
  const { client, window, isBroad, shares, once, ask } = question;
  if (isBroad) {
    const scrapeIntervalSeconds = async () => question.scrapeIntervalSeconds;
    const fault = (await affordable(client, window, { scrapeIntervalSeconds }))(metric.durationBuckets);
    if (fault !== null) throw fault;
  }
  if (!(await isNative(client, histogram.duration, window))) return ask(once(metric.durationBuckets, ['le']));
  const quantiles = shares.map(([name, share]) =>
    marked(histogramQuantile(share, once(histogram.duration, [])), 'series', name),
  );
  const [native, classicOnly] = await Promise.all([
    ask(quantiles.join(' or ')),
    hasClassicOnly(client, window),
  ]);
  return classicOnly ? { ...native, warnings: [...native.warnings, LEFT_OUT] } : native;
}

const readAny: ReadSample<true> = () => true;

async function hasClassicOnly(client: PrometheusClient, window: TimeWindow): Promise<boolean> {
  const [classic, native] = [metric.durationCount, histogram.duration].map((name) =>
    selector(name, client.labelMatchers),
  );
  const { rows } = await client.instant(`count(${classic} unless ${native})`, {
    atSeconds: window.toSeconds,
    read: readAny,
  });
  return rows.length > 0;
}
