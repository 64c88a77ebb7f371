/** Requests and failures over a window by any labels, each request once: one range query for the whole mesh. */
import 'server-only';
import { isError, outcomeOf } from '@/lib/metrics/outcome';
import type { Point, PrometheusClient, ReadSeries } from '@/lib/prometheus/client';
import type { LabelMatcher } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { CALLED_CLUSTER, countedByCluster } from './called-cluster';
import { countedOnce } from './counted-once';
import { endLabels, metric, UNKNOWN } from './labels';

export interface OverTime {
  /** Labels that subjects are told apart by. */
  readonly by: readonly string[];
  /** By the cluster that was called too; its label is then among those of the sums. */
  readonly byCluster?: boolean | undefined;
  readonly matchers: readonly LabelMatcher[];
  readonly instants: readonly number[];
  readonly stepSeconds: number;
  readonly scrapeIntervalSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Sums {
  readonly labels: Labels;
  /** One value for each instant; null = a gap. */
  readonly requestsPerSecond: (number | null)[];
  readonly errorsPerSecond: (number | null)[];
}

interface Row {
  readonly labels: Labels;
  readonly points: readonly Point[];
}
const readRow: ReadSeries<Row> = (labels, points) => ({ labels, points });

/** In no order. Throws `Fault`. */
export async function requestsOverTime(
  client: PrometheusClient,
  { by, byCluster, matchers, instants, stepSeconds, scrapeIntervalSeconds, signal }: OverTime,
): Promise<{ readonly sums: readonly Sums[]; readonly warnings: readonly string[] }> {
  const text = (byCluster === true ? countedByCluster : countedOnce)({
    counter: metric.requests,
    by: [...by, 'request_protocol', ...endLabels],
    selection: {},
    // Each point speaks for its whole step, and for four scrapes at least.
    windowSeconds: Math.max(stepSeconds, 4 * scrapeIntervalSeconds),
    labelMatchers: [...matchers, ...client.labelMatchers],
  });
  const { rows, warnings } = await client.range(text, {
    fromSeconds: instants[0] ?? 0,
    toSeconds: instants.at(-1) ?? 0,
    stepSeconds,
    read: readRow,
    signal,
  });
  const subjects = byCluster === true ? [...by, CALLED_CLUSTER] : by;
  return { sums: sumsOf(rows, subjects, instants), warnings };
}

function sumsOf(rows: readonly Row[], by: readonly string[], instants: readonly number[]): readonly Sums[] {
  const places = new Map(instants.map((seconds, place) => [Math.round(seconds * 1000), place]));
  const bySubject = new Map<string, Sums>();
  for (const { labels, points } of rows) {
    const key = by.map((name) => labels[name] ?? '').join('\n');
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
  return [...bySubject.values()];
}

function outcomeOfLabels(labels: Labels) {
  return outcomeOf(labels.request_protocol === 'grpc' ? 'grpc' : 'http', {
    code: labels.response_code ?? '',
    grpcStatus: labels.grpc_response_status || null,
    flags: labels.response_flags || '-',
  });
}

/** A label's value; null where it says nothing. */
export function named(value: string | undefined): string | null {
  return value === undefined || value === '' || value === UNKNOWN ? null : value;
}
