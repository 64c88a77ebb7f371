import { expect, it } from 'vitest';
import { usageByWorkload } from './usage';

const pod = (name: string, cpuCores: number) => ({
  namespace: 'shop',
  pod: name,
  cpuCores,
  memoryBytes: 10,
  restarts: 1,
  restartsInWindow: null,
});
const named = (...names: readonly string[]) => names.map((name) => ({ namespace: 'shop', name }));

it('sums what the pods of a workload use, and counts what is not told as unknown', () => {
  const pods = [pod('cart-7d4f8b9c6-x2lqp', 0.5), pod('cart-7d4f8b9c6-bcdfg', 0.25)];
  expect(usageByWorkload(pods, named('cart', 'depot'), null)).toEqual(
    new Map([['shop/cart', { cpuCores: 0.75, memoryBytes: 20, restarts: 2, restartsInWindow: null }]]),
  );
});

it('tells nothing of a name that two clusters have: their pods would count for both', () => {
  const pods = [pod('cart-7d4f8b9c6-x2lqp', 0.5)];
  expect(usageByWorkload(pods, named('cart', 'cart'), null).size).toBe(0);
});
