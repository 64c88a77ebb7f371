/** How services do by Istio's metrics: each request once, by the service that was called and, where requests are classified, by operation. */
import 'server-only';
import { isError, outcomeOf } from '@/lib/metrics/outcome';
import type { Called, PerformanceAnswer, PerformanceQuery } from '@/lib/metrics/performance';
import type { TrafficSelection } from '@/lib/metrics/series';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { readPerformance } from '@/lib/prometheus/dialects/performance-reading';
import { oneOf } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { affordable } from './affordable';
import { countedOnce } from './counted-once';
import { endLabels, metric, OPERATION, UNKNOWN } from './labels';
import { histogram, isNative } from './native';

const SERVICE = ['destination_service_namespace', 'destination_service_name'];
const ANSWERED = 'destination_canonical_service';

export async function performance(
  client: PrometheusClient,
  query: PerformanceQuery,
  scrapeIntervalSeconds: number,
): Promise<PerformanceAnswer> {
  const { window, service, namespaces } = query;
  const selection = service === null ? {} : selectionOf(service);
  const by = service === null ? SERVICE : [...SERVICE, OPERATION];
  const scope = namespaces === null ? [] : [oneOf('destination_service_namespace', namespaces)];
  const once = (counter: string, labels: readonly string[], windowSeconds: number) =>
    countedOnce({
      counter,
      by: labels,
      selection,
      windowSeconds,
      labelMatchers: [...scope, ...client.labelMatchers],
    });
  const refuse =
    service === null
      ? await affordable(client, window, { scrapeIntervalSeconds: async () => scrapeIntervalSeconds })
      : null;
  const native = await isNative(client, histogram.duration, window);
  return readPerformance({
    client,
    query,
    scrapeIntervalSeconds,
    counts: (seconds) => once(metric.requests, [...by, ANSWERED, 'request_protocol', ...endLabels], seconds),
    buckets: (seconds) => once(metric.durationBuckets, [...by, 'le'], seconds),
    native: native ? (seconds, isWhole) => once(histogram.duration, isWhole ? SERVICE : by, seconds) : null,
    unitMs: 1,
    refusal: refuse?.(metric.durationBuckets) ?? null,
    calledOf,
    failedOf,
  });
}

/** The namespace is what follows the last dot: a host that is a service's name may hold dots itself. */
function selectionOf(service: string): TrafficSelection {
  const dot = service.lastIndexOf('.');
  const namespace = service.slice(dot + 1);
  return {
    service: {
      namespace: namespace === UNKNOWN ? null : namespace,
      name: dot < 0 ? service : service.slice(0, dot),
    },
  };
}

function calledOf(labels: Labels): Called | null {
  const name = named(labels.destination_service_name);
  if (name === null) return null;
  const namespace = named(labels.destination_service_namespace);
  const app = named(labels[ANSWERED]);
  return {
    service: `${name}.${namespace ?? UNKNOWN}`,
    namespace,
    searchService: app === null ? null : `${app}.${namespace ?? UNKNOWN}`,
    // Where some requests are classified and this one is not, that is a row of its own.
    operation: labels[OPERATION] === undefined || labels[OPERATION] === '' ? null : labels[OPERATION],
  };
}

function failedOf(labels: Labels): boolean {
  return isError(
    outcomeOf(labels.request_protocol === 'grpc' ? 'grpc' : 'http', {
      code: labels.response_code ?? '',
      grpcStatus: labels.grpc_response_status || null,
      flags: labels.response_flags || '-',
    }),
  );
}

function named(value: string | undefined): string | null {
  return value === undefined || value === '' || value === UNKNOWN ? null : value;
}
