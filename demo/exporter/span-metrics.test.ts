import { expect, it } from 'vitest';
import type { Labels } from '@/demo/traffic/labels';
import { SpanMetrics } from './span-metrics';

const served = {
  __name__: 'istio_requests_total',
  reporter: 'destination',
  destination_workload_namespace: 'bookinfo',
  destination_canonical_service: 'reviews',
  destination_service: 'reviews.bookinfo.svc.cluster.local',
  pod: 'reviews-v1-a',
};

it('adds up what a pod served, failures apart, anew at each instant', () => {
  const metrics = new SpanMetrics();
  const from = (source: string, code: string): Labels => ({
    ...served,
    source_workload: source,
    response_code: code,
  });
  const rows = [from('a', '200'), from('b', '404'), from('a', '503')];
  const others = [
    { ...served, reporter: 'source' },
    { ...served, destination_workload_namespace: 'shop' },
    { ...served, __name__: 'istio_request_bytes_sum' },
  ];
  for (const factor of [1, 2]) {
    metrics.begin();
    for (const labels of [...rows, ...others]) metrics.count(labels, 5 * factor);
    const seen: [string, string, number][] = [];
    metrics.visit((labels, value) => seen.push([labels.__name__ ?? '', labels.status_code ?? '', value]));
    expect(seen).toEqual([
      ['traces_span_metrics_calls_total', 'STATUS_CODE_UNSET', 10 * factor],
      ['traces_span_metrics_calls_total', 'STATUS_CODE_ERROR', 5 * factor],
    ]);
  }
});
