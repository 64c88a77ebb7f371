import { describe, expect, it } from 'vitest';
import type { Span } from '@/lib/traces/model/span';
import { requestOfSpan } from './request-of-span';

function span(attributes: Record<string, string>, kind: Span['kind'] = 'client'): Span {
  return { service: 'productpage.bookinfo', kind, attributes, resource: {} } as unknown as Span;
}

const SIDECAR = 'sidecar~10.0.0.1~productpage-v1-7d4f8b9c6-x2lqp.bookinfo~bookinfo.svc.cluster.local';
const GATEWAY =
  'router~10.0.0.2~istio-ingressgateway-7d4f8b9c6-x2lqp.istio-system~istio-system.svc.cluster.local';

describe('the request of a span', () => {
  it('is read from what the proxy of the caller recorded', () => {
    const request = requestOfSpan(
      span({
        node_id: SIDECAR,
        'upstream_cluster.name': 'outbound|9080|v1|reviews.bookinfo.svc.cluster.local',
        'http.url': 'http://reviews:9080/reviews/0?x=1',
        'http.method': 'GET',
      }),
    );
    expect(request).toEqual({
      caller: { kind: 'workload', namespace: 'bookinfo', name: 'productpage-v1' },
      host: 'reviews.bookinfo.svc.cluster.local',
      port: 9080,
      method: 'GET',
      path: '/reviews/0?x=1',
    });
  });

  it('enters at a gateway by the host that was asked for', () => {
    const request = requestOfSpan(
      span(
        { node_id: GATEWAY, 'http.url': 'https://shop.example.com/cart', 'http.method': 'POST' },
        'server',
      ),
    );
    expect(request).toMatchObject({
      caller: { kind: 'gateway', namespace: 'istio-system', name: 'istio-ingressgateway' },
      host: 'shop.example.com',
      port: null,
      method: 'POST',
      path: '/cart',
    });
  });

  it('reads the names of OpenTelemetry too, and leaves open what is not told', () => {
    const request = requestOfSpan(
      span({
        'upstream_cluster.name': 'outbound|80||cart.shop.svc.cluster.local',
        'url.path': '/cart',
        'url.query': 'a=b',
      }),
    );
    expect(request).toEqual({
      caller: null,
      host: 'cart.shop.svc.cluster.local',
      port: 80,
      method: null,
      path: '/cart?a=b',
    });
  });

  it('is none for a server of the mesh and inside an application', () => {
    expect(
      requestOfSpan(span({ node_id: SIDECAR, 'upstream_cluster.name': 'inbound|9080||' }, 'server')),
    ).toBeNull();
    expect(requestOfSpan(span({}))).toBeNull();
  });
});
