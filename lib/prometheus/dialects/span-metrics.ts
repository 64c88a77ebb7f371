/**
 * How services do by metrics that a collector or a tracing store makes of server spans: OpenTelemetry's span metrics
 * connector (https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector),
 * in the names of its releases and settings, and Tempo's metrics generator. Which are there is found out by asking.
 */
import 'server-only';
import type { Called, PerformancePort, PerformanceQuery } from '@/lib/metrics/performance';
import type { PrometheusClient } from '@/lib/prometheus/client';
import {
  anyOf,
  equal,
  type LabelMatcher,
  oneOf,
  rate,
  selector,
  selectorOf,
  sumBy,
} from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { readPerformance } from './performance-reading';

/** Prefixes: since 0.109 (`traces.span.metrics`), Tempo's, Jaeger's example set-up, and none, as before 0.109. */
const PREFIXES = ['traces_span_metrics_', 'traces_spanmetrics_', 'span_metrics_', ''];
/** The same where Prometheus 3 keeps OpenTelemetry's names as they are (`NoTranslation`, `NoUTF8EscapingWithSuffixes`). */
const DOTTED_PREFIXES = ['traces.span.metrics.', 'span.metrics.'];
const COUNTERS = ['calls_total', 'calls'];
/** With the milliseconds that one of its units is. */
const HISTOGRAMS = [
  ['duration_milliseconds', 1],
  ['duration_seconds', 1000],
  ['duration', 1],
  // Tempo's are seconds; OpenTelemetry's of before 0.80 were milliseconds and are long gone.
  ['latency', 1000],
] as const;

/** Labels of one way of naming. */
interface LabelNames {
  readonly services: readonly string[];
  readonly operations: readonly string[];
  readonly kind: string;
  readonly status: string;
}
const LABELS: LabelNames = {
  services: ['service_name', 'service'],
  operations: ['span_name', 'operation'],
  kind: 'span_kind',
  status: 'status_code',
};
const DOTTED_LABELS: LabelNames = {
  services: ['service.name'],
  operations: ['span.name'],
  kind: 'span.kind',
  status: 'status.code',
};
/** Requests that were served: the kind that a service's own figures are about. */
const SERVER = 'SPAN_KIND_SERVER';
const FAILED = 'STATUS_CODE_ERROR';

interface SpanMetrics {
  readonly counter: string;
  /** Bare name; null = only calls are counted. */
  readonly histogram: string | null;
  readonly isNative: boolean;
  readonly unitMs: number;
  readonly serviceLabel: string;
  readonly operationLabel: string;
  readonly kindLabel: string;
  readonly statusLabel: string;
}

export function spanMetrics(
  client: PrometheusClient,
  scrapeIntervalSeconds: () => Promise<number>,
): PerformancePort {
  return { measure: (query) => measure(client, query, scrapeIntervalSeconds) };
}

async function measure(
  client: PrometheusClient,
  query: PerformanceQuery,
  scrapeIntervalSeconds: () => Promise<number>,
): ReturnType<PerformancePort['measure']> {
  const found = await findMetrics(client, query);
  if (found === null) return null;
  const { serviceLabel, operationLabel, statusLabel, counter, histogram } = found;
  const by = query.service === null ? [serviceLabel] : [serviceLabel, operationLabel];
  const matchers: LabelMatcher[] = [equal(found.kindLabel, SERVER), ...client.labelMatchers];
  if (query.service !== null) matchers.push(equal(serviceLabel, query.service));
  if (query.namespaces !== null) matchers.push(inNamespaces(serviceLabel, query.namespaces));
  const sum = (labels: readonly string[], name: string, seconds: number) =>
    sumBy(labels, rate(selector(name, matchers), seconds));
  return readPerformance({
    client,
    query,
    scrapeIntervalSeconds: await scrapeIntervalSeconds(),
    counts: (seconds) => sum([...by, statusLabel], counter, seconds),
    // Without a histogram the question has an empty answer.
    buckets: (seconds) => sum([...by, 'le'], `${histogram ?? counter}_bucket`, seconds),
    native:
      histogram !== null && found.isNative
        ? (seconds, isWhole) => sum(isWhole ? [serviceLabel] : by, histogram, seconds)
        : null,
    unitMs: found.unitMs,
    refusal: null,
    calledOf: (labels) => calledOf(labels, found),
    failedOf: (labels) => labels[statusLabel] === FAILED,
  });
}

function calledOf(labels: Labels, { serviceLabel, operationLabel }: SpanMetrics): Called | null {
  const service = labels[serviceLabel];
  if (service === undefined || service === '') return null;
  const parts = service.split('.');
  return {
    service,
    namespace: parts.length === 2 ? (parts[1] ?? null) : null,
    searchService: service,
    operation: labels[operationLabel] ?? null,
  };
}

/** Istio names services `<app>.<namespace>`; of others the namespace is not told, so they stay. */
function inNamespaces(label: string, namespaces: readonly string[]): LabelMatcher {
  return { name: label, operator: '=~', value: `[^.]*|[^.]+[.](${anyOf(namespaces)})|.*[.].*[.].*` };
}

/** One look-up of names, of series with a kind of span alone: `calls_total` may be anybody's. Dotted names are nobody else's. */
async function findMetrics(client: PrometheusClient, query: PerformanceQuery): Promise<SpanMetrics | null> {
  const names = oneOf('__name__', PREFIXES.flatMap(namesWith));
  const dotted = oneOf('__name__', DOTTED_PREFIXES.flatMap(namesWith));
  const options = {
    match: [
      selectorOf([names, equal(LABELS.kind, SERVER), ...client.labelMatchers]),
      // The label's dotted name would be an error of syntax to Prometheus 2; as a value the metric's is none.
      selectorOf([dotted, ...client.labelMatchers]),
    ],
    fromSeconds: query.window.fromSeconds,
    toSeconds: query.window.toSeconds,
    signal: query.signal,
  };
  const [found, labels] = await Promise.all([
    client.labelValues('__name__', options),
    client.labelNames(options),
  ]);
  return metricsAmong(new Set(found), new Set(labels));
}

function namesWith(prefix: string): string[] {
  return [
    ...COUNTERS.map((name) => prefix + name),
    ...HISTOGRAMS.flatMap(([name]) => [prefix + name, `${prefix}${name}_bucket`]),
  ];
}

/** The first set of names that is there; one with latency before one without. Exported for its test. */
export function metricsAmong(names: ReadonlySet<string>, labels: ReadonlySet<string>): SpanMetrics | null {
  const sets = [
    ...PREFIXES.map((prefix) => metricsWith(prefix, LABELS, names, labels)),
    ...DOTTED_PREFIXES.map((prefix) => metricsWith(prefix, DOTTED_LABELS, names, labels)),
  ].filter((set) => set !== null);
  return sets.find(({ histogram }) => histogram !== null) ?? sets[0] ?? null;
}

function metricsWith(
  prefix: string,
  { services, operations, kind, status }: LabelNames,
  names: ReadonlySet<string>,
  labels: ReadonlySet<string>,
): SpanMetrics | null {
  const serviceLabel = services.find((label) => labels.has(label));
  const operationLabel = operations.find((label) => labels.has(label));
  const counter = COUNTERS.map((name) => prefix + name).find((name) => names.has(name));
  if (serviceLabel === undefined || operationLabel === undefined || counter === undefined) return null;
  const found = HISTOGRAMS.find(([name]) => names.has(prefix + name) || names.has(`${prefix}${name}_bucket`));
  const histogram = found === undefined ? null : prefix + found[0];
  return {
    counter,
    histogram,
    isNative: histogram !== null && names.has(histogram),
    unitMs: found?.[1] ?? 1,
    serviceLabel,
    operationLabel,
    kindLabel: kind,
    statusLabel: status,
  };
}
