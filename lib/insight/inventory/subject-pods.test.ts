import { expect, it } from 'vitest';
import { readInventory } from '@/lib/inventory/inventory';
import type { InventoryObject } from '@/lib/inventory/object';
import { podsOf } from './subject-pods';

const labels = { app: 'cart' };
const CART: InventoryObject = {
  id: { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart' },
  value: { spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {} } } },
};
const POD: InventoryObject = {
  id: { group: '', kind: 'Pod', namespace: 'shop', name: 'cart-6d8f7c9b4-x7kqp' },
  value: { metadata: { labels, ownerReferences: [{ kind: 'ReplicaSet' }] }, spec: { containers: [] } },
};
const USED = {
  namespace: 'shop',
  pod: 'cart-6d8f7c9b4-x7kqp',
  cpuCores: 0.1,
  memoryBytes: 1e6,
  restarts: 2,
  restartsInWindow: 0,
};

function podsWith(objects: readonly InventoryObject[], usage: (typeof USED)[] | null) {
  const inventory = readInventory(objects);
  const workloads = inventory.workloads.filter(({ name }) => name === 'cart');
  return podsOf(workloads, inventory, usage)?.map(({ name, restarts }) => [name, restarts]) ?? null;
}

it('are those that the source holds, and where it holds none those that metrics name alike', () => {
  expect(podsWith([CART, POD], null)).toEqual([['cart-6d8f7c9b4-x7kqp', 0]]);
  expect(podsWith([CART], [USED])).toEqual([['cart-6d8f7c9b4-x7kqp', 2]]);
  expect(podsWith([CART], [{ ...USED, pod: 'web-6d8f7c9b4-x7kqp' }])).toEqual([]);
});

it('are unknown, and not none, where nobody tells or the source does not answer', () => {
  expect(podsWith([CART], null)).toBeNull();
  expect(podsWith([], [USED])).toBeNull();
});
