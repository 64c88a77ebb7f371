/** The queries for how services do, read the same way whichever metrics they come from. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import {
  type Called,
  type PerformanceAnswer,
  type PerformanceData,
  type PerformanceQuery,
  QUANTILES,
} from '@/lib/metrics/performance';
import type { Point, PrometheusClient, ReadSample, ReadSeries, Result } from '@/lib/prometheus/client';
import { type Expression, histogramQuantile, marked } from '@/lib/prometheus/promql';
import { type Labels, numberOf } from '@/lib/prometheus/response';

/** What differs between the metrics. Expressions are rates over a window of so many seconds that end at the query's instant. */
export interface Questions {
  readonly client: PrometheusClient;
  readonly query: PerformanceQuery;
  /** A point of a trend speaks for its whole step, and for four scrapes at least. */
  readonly scrapeIntervalSeconds: number;
  readonly counts: (windowSeconds: number) => Expression;
  /** Classic buckets with `le`, in units of `unitMs` milliseconds. */
  readonly buckets: (windowSeconds: number) => Expression;
  /** Native histograms, by operation or of services as wholes; null = the store has classic ones. */
  readonly native: ((windowSeconds: number, isWhole: boolean) => Expression) | null;
  readonly unitMs: number;
  /** Why latency may not be asked for over the whole window; null = it may. */
  readonly refusal: Fault | null;
  /** null leaves a row out. */
  readonly calledOf: (labels: Labels) => Called | null;
  readonly failedOf: (labels: Labels) => boolean;
}

interface Row {
  readonly labels: Labels;
  readonly points: readonly Point[];
}
const readPoints: ReadSeries<Row> = (labels, points) => ({ labels, points });
const readValue: ReadSample<Row> = (labels, value) => ({ labels, points: [[0, value]] });

/** Label that tells the parts of a query for several quantiles apart. */
const PART = 'part';

export async function readPerformance(questions: Questions): Promise<PerformanceAnswer> {
  const { query, refusal } = questions;
  const { fromSeconds, toSeconds } = query.window;
  const length = toSeconds - fromSeconds;
  const step = Math.max(query.stepSeconds, 4 * questions.scrapeIntervalSeconds);
  const latency = (seconds: number) => latencyOf(questions, seconds);
  const now = (text: Expression) =>
    questions.client.instant(text, { atSeconds: toSeconds, read: readValue, signal: query.signal });
  const over = (text: Expression) =>
    questions.client.range(text, {
      fromSeconds: query.instants[0] ?? fromSeconds,
      toSeconds: query.instants.at(-1) ?? toSeconds,
      stepSeconds: query.stepSeconds,
      read: readPoints,
      signal: query.signal,
    });
  const counts = Promise.all([now(questions.counts(length)), over(questions.counts(step))]);
  const durations =
    refusal === null
      ? Promise.allSettled([
          now(latency(length)),
          // Of every service at every instant it would be more than a list shows.
          query.service === null ? NOTHING : over(latency(step)),
        ])
      : Promise.resolve([{ status: 'rejected' as const, reason: refusal }]);
  const [[windowCounts, trendCounts], [windowLatency, trendLatency]] = await Promise.all([counts, durations]);
  const warnings = [...windowCounts.warnings, ...trendCounts.warnings];
  const rowsOf = (part: PromiseSettledResult<Result<Row>> | undefined): readonly Row[] => {
    if (part === undefined) return [];
    if (part.status === 'rejected') {
      if (!(part.reason instanceof Fault)) throw part.reason;
      warnings.push(`Latency is missing: ${part.reason.message}`);
      return [];
    }
    warnings.push(...part.value.warnings);
    return part.value.rows;
  };
  return {
    window: dataOf(questions, windowCounts.rows, rowsOf(windowLatency), [0]),
    trend: dataOf(questions, trendCounts.rows, rowsOf(trendLatency), query.instants),
    warnings: [...new Set(warnings)],
  };
}

const NOTHING: Promise<Result<Row>> = Promise.resolve({ rows: [], warnings: [], infos: [] });

function latencyOf({ buckets, native, query }: Questions, windowSeconds: number): Expression {
  if (native === null) return buckets(windowSeconds);
  return QUANTILES.flatMap((share) =>
    (query.service === null ? [true] : [true, false]).map((isWhole) =>
      marked(
        histogramQuantile(share, native(windowSeconds, isWhole)),
        PART,
        `${share} ${isWhole ? 'whole' : 'operation'}`,
      ),
    ),
  ).join(' or ');
}

function dataOf(
  { calledOf, failedOf, unitMs }: Questions,
  counts: readonly Row[],
  latency: readonly Row[],
  instants: readonly number[],
): PerformanceData {
  const places = new Map(instants.map((seconds, place) => [Math.round(seconds * 1000), place]));
  const spread = (points: readonly Point[], factor = 1): (number | null)[] => {
    const values: (number | null)[] = instants.map(() => null);
    for (const [seconds, value] of points) {
      const place = places.get(Math.round(seconds * 1000));
      if (place !== undefined && Number.isFinite(value)) values[place] = value * factor;
    }
    return values;
  };
  const ofCalled = <T>(rows: readonly Row[], read: (row: Row, called: Called) => T): T[] =>
    rows.flatMap((row) => {
      const called = calledOf(row.labels);
      return called === null ? [] : [read(row, called)];
    });
  return {
    counts: ofCalled(counts, ({ labels, points }, called) => ({
      called,
      failed: failedOf(labels),
      values: spread(points),
    })),
    buckets: ofCalled(
      latency.filter(({ labels }) => labels.le !== undefined),
      ({ labels, points }, called) => ({
        called,
        upperBoundMs: numberOf(labels.le ?? '') * unitMs,
        values: spread(points),
      }),
    ),
    quantiles: ofCalled(
      latency.filter(({ labels }) => labels[PART] !== undefined),
      ({ labels, points }, called) => {
        const [share = '', level] = (labels[PART] ?? '').split(' ');
        return { called, isWhole: level === 'whole', share: Number(share), values: spread(points, unitMs) };
      },
    ),
  };
}
