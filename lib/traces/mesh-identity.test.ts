import { describe, expect, it } from 'vitest';
import { inboundOf, meshIdentity, readUpstream, workloadOfPod } from './mesh-identity';
import type { Attributes, SpanKind } from './model/span';

const of = (
  attributes: Attributes,
  { resource = {}, service = 'web', kind = 'server' as SpanKind } = {},
): ReturnType<typeof meshIdentity> => meshIdentity({ attributes, resource, service, kind });

describe('meshIdentity', () => {
  it('takes workload and namespace from the node id, app and version from the canonical names', () => {
    expect(
      of({
        node_id: 'sidecar~10.244.0.9~reviews-v1-7d4f8b9c6-x2lqp.bookinfo~bookinfo.svc.cluster.local',
        'istio.canonical_service': 'reviews',
        'istio.canonical_revision': 'v1',
        'istio.cluster_id': 'Kubernetes',
        upstream_cluster: 'inbound|9080||',
      }),
    ).toEqual({
      proxy: 'sidecar',
      peer: {
        cluster: 'Kubernetes',
        namespace: 'bookinfo',
        workload: 'reviews-v1',
        app: 'reviews',
        version: 'v1',
      },
      called: null,
    });
  });

  it('reads a waypoint’s tags by the side it speaks for', () => {
    const tags = {
      node_id: 'waypoint~10.0.0.1~waypoint-5f6b7c8d9-abcde.shop~shop.svc.cluster.local',
      'istio.source_workload': 'cart-v1',
      'istio.source_namespace': 'shop',
      'istio.destination_workload': 'stock-v2',
      'istio.destination_namespace': 'depot',
      'istio.destination_canonical_service': 'stock',
      'istio.destination_canonical_revision': 'v2',
    };
    expect(of(tags, { kind: 'server' }).peer).toMatchObject({
      workload: 'stock-v2',
      namespace: 'depot',
      app: 'stock',
      version: 'v2',
    });
    expect(of(tags, { kind: 'client' }).peer).toMatchObject({ workload: 'cart-v1', namespace: 'shop' });
  });

  it('falls back to the service’s name, then to Kubernetes’ attributes', () => {
    expect(of({}, { service: 'ratings.bookinfo' }).peer).toMatchObject({
      app: 'ratings',
      namespace: 'bookinfo',
    });
    const resource = {
      'service.name': 'ratings',
      'k8s.namespace.name': 'bookinfo',
      'k8s.pod.name': 'ratings-v1-5b8c7d9f4-bcdfg',
    };
    expect(of({}, { resource, service: 'ratings' }).peer).toMatchObject({
      app: 'ratings',
      namespace: 'bookinfo',
      workload: 'ratings-v1',
    });
  });

  it('knows nothing of a span that tells nothing', () => {
    expect(of({ node_id: 'odd', upstream_cluster: '-' }, { service: 'a.b.c' })).toEqual({
      proxy: null,
      peer: { cluster: null, namespace: null, workload: null, app: null, version: null },
      called: null,
    });
  });
});

describe('readUpstream', () => {
  it('reads service, subset and port', () => {
    expect(readUpstream('outbound|9080|v3|reviews.bookinfo.svc.cluster.local')).toEqual({
      cluster: null,
      namespace: 'bookinfo',
      name: 'reviews',
      host: 'reviews.bookinfo.svc.cluster.local',
      subset: 'v3',
      port: 9080,
    });
  });

  it('reads hosts outside the mesh, the passthrough clusters and Envoy’s escaped form', () => {
    expect(readUpstream('outbound|443||api.pay.example')).toMatchObject({
      name: 'api.pay.example',
      namespace: null,
    });
    expect(readUpstream('PassthroughCluster')).toMatchObject({ name: 'PassthroughCluster' });
    expect(readUpstream('outbound_.80_._.web.shop.svc.cluster.local')).toMatchObject({
      name: 'web',
      namespace: 'shop',
    });
    expect(readUpstream('inbound|80||')).toBeNull();
    expect(readUpstream('inbound-vip|9080|http|reviews.bookinfo.svc.cluster.local')).toMatchObject({
      name: 'reviews',
      namespace: 'bookinfo',
      port: 9080,
      subset: null,
    });
    expect(readUpstream('inbound-vip|9080|http/v2|reviews.bookinfo.svc.cluster.local')?.subset).toBe('v2');
  });
});

describe('workloadOfPod', () => {
  it.each([
    ['reviews-v1-7d4f8b9c6-x2lqp', 'reviews-v1'],
    ['zk-2', 'zk'],
    ['node-agent-x2lqp', 'node-agent'],
    ['standalone', 'standalone'],
  ])('%s → %s', (pod, workload) => {
    expect(workloadOfPod(pod)).toBe(workload);
  });

  it('reads where a proxy took a request in', () => {
    expect(inboundOf({ upstream_cluster: 'inbound|9080||' })).toEqual({ port: 9080, host: null });
    expect(inboundOf({ upstream_cluster: 'outbound|9080||a.b.svc.cluster.local' })).toBeNull();
    expect(inboundOf({})).toBeNull();
  });
});
