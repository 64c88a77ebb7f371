/** p95 and trend of everything at one level of the mesh: one query each, counted once as in charts. */
import 'server-only';
import { windowSeconds } from '@/lib/mesh/time-window';
import type {
  SubjectLatency,
  SubjectLevel,
  SubjectsAnswer,
  SubjectsPort,
  SubjectsQuery,
  SubjectsTrendQuery,
  SubjectTrend,
} from '@/lib/metrics/subjects';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { histogramQuantile, type LabelMatcher, oneOf } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { affordable } from './affordable';
import { CALLED_CLUSTER, countedByCluster } from './called-cluster';
import { countedOnce } from './counted-once';
import { metric, UNKNOWN } from './labels';
import { histogram, isNative } from './native';
import { named, requestsOverTime } from './requests-over-time';

/** Labels of the one that is called: its namespace, and its name where that is not the same. */
const LABELS: Readonly<Record<SubjectLevel, readonly [namespace: string, name: string | null]>> = {
  namespace: ['destination_service_namespace', null],
  app: ['destination_workload_namespace', 'destination_canonical_service'],
  service: ['destination_service_namespace', 'destination_service_name'],
  workload: ['destination_workload_namespace', 'destination_workload'],
};

export function istioSubjects(
  client: PrometheusClient,
  scrapeIntervalSeconds: () => Promise<number>,
): SubjectsPort {
  return {
    p95: (query) => p95(client, query, scrapeIntervalSeconds),
    trends: async (query) => subjectTrends(client, query, await scrapeIntervalSeconds()),
  };
}

async function p95(
  client: PrometheusClient,
  { level, window, byCluster, among, signal }: SubjectsQuery,
  scrapeIntervalSeconds: () => Promise<number>,
): Promise<SubjectsAnswer<SubjectLatency>> {
  if (among?.length === 0) return NOBODY;
  const fault = (await affordable(client, window, { scrapeIntervalSeconds }))(metric.durationBuckets);
  if (fault !== null) throw fault;
  const native = await isNative(client, histogram.duration, window);
  const by = labelsOf(level);
  const sums = (byCluster === true ? countedByCluster : countedOnce)({
    counter: native ? histogram.duration : metric.durationBuckets,
    by: native ? by : [...by, 'le'],
    selection: {},
    windowSeconds: windowSeconds(window),
    labelMatchers: [...amongMatchers(level, among), ...client.labelMatchers],
  });
  const read: ReadSample<SubjectLatency> = (labels, value) =>
    Number.isFinite(value) ? { ...subjectOf(level, labels), p95Ms: value } : null;
  const text = histogramQuantile(0.95, sums);
  const { rows, warnings } = await client.instant(text, { atSeconds: window.toSeconds, read, signal });
  return { rows, warnings };
}

async function subjectTrends(
  client: PrometheusClient,
  { level, instants, stepSeconds, byCluster, among, signal }: SubjectsTrendQuery,
  scrapeIntervalSeconds: number,
): Promise<SubjectsAnswer<SubjectTrend>> {
  if (among?.length === 0) return NOBODY;
  const { sums, warnings } = await requestsOverTime(client, {
    by: labelsOf(level),
    byCluster,
    matchers: amongMatchers(level, among),
    instants,
    stepSeconds,
    scrapeIntervalSeconds,
    signal,
  });
  return {
    rows: sums.map(({ labels, ...values }) => ({ ...subjectOf(level, labels), ...values })),
    warnings,
  };
}

const NOBODY = { rows: [], warnings: [] };

/** Namespaces and names each by themselves, so that a few more than were asked for may fit. */
function amongMatchers(level: SubjectLevel, among: SubjectsQuery['among']): readonly LabelMatcher[] {
  if (among === undefined) return [];
  const [namespaceLabel, nameLabel] = LABELS[level];
  const spellings = (values: readonly (string | null)[]) => [
    ...new Set(values.flatMap((value) => (value === null ? ['', UNKNOWN] : [value]))),
  ];
  const namespaces = oneOf(namespaceLabel, spellings(among.map(({ namespace }) => namespace)));
  if (nameLabel === null) return [namespaces];
  return [namespaces, oneOf(nameLabel, spellings(among.map(({ name }) => name)))];
}

function labelsOf(level: SubjectLevel): readonly string[] {
  return LABELS[level].filter((label) => label !== null);
}

function subjectOf(level: SubjectLevel, labels: Labels) {
  const [namespaceLabel, nameLabel] = LABELS[level];
  const namespace = named(labels[namespaceLabel]);
  return {
    cluster: named(labels[CALLED_CLUSTER]),
    namespace,
    name: nameLabel === null ? namespace : named(labels[nameLabel]),
  };
}
