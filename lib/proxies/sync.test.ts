import { expect, it } from 'vitest';
import type { ControlPlaneView } from './port';
import { syncOf } from './sync';

const istiod = { namespace: 'istio-system', pod: 'istiod-1' };
const cart = { namespace: 'shop', pod: 'cart-1' };
const view = (...statuses: object[]): ControlPlaneView => ({ answers: [{ istiod, statuses }], silent: [] });
const states = (told: ControlPlaneView) =>
  Object.fromEntries(syncOf(told, cart).types.map(({ type, state }) => [type, state]));

it('tells by type whether what was sent is acknowledged', () => {
  const status = {
    proxy: 'cart-1.shop',
    istio_version: '1.31.1',
    cluster_sent: 'n1',
    cluster_acked: 'n1',
    route_sent: 'n7',
    route_acked: 'n6',
  };
  expect(states(view(status))).toMatchObject({ CDS: 'synced', RDS: 'stale', LDS: 'not-sent' });
  expect(syncOf(view(status), cart)).toMatchObject({ istiod, istioVersion: '1.31.1' });
});

it('reads types by their URL, as newer replicas write them, with those of ztunnel', () => {
  const status = {
    proxy: 'cart-1.shop',
    resources: {
      'type.googleapis.com/envoy.config.cluster.v3.Cluster': { sent: 'a', acked: 'a' },
      'type.googleapis.com/istio.workload.Address': { sent: 'b' },
    },
  };
  expect(states(view(status))).toMatchObject({ CDS: 'synced', Address: 'stale' });
});

it('tells of ztunnel by its own types alone', () => {
  const both = { sent: 'a', acked: 'a' };
  const status = {
    proxy: 'cart-1.shop',
    resources: {
      'type.googleapis.com/istio.workload.Address': both,
      'type.googleapis.com/istio.security.Authorization': both,
    },
  };
  expect(states(view(status))).toEqual({ Address: 'synced', Authorization: 'synced' });
});

it('says that no replica knows the proxy, and which did not answer', () => {
  const told = { ...view({ proxy: 'cart-1.other' }), silent: [{ istiod, because: 'It is busy.' }] };
  expect(syncOf(told, cart)).toEqual({
    istiod: null,
    istioVersion: null,
    types: [],
    silent: [{ pod: 'istiod-1', because: 'It is busy.' }],
  });
});
