/**
 * CPU and memory of containers (the kubelet's cAdvisor) and their restarts (kube-state-metrics):
 * https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md,
 * https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md
 */
import 'server-only';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import type {
  ContainerSeries,
  ContainerUsageQuery,
  PodsUsageQuery,
  PodUsage,
  ResourcesPort,
  UsageOverTime,
} from '@/lib/metrics/resources';
import type { PrometheusClient, ReadSample, ReadSeries } from './client';
import {
  duration,
  type Expression,
  equal,
  type LabelMatcher,
  marked,
  noneOf,
  oneOf,
  rate,
  selector,
  sumBy,
} from './promql';

const CPU = 'container_cpu_usage_seconds_total';
const MEMORY = 'container_memory_working_set_bytes';
const RESTARTS = 'kube_pod_container_status_restarts_total';

/** cAdvisor also tells of whole pods (no container) and of the sandbox that holds their network. */
const REAL_CONTAINER = noneOf('container', ['', 'POD']);
const BY_POD = ['namespace', 'pod'];

export function podResources(
  client: PrometheusClient,
  scrapeIntervalSeconds: () => Promise<number>,
): ResourcesPort {
  return {
    pods: (query) => pods(client, query),
    overTime: async (query) => overTime(client, query, await scrapeIntervalSeconds()),
  };
}

type Measure = 'cpu' | 'memory' | 'restarts' | 'recent';

interface Row {
  readonly namespace: string;
  readonly pod: string;
  readonly measure: Measure;
  readonly value: number;
}

const readRow: ReadSample<Row> = (labels, value) =>
  labels.namespace === undefined || labels.pod === undefined || !Number.isFinite(value)
    ? null
    : { namespace: labels.namespace, pod: labels.pod, measure: labels.measure as Measure, value };

async function pods(
  client: PrometheusClient,
  { window, namespace, signal }: PodsUsageQuery,
): Promise<readonly PodUsage[]> {
  const own = namespace === undefined ? [] : [equal('namespace', namespace)];
  const { rows } = await client.instant(allPods([...own, ...client.labelMatchers], window), {
    atSeconds: window.toSeconds,
    read: readRow,
    signal,
  });
  const usage = new Map<string, { -readonly [Key in keyof PodUsage]: PodUsage[Key] }>();
  for (const { namespace, pod, measure, value } of rows) {
    const key = `${namespace}/${pod}`;
    const known = usage.get(key) ?? {
      namespace,
      pod,
      cpuCores: null,
      memoryBytes: null,
      restarts: null,
      restartsInWindow: null,
    };
    usage.set(key, known);
    if (measure === 'cpu') known.cpuCores = value;
    else if (measure === 'memory') known.memoryBytes = value;
    else if (measure === 'restarts') known.restarts = value;
    else known.restartsInWindow = value;
  }
  return [...usage.values()];
}

/** One query for all that is told of pods. */
function allPods(labelMatchers: readonly LabelMatcher[], window: TimeWindow): Expression {
  const seconds = windowSeconds(window);
  const containers = [REAL_CONTAINER, ...labelMatchers];
  const restarts = selector(RESTARTS, labelMatchers);
  const parts: readonly (readonly [Measure, Expression])[] = [
    ['cpu', rate(selector(CPU, containers), seconds)],
    ['memory', selector(MEMORY, containers)],
    ['restarts', restarts],
    ['recent', `increase(${restarts}[${duration(seconds)}])`],
  ];
  return parts.map(([measure, text]) => marked(sumBy(BY_POD, text), 'measure', measure)).join(' or ');
}

interface SeriesRow extends ContainerSeries {
  readonly measure: string;
}
const readSeries: ReadSeries<SeriesRow> = (labels, points) => ({
  container: labels.container ?? '',
  measure: labels.measure ?? '',
  points,
});

async function overTime(
  client: PrometheusClient,
  { namespace, pods: names, window, stepSeconds, signal }: ContainerUsageQuery,
  scrapeIntervalSeconds: number,
): Promise<UsageOverTime> {
  if (names.length === 0) return { cpuCores: [], memoryBytes: [] };
  const matchers = [
    equal('namespace', namespace),
    oneOf('pod', names),
    REAL_CONTAINER,
    ...client.labelMatchers,
  ];
  const cpu = rate(selector(CPU, matchers), Math.max(stepSeconds, 4 * scrapeIntervalSeconds));
  const text = [
    marked(sumBy(['container'], cpu), 'measure', 'cpu'),
    marked(sumBy(['container'], selector(MEMORY, matchers)), 'measure', 'memory'),
  ].join(' or ');
  const { rows } = await client.range(text, {
    fromSeconds: window.fromSeconds,
    toSeconds: window.toSeconds,
    stepSeconds,
    read: readSeries,
    signal,
  });
  const of = (measure: string) =>
    rows.filter((row) => row.measure === measure).map(({ container, points }) => ({ container, points }));
  return { cpuCores: of('cpu'), memoryBytes: of('memory') };
}
