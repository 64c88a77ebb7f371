import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { callOfSpan, spanCalls } from './span-calls';

const node = (type: string, pod: string, namespace = 'bookinfo') =>
  `${type}~10.0.0.1~${pod}-7d4f8b9c6-x2lqp.${namespace}~${namespace}.svc.cluster.local`;
const GATEWAY = node('router', 'ingress', 'istio-system');
const PAGE = node('sidecar', 'productpage-v1');
const REVIEWS = node('sidecar', 'reviews-v2');
const outbound = (host: string) => `outbound|9080|v2|${host}.bookinfo.svc.cluster.local`;

const TRACE = sampleTrace(
  { spanId: 'a', kind: 'server', attributes: { node_id: GATEWAY } },
  {
    spanId: 'b',
    parentSpanId: 'a',
    kind: 'client',
    attributes: { node_id: GATEWAY, 'upstream_cluster.name': outbound('productpage') },
  },
  { spanId: 'c', parentSpanId: 'b', kind: 'server', attributes: { node_id: PAGE } },
  {
    spanId: 'd',
    parentSpanId: 'c',
    kind: 'client',
    attributes: { node_id: PAGE, 'upstream_cluster.name': outbound('reviews') },
  },
  { spanId: 'e', parentSpanId: 'd', kind: 'server', startUs: 1, attributes: { node_id: REVIEWS } },
  { spanId: 'f', parentSpanId: 'd', kind: 'server', startUs: 5, attributes: { node_id: REVIEWS } },
  {
    spanId: 'g',
    parentSpanId: 'c',
    kind: 'client',
    startUs: 50,
    attributes: { node_id: PAGE, 'upstream_cluster.name': outbound('details') },
  },
);

describe('the calls of a trace', () => {
  it('run from the workload that sent to each that answered, and end at a service where nobody did', () => {
    const told = spanCalls(TRACE).map(({ source, called, target }) => [
      source?.workload,
      called?.name,
      target?.workload ?? null,
    ]);
    expect(told).toEqual([
      ['ingress', 'productpage', 'productpage-v1'],
      ['productpage-v1', 'reviews', 'reviews-v2'],
      ['productpage-v1', 'reviews', 'reviews-v2'],
      ['productpage-v1', 'details', null],
    ]);
  });

  it('are none between a proxy and the application behind it', () => {
    const trace = sampleTrace(
      { spanId: 'a', kind: 'client', attributes: { node_id: PAGE } },
      {
        spanId: 'b',
        parentSpanId: 'a',
        kind: 'client',
        attributes: { node_id: PAGE, 'upstream_cluster.name': outbound('reviews') },
      },
      { spanId: 'c', parentSpanId: 'b', kind: 'server', attributes: { node_id: REVIEWS } },
      { spanId: 'd', parentSpanId: 'c', kind: 'server', attributes: { node_id: REVIEWS } },
    );
    expect(spanCalls(trace)).toHaveLength(1);
  });

  it('are found from either half; of several tries the last answer is told', () => {
    expect(callOfSpan(TRACE, 3)).toMatchObject({ clientRow: 3, serverRow: 5, called: { subset: 'v2' } });
    expect(callOfSpan(TRACE, 4)).toMatchObject({
      clientRow: 3,
      serverRow: 4,
      source: { workload: 'productpage-v1' },
    });
    expect(callOfSpan(TRACE, 6)).toMatchObject({ clientRow: 6, serverRow: -1, target: null });
  });

  it('stand for what a gateway took in, and are none for a span within an application', () => {
    expect(callOfSpan(TRACE, 0)).toMatchObject({ clientRow: 1, serverRow: 2 });
    expect(callOfSpan(sampleTrace({ spanId: 'a', kind: 'internal' }), 0)).toBeNull();
  });
});
