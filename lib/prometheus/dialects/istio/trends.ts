/** Requests of each service over a window, each request once: one range query for the whole mesh. */
import 'server-only';
import type { TrendsPort, TrendsQuery } from '@/lib/metrics/trends';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { oneOf } from '@/lib/prometheus/promql';
import { named, requestsOverTime } from './requests-over-time';

const SUBJECT = [
  'destination_service_namespace',
  'destination_service_name',
  'destination_canonical_service',
];

export async function trends(
  client: PrometheusClient,
  { instants, stepSeconds, namespaces, signal }: TrendsQuery,
  scrapeIntervalSeconds: number,
): ReturnType<TrendsPort['trends']> {
  const matchers = namespaces === null ? [] : [oneOf('destination_service_namespace', namespaces)];
  const { sums, warnings } = await requestsOverTime(client, {
    by: SUBJECT,
    matchers,
    instants,
    stepSeconds,
    scrapeIntervalSeconds,
    signal,
  });
  return {
    trends: sums.map(({ labels, ...values }) => ({
      namespace: named(labels.destination_service_namespace),
      service: named(labels.destination_service_name),
      app: named(labels.destination_canonical_service),
      ...values,
    })),
    warnings,
  };
}
