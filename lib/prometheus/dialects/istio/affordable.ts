/**
 * Whether a long window may be read from the raw counters: a query reads every sample of every series in it, and one
 * over days of a large mesh keeps Prometheus busy for minutes, for everybody. Estimated from the number of series.
 */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { selector } from '@/lib/prometheus/promql';
import { metric } from './labels';

/** Why a counter may not be asked for over the window; null = it may. */
export type Refusal = (counter: string) => Fault | null;

/** Windows up to this are asked for as they are: the numbers that everybody looks at. */
const ALWAYS_SECONDS = 3600;
/** About five seconds of one core; Prometheus' own limit of samples in memory is 50 million. */
const MOST_SAMPLES = 100_000_000;
const KEEP_MS = 600_000;

interface Counted {
  readonly series: Promise<Readonly<Record<'counters' | 'buckets', number>>>;
  readonly untilMs: number;
}
const counts = new WeakMap<PrometheusClient, Counted>();

export async function affordable(
  client: PrometheusClient,
  window: TimeWindow,
  options: { readonly scrapeIntervalSeconds: () => Promise<number> },
): Promise<Refusal> {
  const seconds = windowSeconds(window);
  if (seconds <= ALWAYS_SECONDS) return () => null;
  const [series, interval] = await Promise.all([
    countSeries(client, window),
    options.scrapeIntervalSeconds(),
  ]);
  return (counter) => {
    const count = counter === metric.durationBuckets ? series.buckets : series.counters;
    const samples = (count * seconds) / interval;
    if (samples <= MOST_SAMPLES) return null;
    const longest = Math.max(ALWAYS_SECONDS, Math.floor((MOST_SAMPLES * interval) / count / 3600) * 3600);
    return new Fault(
      'too-large',
      `${Math.round(seconds / 3600)} h of ${counter} are about ${Math.round(samples / 1e6).toLocaleString('en')} million samples (${count.toLocaleString('en')} series), too many to ask Prometheus for at once.`,
      {
        source: 'prometheus',
        hint: `Load deploy/prometheus/periplus-rules.yaml into Prometheus, whose recorded series are read instead, or choose a window of at most ${longest / 3600} h.`,
      },
    );
  };
}

/** Counted at the window's end and kept for ten minutes. Where that fails, nothing is refused: Prometheus has its own limits. */
async function countSeries(
  client: PrometheusClient,
  window: TimeWindow,
): Promise<Awaited<Counted['series']>> {
  const known = counts.get(client);
  if (known !== undefined && known.untilMs > Date.now()) return known.series;
  const count = (name: string) =>
    client
      .instant(`count(${selector(name, client.labelMatchers)})`, {
        atSeconds: window.toSeconds,
        read: readCount,
      })
      .then(
        ({ rows }) => rows[0] ?? 0,
        () => 0,
      );
  const series = Promise.all([count(metric.requests), count(metric.durationBuckets)]).then(
    ([counters, buckets]) => ({ counters, buckets }),
  );
  counts.set(client, { series, untilMs: Date.now() + KEEP_MS });
  return series;
}

const readCount: ReadSample<number> = (_labels, value) => value;
