/** The spans behind `captured/`, and those that the integration test sends: one failed hop, an event, a link, an asynchronous part. */
import type { Span } from '@/lib/traces/model/span';

export const SAMPLE_TRACE_ID = '7c31e0a94b5d2f807c31e0a94b5d2f80';

/** A small trace that starts at `startUs` (Unix microseconds). */
export function sampleSpans(startUs: number, traceId = SAMPLE_TRACE_ID): Span[] {
  const at = (us: number): bigint => BigInt(startUs + us) * 1000n;
  const common = { traceId, statusMessage: null, links: [], events: [], warnings: [], scope: null } as const;
  const reviews = { 'service.name': 'reviews.bookinfo', 'k8s.pod.name': 'reviews-v3-6f9b-x2lqp' };
  return [
    {
      ...common,
      spanId: '0000000000000a01',
      parentSpanId: null,
      service: 'productpage.bookinfo',
      name: 'reviews.bookinfo.svc.cluster.local:9080/*',
      kind: 'client',
      startNs: at(0),
      durationNs: 90_000_000,
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
      events: [{ timeNs: at(5), name: 'retry', attributes: { attempt: 1 } }],
    },
    {
      ...common,
      spanId: '0000000000000a02',
      parentSpanId: '0000000000000a01',
      service: 'reviews.bookinfo',
      name: 'reviews.bookinfo.svc.cluster.local:9080/*',
      kind: 'server',
      startNs: at(1000),
      durationNs: 80_000_000,
      status: 'ok',
      attributes: {},
      scope: { name: 'envoy', version: '1.39', attributes: {} },
      resource: reviews,
    },
    {
      ...common,
      spanId: '0000000000000a03',
      parentSpanId: null,
      service: 'reviews.bookinfo',
      name: 'warm cache',
      kind: 'consumer',
      startNs: at(100_000),
      durationNs: 1000,
      status: 'unset',
      attributes: {},
      resource: reviews,
      links: [{ traceId, spanId: '0000000000000a02', kind: 'follows-from', attributes: {} }],
    },
  ];
}
