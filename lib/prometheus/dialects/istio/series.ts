/** Charts over a window: three range queries, whatever they are about. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import type { Protocol } from '@/lib/mesh/identity';
import { windowSeconds } from '@/lib/mesh/time-window';
import type { Chart, ChartId } from '@/lib/metrics/contract';
import { quantile } from '@/lib/metrics/histogram';
import { isError, type Outcome, outcomeOf } from '@/lib/metrics/outcome';
import type { SeriesAnswer, SeriesQuery, TrafficSelection } from '@/lib/metrics/series';
import type { Point, PrometheusClient, ReadSeries, Result } from '@/lib/prometheus/client';
import { type Expression, marked, sumBy } from '@/lib/prometheus/promql';
import { type Labels, numberOf } from '@/lib/prometheus/response';
import { countedOnce } from './counted-once';
import { endLabels, metric } from './labels';
import { latencySeries } from './latency-series';

interface Row {
  readonly labels: Labels;
  readonly points: readonly Point[];
}
const readRow: ReadSeries<Row> = (labels, points) => ({ labels, points });

const QUANTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;
const BYTES = [
  ['sent', metric.tcpReceivedByProxy],
  ['received', metric.tcpSentByProxy],
] as const;

export async function charts(
  client: PrometheusClient,
  query: SeriesQuery,
  scrapeIntervalSeconds: number,
): Promise<SeriesAnswer> {
  const { window, stepSeconds, signal } = query;
  const grid = (step: number) => {
    const steps = Math.floor(windowSeconds(window) / step);
    return Array.from({ length: steps + 1 }, (_, at) => window.toSeconds - (steps - at) * step);
  };
  const once = (counter: string, by: readonly string[], step: number) =>
    sumOver(query.selections, by, (selection) =>
      countedOnce({
        counter,
        by,
        selection,
        // Each point speaks for its whole step, and for four scrapes at least.
        windowSeconds: Math.max(step, 4 * scrapeIntervalSeconds),
        labelMatchers: client.labelMatchers,
      }),
    );
  const ask = (text: Expression, step: number) =>
    client.range(text, {
      fromSeconds: grid(step)[0] ?? 0,
      toSeconds: window.toSeconds,
      stepSeconds: step,
      read: readRow,
      signal,
    });
  const wants = (...protocols: readonly Protocol[]) =>
    query.selections.some(({ protocol }) => protocol === undefined || protocols.includes(protocol));
  const isL7 = wants('http', 'grpc');
  const isWanted = (...ids: readonly ChartId[]) =>
    query.only === undefined || ids.some((id) => query.only?.includes(id));
  const latencyStep = query.selections.some(isBroad) ? stepSeconds * BROAD_FACTOR : stepSeconds;
  const bytes = BYTES.map(([name, counter]) => marked(once(counter, [], stepSeconds), 'series', name));
  const parts = await Promise.allSettled([
    isL7 && isWanted('requests', 'errors')
      ? ask(once(metric.requests, ['request_protocol', ...endLabels], stepSeconds), stepSeconds)
      : NOTHING,
    isL7 && isWanted('latency')
      ? latencySeries({
          client,
          window,
          scrapeIntervalSeconds,
          isBroad: query.selections.some(isBroad),
          shares: QUANTILES,
          once: (counter, by) => once(counter, by, latencyStep),
          ask: (text) => ask(text, latencyStep),
        })
      : NOTHING,
    wants('tcp') && isWanted('tcp') ? ask(bytes.join(' or '), stepSeconds) : NOTHING,
  ]);
  return assemble(parts, { all: grid(stepSeconds), latency: grid(latencyStep) }, isL7);
}

/** A whole mesh or namespace has twenty times as many buckets as requests, so its latency has fewer points. */
const BROAD_FACTOR = 4;

function isBroad({ source, service, destination }: TrafficSelection): boolean {
  return source === undefined && destination === undefined && service?.name === undefined;
}

const NOTHING: Promise<Result<Row>> = Promise.resolve({ rows: [], warnings: [], infos: [] });

/** Several selections are parts of one whole and share no request. */
function sumOver(
  selections: readonly TrafficSelection[],
  by: readonly string[],
  expression: (selection: TrafficSelection) => Expression,
): Expression {
  const parts = selections.map((selection, at) => marked(expression(selection), 'part', String(at)));
  return parts.length === 1 && selections[0] ? expression(selections[0]) : sumBy(by, parts.join(' or '));
}

function assemble(
  [requests, latency, bytes]: [
    PromiseSettledResult<Result<Row>>,
    PromiseSettledResult<Result<Row>>,
    PromiseSettledResult<Result<Row>>,
  ],
  times: { readonly all: readonly number[]; readonly latency: readonly number[] },
  isL7: boolean,
): SeriesAnswer {
  // Without the requests there is nothing to stand on, unless only TCP was asked for.
  const essential = isL7 ? requests : bytes;
  if (essential.status === 'rejected') throw essential.reason;
  const warnings: string[] = [];
  const rowsOf = (name: string, part: PromiseSettledResult<Result<Row>>): readonly Row[] => {
    if (part.status === 'fulfilled') {
      warnings.push(...part.value.warnings);
      return part.value.rows;
    }
    const fault: unknown = part.reason;
    const message = fault instanceof Error ? fault.message : '';
    const hint = fault instanceof Fault && fault.code === 'too-large' ? ` ${fault.hint ?? ''}` : '';
    // What was not even asked for can be had in another way, and the hint says how.
    warnings.push(`The chart of ${name} is missing: ${message}${hint}`);
    return [];
  };
  const charts = [
    ...requestCharts(rowsOf('requests', requests), times.all),
    latencyChart(rowsOf('latency', latency), times.latency),
    namedChart('tcp', 'bytesPerSecond', rowsOf('TCP bytes', bytes), BYTES, times.all),
  ];
  return { charts: charts.filter((chart) => chart.series.length > 0), warnings };
}

/** Values at the times asked for; null = a gap. */
function onGrid(points: readonly Point[], times: readonly number[]): (number | null)[] {
  const byTime = new Map(points.map(([at, value]) => [Math.round(at * 1000), value]));
  return times.map((at) => {
    const value = byTime.get(Math.round(at * 1000));
    return value !== undefined && Number.isFinite(value) ? value : null;
  });
}

function namedChart(
  id: 'latency' | 'tcp',
  unit: Chart['unit'],
  rows: readonly Row[],
  names: readonly (readonly [string, unknown])[],
  times: readonly number[],
): Chart {
  const series = names.flatMap(([name]) => {
    const row = rows.find(({ labels }) => labels.series === name);
    const values = row === undefined ? [] : onGrid(row.points, times);
    return values.some((value) => value !== null) ? [{ name, points: zip(times, values) }] : [];
  });
  return { id, unit, series };
}

/** From the sums of the buckets, which are read once for all quantiles: evaluating them is what costs Prometheus most. */
function latencyChart(rows: readonly Row[], times: readonly number[]): Chart {
  if (rows.some(({ labels }) => labels.series !== undefined)) {
    return namedChart('latency', 'milliseconds', rows, QUANTILES, times);
  }
  const bounds = rows.map(({ labels, points }) => ({
    upperBound: numberOf(labels.le ?? ''),
    counts: onGrid(points, times),
  }));
  const at = times.map((_, index) =>
    bounds.flatMap(({ upperBound, counts }) => {
      const count = counts[index] ?? null;
      return count === null ? [] : [{ upperBound, count }];
    }),
  );
  const series = QUANTILES.flatMap(([name, share]) => {
    const values = at.map((buckets) => quantile(share, buckets));
    return values.some((value) => value !== null) ? [{ name, points: zip(times, values) }] : [];
  });
  return { id: 'latency', unit: 'milliseconds', series };
}

/** In the order of the legend. */
const CLASSES: readonly (readonly [string, (outcome: Outcome, code: string) => boolean])[] = [
  ['2xx', (outcome) => outcome === 'ok'],
  ['3xx', (outcome) => outcome === 'redirect'],
  ['4xx', (outcome) => outcome === 'clientError'],
  ['5xx', (outcome) => outcome === 'serverError'],
  ['gRPC error', (outcome) => outcome === 'grpcError'],
  ['no response', (outcome) => outcome === 'noResponse'],
  ['injected', (outcome) => outcome === 'injected'],
];

function requestCharts(rows: readonly Row[], times: readonly number[]): Chart[] {
  const ended = rows.map(({ labels, points }) => ({
    code: labels.response_code ?? '',
    outcome: outcomeOf(labels.request_protocol === 'grpc' ? 'grpc' : 'http', {
      code: labels.response_code ?? '',
      grpcStatus: labels.grpc_response_status || null,
      flags: labels.response_flags || '-',
    }),
    values: onGrid(points, times),
  }));
  const classes = CLASSES.flatMap(([name, belongs]) => {
    const values = added(
      ended.filter(({ outcome, code }) => belongs(outcome, code)),
      times.length,
    );
    // A class that never occurred is no line at zero.
    return values.some((value) => value !== null && value > 0) ? [{ name, points: zip(times, values) }] : [];
  });
  const total = added(ended, times.length);
  const share = (values: readonly (number | null)[]) =>
    values.map((value, at) => {
      const all = total[at] ?? null;
      return all === null || all === 0 ? null : (value ?? 0) / all;
    });
  const errors = share(
    added(
      ended.filter(({ outcome }) => isError(outcome)),
      times.length,
    ),
  );
  const clientErrors = share(
    added(
      ended.filter(({ outcome }) => outcome === 'clientError'),
      times.length,
    ),
  );
  return [
    { id: 'requests', unit: 'requestsPerSecond', series: classes },
    {
      id: 'errors',
      unit: 'share',
      series:
        classes.length === 0
          ? []
          : [
              { name: 'errors', points: zip(times, errors) },
              { name: '4xx', points: zip(times, clientErrors) },
            ],
    },
  ];
}

/** null only where no part has a value. */
function added(
  parts: readonly { readonly values: readonly (number | null)[] }[],
  length: number,
): (number | null)[] {
  return Array.from({ length }, (_, at) => {
    const values = parts.map((part) => part.values[at] ?? null).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
  });
}

function zip(times: readonly number[], values: readonly (number | null)[]): [number, number | null][] {
  return times.map((at, index) => [at, values[index] ?? null]);
}
