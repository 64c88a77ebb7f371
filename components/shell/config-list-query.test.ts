import { expect, it } from 'vitest';
import { objectHref } from '@/lib/config/identity';
import { configHref } from './config-list-query';

it.each([
  { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'cart' },
  { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', namespace: null, name: 'istio-waypoint' },
  { group: '', kind: 'Namespace', namespace: null, name: 'istio-system' },
  { group: 'networking.istio.io', kind: 'Gateway', namespace: 'shop', name: 'front', cluster: 'west' },
])('leads to the page of $kind $name, as the pages of configuration do', (id) => {
  expect(configHref(id)).toBe(objectHref(id));
});
