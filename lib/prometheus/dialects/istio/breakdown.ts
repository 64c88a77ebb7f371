/** Every standard metric of a subject over a window by one label: a range query for each family that is wanted. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import { windowSeconds } from '@/lib/mesh/time-window';
import type {
  BreakdownAnswer,
  BreakdownChart,
  BreakdownChartId,
  BreakdownQuery,
  BreakdownUnit,
} from '@/lib/metrics/breakdown';
import { breakdownCharts } from '@/lib/metrics/breakdown';
import type { TrafficSelection } from '@/lib/metrics/series';
import type { PrometheusClient, Result } from '@/lib/prometheus/client';
import { type Expression, equal, histogramQuantile, marked, oneOf, sumBy } from '@/lib/prometheus/promql';
import { affordable } from './affordable';
import {
  averaged,
  type BreakdownRow,
  byGroup,
  fromBuckets,
  outcomes,
  readBreakdownRow,
} from './breakdown-lines';
import { asTold, type CountedOnce, countedOnce } from './counted-once';
import { breakdownLabels } from './groups-of-charts';
import { endLabels, metric } from './labels';
import { histogram, isNative } from './native';

type Family = readonly (readonly [BreakdownChartId, counter: string])[];

const HISTOGRAMS: readonly (readonly [BreakdownChartId, name: string, BreakdownUnit])[] = [
  ['duration', histogram.duration, 'milliseconds'],
  ['requestSize', histogram.requestBytes, 'bytes'],
  ['responseSize', histogram.responseBytes, 'bytes'],
];
/** Plain counters, several to a query. From the proxy's side TCP bytes are the other way round. */
const COUNTERS: readonly (readonly [Family, BreakdownUnit])[] = [
  [
    [
      ['requestThroughput', metric.requestBytes],
      ['responseThroughput', metric.responseBytes],
    ],
    'bytesPerSecond',
  ],
  [
    [
      ['messagesSent', metric.requestMessages],
      ['messagesReceived', metric.responseMessages],
    ],
    'messagesPerSecond',
  ],
  [
    [
      ['tcpSent', metric.tcpReceivedByProxy],
      ['tcpReceived', metric.tcpSentByProxy],
    ],
    'bytesPerSecond',
  ],
  [
    [
      ['tcpOpened', metric.tcpOpened],
      ['tcpClosed', metric.tcpClosed],
    ],
    'connectionsPerSecond',
  ],
];

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

export async function breakdown(
  client: PrometheusClient,
  query: BreakdownQuery,
  scrapeIntervalSeconds: number,
): Promise<BreakdownAnswer> {
  const asking = new Asking(client, query, scrapeIntervalSeconds);
  const parts = await Promise.allSettled([
    asking.requests(),
    ...HISTOGRAMS.map(([id, name, unit]) => asking.histogram(id, name, unit)),
    ...COUNTERS.map(([family, unit]) => asking.counters(family, unit)),
  ]);
  const answers = parts.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
  const failed = parts.flatMap((part) => (part.status === 'rejected' ? [part.reason as unknown] : []));
  if (failed.length > 0 && answers.every(({ charts }) => charts.length === 0)) throw failed[0];
  const charts = answers.flatMap((answer) => answer.charts);
  return {
    charts: breakdownCharts.flatMap((id) => charts.find((chart) => chart.id === id) ?? []),
    warnings: [
      ...new Set([
        ...answers.flatMap(({ warnings }) => warnings),
        ...failed.map((reason) => {
          if (!(reason instanceof Fault)) throw reason;
          return `Some charts are missing: ${reason.message}`;
        }),
      ]),
    ],
  };
}

const NOTHING: BreakdownAnswer = { charts: [], warnings: [] };

class Asking {
  readonly #client: PrometheusClient;
  readonly #query: BreakdownQuery;
  readonly #scrapeIntervalSeconds: number;
  readonly #times: readonly number[];
  readonly #by: readonly string[];

  constructor(client: PrometheusClient, query: BreakdownQuery, scrapeIntervalSeconds: number) {
    this.#client = client;
    this.#query = query;
    this.#scrapeIntervalSeconds = scrapeIntervalSeconds;
    this.#by = breakdownLabels(query.by, query.direction);
    const steps = Math.floor(windowSeconds(query.window) / query.stepSeconds);
    this.#times = Array.from(
      { length: steps + 1 },
      (_, at) => query.window.toSeconds - (steps - at) * query.stepSeconds,
    );
  }

  async requests(): Promise<BreakdownAnswer> {
    // A code fails or it does not: a share of it would say nothing.
    const { by } = this.#query;
    const isByEnd = by === 'code' || by === 'grpcStatus' || by === 'flag';
    const wanted = this.#wanted(isByEnd ? ['requests'] : ['requests', 'errors']);
    if (wanted.length === 0) return NOTHING;
    const labels = [...new Set([...this.#by, 'request_protocol', ...endLabels])];
    const { rows, warnings } = await this.#ask(this.#sum(metric.requests, labels));
    const lines = outcomes(rows, this.#by, this.#times);
    return {
      charts: [
        ...chartOf(wanted, 'requests', 'requestsPerSecond', lines.requests),
        ...chartOf(wanted, 'errors', 'share', lines.errors),
      ],
      warnings,
    };
  }

  async histogram(id: BreakdownChartId, name: string, unit: BreakdownUnit): Promise<BreakdownAnswer> {
    if (this.#wanted([id]).length === 0) return NOTHING;
    await this.#refuseDear();
    const native = await isNative(this.#client, name, this.#query.window);
    const { statistic } = this.#query;
    const { rows, warnings } = await this.#ask(
      statistic === 'avg'
        ? this.#average(name, native)
        : native
          ? this.#nativeQuantiles(name)
          : this.#sum(`${name}_bucket`, [...this.#by, 'le']),
    );
    const lines =
      statistic === 'avg'
        ? averaged(rows, this.#by, this.#times)
        : native
          ? byGroup(rows, this.#by.length === 0 ? ['series'] : this.#by, this.#times)
          : fromBuckets(rows, this.#by, this.#times, this.#shares());
    return { charts: chartOf([id], id, unit, lines), warnings };
  }

  async counters(family: Family, unit: BreakdownUnit): Promise<BreakdownAnswer> {
    const wanted = this.#wanted(family.map(([id]) => id));
    if (wanted.length === 0) return NOTHING;
    const parts = family.filter(([id]) => wanted.includes(id));
    const { rows, warnings } = await this.#ask(
      parts.map(([id, counter]) => marked(this.#sum(counter, this.#by), 'series', id)).join(' or '),
    );
    const charts = parts.flatMap(([id]) => {
      const own = rows.filter(({ labels }) => labels.series === id);
      return chartOf(wanted, id, unit, byGroup(own, this.#by, this.#times));
    });
    return { charts, warnings };
  }

  #wanted(ids: readonly BreakdownChartId[]): readonly BreakdownChartId[] {
    return ids.filter((id) => this.#query.charts.includes(id));
  }

  #shares(): readonly (readonly [name: string, share: number])[] {
    const { statistic } = this.#query;
    if (this.#by.length === 0 || statistic === 'avg') return Object.entries(SHARES);
    return [['', SHARES[statistic]]];
  }

  /** Buckets of a namespace over days are too many. */
  async #refuseDear(): Promise<void> {
    const { selections, window } = this.#query;
    const isBroad = selections.some(
      ({ source, service, destination }) =>
        source === undefined && destination === undefined && service?.name === undefined,
    );
    if (!isBroad) return;
    const scrapeIntervalSeconds = async () => this.#scrapeIntervalSeconds;
    const fault = (await affordable(this.#client, window, { scrapeIntervalSeconds }))(metric.durationBuckets);
    if (fault !== null) throw fault;
  }

  #average(name: string, native: boolean): Expression {
    const [sum, count] = native
      ? [`histogram_sum(${this.#sum(name, this.#by)})`, `histogram_count(${this.#sum(name, this.#by)})`]
      : [this.#sum(`${name}_sum`, this.#by), this.#sum(`${name}_count`, this.#by)];
    return `${marked(sum, 'series', 'sum')} or ${marked(count, 'series', 'count')}`;
  }

  #nativeQuantiles(name: string): Expression {
    return this.#shares()
      .map(([label, share]) => marked(histogramQuantile(share, this.#sum(name, this.#by)), 'series', label))
      .join(' or ');
  }

  /** Several selections are parts of one whole and share no request. */
  #sum(counter: string, by: readonly string[]): Expression {
    const { selections } = this.#query;
    const [only] = selections;
    if (only !== undefined && selections.length === 1) return this.#counted(counter, by, only);
    const parts = selections.map((selection, at) =>
      marked(this.#counted(counter, by, selection), 'part', String(at)),
    );
    return sumBy(by, parts.join(' or '));
  }

  #counted(counter: string, by: readonly string[], selection: TrafficSelection): Expression {
    const { reporter, stepSeconds } = this.#query;
    const wanted: CountedOnce = {
      counter,
      by,
      selection,
      windowSeconds: Math.max(stepSeconds, 4 * this.#scrapeIntervalSeconds),
      labelMatchers: this.#client.labelMatchers,
    };
    if (reporter === 'source') return asTold(wanted, [[equal('reporter', 'source')]]);
    // Clients never know whether they spoke under mutual TLS.
    if (reporter === 'destination' || this.#query.by === 'security')
      return asTold(wanted, [[oneOf('reporter', ['destination', 'waypoint'])]]);
    return countedOnce(wanted);
  }

  #ask(text: Expression): Promise<Result<BreakdownRow>> {
    const { window, stepSeconds, signal } = this.#query;
    return this.#client.range(text, {
      fromSeconds: this.#times[0] ?? window.fromSeconds,
      toSeconds: window.toSeconds,
      stepSeconds,
      read: readBreakdownRow,
      signal,
    });
  }
}

/** A chart holds this many lines at most. */
const MOST_LINES = 20;

function chartOf(
  wanted: readonly BreakdownChartId[],
  id: BreakdownChartId,
  unit: BreakdownUnit,
  lines: BreakdownChart['series'],
): BreakdownChart[] {
  if (lines.length === 0 || !wanted.includes(id)) return [];
  return [{ id, unit, series: lines.slice(0, MOST_LINES), hidden: Math.max(0, lines.length - MOST_LINES) }];
}
