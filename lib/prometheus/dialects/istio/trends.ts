/** Requests of each service over a window, each request once: one range query for the whole mesh. */
import 'server-only';
import { isError, outcomeOf } from '@/lib/metrics/outcome';
import type { Trend, TrendsPort, TrendsQuery } from '@/lib/metrics/trends';
import type { Point, PrometheusClient, ReadSeries } from '@/lib/prometheus/client';
import { oneOf } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { countedOnce } from './counted-once';
import { endLabels, metric, UNKNOWN } from './labels';

const SUBJECT = [
  'destination_service_namespace',
  'destination_service_name',
  'destination_canonical_service',
];

interface Row {
  readonly labels: Labels;
  readonly points: readonly Point[];
}
const readRow: ReadSeries<Row> = (labels, points) => ({ labels, points });

export async function trends(
  client: PrometheusClient,
  query: TrendsQuery,
  scrapeIntervalSeconds: number,
): ReturnType<TrendsPort['trends']> {
  const { instants, stepSeconds, namespaces, signal } = query;
  const inScope = namespaces === null ? [] : [oneOf('destination_service_namespace', namespaces)];
  const text = countedOnce({
    counter: metric.requests,
    by: [...SUBJECT, 'request_protocol', ...endLabels],
    selection: {},
    // Each point speaks for its whole step, and for four scrapes at least.
    windowSeconds: Math.max(stepSeconds, 4 * scrapeIntervalSeconds),
    labelMatchers: [...inScope, ...client.labelMatchers],
  });
  const { rows, warnings } = await client.range(text, {
    fromSeconds: instants[0] ?? query.window.fromSeconds,
    toSeconds: instants.at(-1) ?? query.window.toSeconds,
    stepSeconds,
    read: readRow,
    signal,
  });
  return { trends: trendsOf(rows, instants), warnings };
}

interface Sums {
  readonly labels: Labels;
  readonly requestsPerSecond: (number | null)[];
  readonly errorsPerSecond: (number | null)[];
}

function trendsOf(rows: readonly Row[], instants: readonly number[]): readonly Trend[] {
  const places = new Map(instants.map((seconds, place) => [Math.round(seconds * 1000), place]));
  const bySubject = new Map<string, Sums>();
  for (const { labels, points } of rows) {
    const key = SUBJECT.map((name) => labels[name] ?? '').join('\n');
    const sums = bySubject.get(key) ?? {
      labels,
      requestsPerSecond: instants.map(() => null),
      errorsPerSecond: instants.map(() => null),
    };
    bySubject.set(key, sums);
    const failed = isError(outcomeOfLabels(labels));
    for (const [seconds, value] of points) {
      const place = places.get(Math.round(seconds * 1000));
      if (place === undefined || !Number.isFinite(value)) continue;
      sums.requestsPerSecond[place] = (sums.requestsPerSecond[place] ?? 0) + value;
      sums.errorsPerSecond[place] = (sums.errorsPerSecond[place] ?? 0) + (failed ? value : 0);
    }
  }
  return [...bySubject.values()].map(({ labels, ...sums }) => ({
    namespace: named(labels.destination_service_namespace),
    service: named(labels.destination_service_name),
    app: named(labels.destination_canonical_service),
    ...sums,
  }));
}

function outcomeOfLabels(labels: Labels) {
  return outcomeOf(labels.request_protocol === 'grpc' ? 'grpc' : 'http', {
    code: labels.response_code ?? '',
    grpcStatus: labels.grpc_response_status || null,
    flags: labels.response_flags || '-',
  });
}

function named(value: string | undefined): string | null {
  return value === undefined || value === '' || value === UNKNOWN ? null : value;
}
