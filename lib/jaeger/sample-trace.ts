/** The spans behind `captured/`, and those that the integration test sends: one failed hop, an event, a link, an asynchronous part. */
import type { Span } from '@/lib/traces/search';

export const SAMPLE_TRACE_ID = '7c31e0a94b5d2f807c31e0a94b5d2f80';

/** A small trace that starts at `startUs` (Unix microseconds). */
export function sampleSpans(startUs: number, traceId = SAMPLE_TRACE_ID): Span[] {
  const common = { traceId, statusMessage: null, links: [], events: [], warnings: [] } as const;
  const reviews = { 'service.name': 'reviews.bookinfo', 'k8s.pod.name': 'reviews-v3-6f9b-x2lqp' };
  return [
    {
      ...common,
      spanId: '0000000000000a01',
      parentSpanId: null,
      service: 'productpage.bookinfo',
      name: 'reviews.bookinfo.svc.cluster.local:9080/*',
      kind: 'client',
      startUs,
      durationUs: 90_000,
      status: 'error',
      statusMessage: 'no answer',
      attributes: {
        'http.status_code': '503',
        component: 'proxy',
        attempts: 2,
        share: 0.5,
        cached: false,
        upstream_cluster: 'outbound|9080|v3|reviews.bookinfo.svc.cluster.local',
      },
      resource: { 'service.name': 'productpage.bookinfo' },
      events: [{ timeUs: startUs + 5, name: 'retry', attributes: { attempt: 1 } }],
    },
    {
      ...common,
      spanId: '0000000000000a02',
      parentSpanId: '0000000000000a01',
      service: 'reviews.bookinfo',
      name: 'reviews.bookinfo.svc.cluster.local:9080/*',
      kind: 'server',
      startUs: startUs + 1000,
      durationUs: 80_000,
      status: 'ok',
      attributes: { 'otel.scope.name': 'envoy', 'otel.scope.version': '1.39' },
      resource: reviews,
    },
    {
      ...common,
      spanId: '0000000000000a03',
      parentSpanId: null,
      service: 'reviews.bookinfo',
      name: 'warm cache',
      kind: 'consumer',
      startUs: startUs + 100_000,
      durationUs: 1,
      status: 'unset',
      attributes: {},
      resource: reviews,
      links: [{ traceId, spanId: '0000000000000a02', kind: 'follows-from', attributes: {} }],
    },
  ];
}
