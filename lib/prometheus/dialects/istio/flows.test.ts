import { describe, expect, it } from 'vitest';
import { flowOf } from './flows';
import { isZtunnel } from './tcp';

// A series of the Bookinfo sample as an Istio sidecar writes it.
const REVIEWS = {
  reporter: 'source',
  request_protocol: 'http',
  source_cluster: 'Kubernetes',
  source_workload_namespace: 'bookinfo',
  source_workload: 'productpage-v1',
  source_canonical_service: 'productpage',
  source_canonical_revision: 'v1',
  destination_cluster: 'Kubernetes',
  destination_service_namespace: 'bookinfo',
  destination_service: 'reviews.bookinfo.svc.cluster.local',
  destination_service_name: 'reviews',
  destination_workload_namespace: 'bookinfo',
  destination_workload: 'reviews-v2',
  destination_canonical_service: 'reviews',
  destination_canonical_revision: 'v2',
};
const NO_PEER = {
  destination_cluster: 'unknown',
  destination_workload_namespace: 'unknown',
  destination_workload: 'unknown',
  destination_canonical_service: 'unknown',
  destination_canonical_revision: 'latest',
};

describe('flowOf', () => {
  it('reads both peers and the service', () => {
    expect(flowOf(REVIEWS)).toMatchObject({
      reporter: 'source',
      protocol: 'http',
      source: {
        cluster: 'Kubernetes',
        namespace: 'bookinfo',
        workload: 'productpage-v1',
        app: 'productpage',
        version: 'v1',
      },
      service: {
        cluster: 'Kubernetes',
        namespace: 'bookinfo',
        name: 'reviews',
        host: 'reviews.bookinfo.svc.cluster.local',
      },
      destination: { workload: 'reviews-v2', app: 'reviews', version: 'v2' },
      unfinished: false,
    });
  });

  it("gives a failed call its caller's cluster, and no version to nobody", () => {
    const failed = flowOf({ ...REVIEWS, ...NO_PEER });
    expect(failed.service.cluster).toBe('Kubernetes');
    expect(failed.destination).toEqual({
      cluster: 'Kubernetes',
      namespace: null,
      workload: null,
      app: null,
      version: null,
    });
  });

  it('is one object for one set of labels', () => {
    expect(flowOf({ ...REVIEWS })).toBe(flowOf({ ...REVIEWS, response_code: '500' }));
    expect(flowOf({ ...REVIEWS }, true)).not.toBe(flowOf({ ...REVIEWS }));
  });

  it('marks series that a proxy wrote before it knew its peer', () => {
    const unfinished = (labels: Record<string, string>) => flowOf({ ...REVIEWS, ...labels }).unfinished;
    expect(unfinished({ source_workload: 'unknown', source_canonical_service: 'unknown' })).toBe(true);
    expect(unfinished({ source_cluster: 'unknown' })).toBe(true);
    // A label that an operator removed says nothing of its proxy, and what failed early stays.
    const { source_cluster: _, ...unlabelled } = { ...REVIEWS, ...NO_PEER };
    expect(flowOf(unlabelled).unfinished).toBe(false);
    expect(
      unfinished({
        ...NO_PEER,
        destination_service: '10.0.0.7:9080',
        destination_service_name: '10.0.0.7:9080',
      }),
    ).toBe(true);
    expect(
      unfinished({ ...NO_PEER, destination_service: '10.example', destination_service_name: '10.example' }),
    ).toBe(false);
    const caller = {
      source_workload: 'unknown',
      source_canonical_service: 'unknown',
      source_workload_namespace: 'unknown',
    };
    expect(unfinished({ ...caller, source_cluster: 'unknown', reporter: 'destination' })).toBe(false);
  });

  it('does without labels that an operator removed', () => {
    const {
      source_cluster: _,
      destination_cluster: __,
      destination_service_name: ___,
      destination_service_namespace: ____,
      ...rest
    } = REVIEWS;
    expect(flowOf(rest)).toMatchObject({
      unfinished: false,
      source: { cluster: null, workload: 'productpage-v1' },
      service: { name: 'reviews', namespace: 'bookinfo' },
    });
  });
});

it('knows ztunnel by its pod, or by what only it can know as a client', () => {
  expect(isZtunnel({ app: 'ztunnel', reporter: 'destination' })).toBe(true);
  expect(isZtunnel({ reporter: 'source', connection_security_policy: 'mutual_tls' })).toBe(true);
  expect(isZtunnel({ reporter: 'source', connection_security_policy: 'unknown' })).toBe(false);
  expect(isZtunnel({ reporter: 'destination', connection_security_policy: 'mutual_tls' })).toBe(false);
});

it('tells operations apart only where the label was asked for', () => {
  const operation = (value: string) => flowOf({ ...REVIEWS, request_operation: value });
  expect(operation('list').operation).toBe('list');
  expect(operation('list')).not.toBe(operation('buy'));
  expect(operation('unknown').key).toBe(flowOf({ ...REVIEWS }).key);
});

it('takes a short name out of a host that a client wrote for the name', () => {
  const host = REVIEWS.destination_service;
  const { service } = flowOf({
    ...REVIEWS,
    destination_service_name: host,
    destination_service_namespace: 'unknown',
  });
  expect(service).toMatchObject({ name: 'reviews', namespace: 'bookinfo', host });
});

it('takes a call to the egress gateway’s host without a workload for one to the gateway', () => {
  const host = 'istio-egressgateway.istio-system.svc.cluster.local';
  const called = { ...REVIEWS, ...NO_PEER, destination_service_namespace: 'unknown' };
  const rewritten = flowOf({ ...called, destination_service: host, destination_service_name: host });
  expect(rewritten).toMatchObject({
    service: { name: 'istio-egressgateway', namespace: 'istio-system' },
    destination: { cluster: 'Kubernetes', namespace: 'istio-system', workload: 'istio-egressgateway' },
  });
  const failed = flowOf({
    ...called,
    destination_service: host,
    destination_service_name: 'istio-egressgateway',
  });
  expect(failed.destination.workload).toBeNull();
});
