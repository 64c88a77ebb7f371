/** Asks Prometheus what the connection check wants to know: a few light queries, each of which may fail by itself. */
import type { AskedResult, QueryPort } from '@/lib/dashboards/query/port';
import { loadNamespaces } from '@/lib/graph/load-namespaces';
import type { TrafficPort } from '@/lib/graph/traffic';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { ExemplarPort } from '@/lib/metrics/exemplars';
import type { PrometheusFacts } from './facts';
import { failureOf, orNull } from './failure-of';

export interface PrometheusPorts {
  readonly queries: QueryPort;
  readonly traffic: TrafficPort;
  readonly exemplars: ExemplarPort;
  prometheusVersion(signal?: AbortSignal): Promise<string | null>;
  scrapeIntervalSeconds(): Promise<number>;
  retentionSeconds(): Promise<number | null>;
}

const NAMES = '{__name__=~"istio_.+|pilot_.+|citadel_.+|ztunnel_.+|flow:istio_.+"}';
const TRAFFIC = ['istio_requests_total', 'istio_tcp_sent_bytes_total'] as const;

/** Exemplars are kept for minutes, and thousands tell no more than a few. */
const EXEMPLARS_SECONDS = 600;

/** `labelMatchers` as PromQL writes them. */
export async function gatherPrometheus(
  ports: PrometheusPorts,
  { window, labelMatchers }: { readonly window: TimeWindow; readonly labelMatchers: string },
  signal?: AbortSignal,
): Promise<PrometheusFacts> {
  const { queries } = ports;
  const at = window.toSeconds;
  const failure = await failureOf(() => queries.instant('vector(1)', at, signal));
  const [version, scrapeIntervalSeconds, retentionSeconds] = await Promise.all([
    orNull(() => ports.prometheusVersion(signal)),
    ports.scrapeIntervalSeconds(),
    ports.retentionSeconds(),
  ]);
  const known = { failure, version, labelMatchers, retentionSeconds, scrapeIntervalSeconds };
  if (failure !== null) return { ...known, ...NOTHING };
  const each = (write: (metric: string) => string) =>
    Promise.all(TRAFFIC.map((metric) => orNull(() => queries.instant(write(metric), at, signal))));
  const latest = { ...window, fromSeconds: Math.max(window.fromSeconds, at - EXEMPLARS_SECONDS) };
  const [metricNames, reporters, ages, clusters, namespaces, exemplars] = await Promise.all([
    orNull(() => queries.labelValues('__name__', { match: [NAMES], ...window, signal })),
    each((metric) => `count by (reporter) (${metric})`),
    each((metric) => `max(timestamp(${metric}))`),
    each((metric) => `count by (source_cluster,destination_cluster) (${metric})`),
    orNull(() => loadNamespaces(ports, window, signal)),
    orNull(() => ports.exemplars.exemplars({ selections: [{}], window: latest, signal })),
  ]);
  const newest = valuesOf(ages);
  return {
    ...known,
    metricNames,
    reporters: reporters.every((result) => result === null) ? null : countsBy('reporter', reporters),
    sampleAgeSeconds: newest.length === 0 ? null : at - Math.max(...newest),
    clusters: clustersIn(clusters),
    exemplars: exemplars?.length ?? null,
    namespacesWithTraffic: namespaces?.namespaces.map(({ name }) => name) ?? null,
  };
}

const NOTHING = {
  metricNames: null,
  reporters: null,
  sampleAgeSeconds: null,
  clusters: null,
  exemplars: null,
  namespacesWithTraffic: null,
};

function countsBy(label: string, results: readonly (AskedResult | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { labels, points } of results.flatMap((result) => result?.series ?? [])) {
    const name = labels[label] ?? '';
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + (points.at(-1)?.[1] ?? 0));
  }
  return counts;
}

function clustersIn(results: readonly (AskedResult | null)[]): readonly string[] {
  const names = ['source_cluster', 'destination_cluster'].flatMap((label) => [
    ...countsBy(label, results).keys(),
  ]);
  return [...new Set(names)].filter((name) => name !== 'unknown').sort();
}

function valuesOf(results: readonly (AskedResult | null)[]): readonly number[] {
  return results
    .flatMap((result) => result?.series ?? [])
    .map(({ points }) => points.at(-1)?.[1] ?? Number.NaN)
    .filter(Number.isFinite);
}
