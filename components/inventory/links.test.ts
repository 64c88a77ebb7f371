import { expect, it } from 'vitest';
import { nodePageHref } from './links';

const cart = {
  kind: 'app',
  cluster: 'west',
  namespace: 'shop',
  name: 'cart',
  workload: 'cart-v1',
  app: 'cart',
} as const;

it('tell the cluster of a node where several are followed, and only there', () => {
  expect(nodePageHref(cart)).toBe('/workloads/shop/cart-v1');
  expect(nodePageHref(cart, ['east', 'west'])).toBe('/workloads/shop/cart-v1?cluster=west');
  expect(nodePageHref({ ...cart, workload: null }, ['east', 'west'])).toBe(
    '/applications/shop/cart?cluster=west',
  );
  expect(nodePageHref({ ...cart, kind: 'service' }, ['east', 'west'])).toBe(
    '/services/shop/cart?cluster=west',
  );
});

it('leave out a cluster that is not followed, and are none for what has no page', () => {
  expect(nodePageHref({ ...cart, cluster: 'north' }, ['east', 'west'])).toBe('/workloads/shop/cart-v1');
  expect(nodePageHref({ ...cart, kind: 'passthrough' }, ['east', 'west'])).toBeNull();
});
