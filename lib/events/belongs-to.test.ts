import { describe, expect, it } from 'vitest';
import { belongsTo, makesOthers } from './belongs-to';

const pod = (name: string) => ({ kind: 'Pod', name });

describe('events of a workload', () => {
  it.each([
    ['Deployment', pod('cart-v1-7d5b8c9f4d-x2x9z')],
    ['Deployment', { kind: 'ReplicaSet', name: 'cart-v1-7d5b8c9f4d' }],
    ['Deployment', { kind: 'Deployment', name: 'cart-v1' }],
    ['StatefulSet', pod('cart-v1-0')],
    ['DaemonSet', pod('cart-v1-x2x9z')],
    ['ReplicaSet', pod('cart-v1-x2x9z')],
    ['CronJob', { kind: 'Job', name: 'cart-v1-29384756' }],
    ['CronJob', pod('cart-v1-29384756-x2x9z')],
  ])('of kind %s are those of $name too', (kind, about) => {
    expect(belongsTo({ kind, name: 'cart-v1' }, about)).toBe(true);
  });

  it.each([
    ['a workload that is called longer', 'Deployment', pod('cart-v1-canary-7d5b8c9f4d-x2x9z')],
    ['another version', 'Deployment', pod('cart-v2-7d5b8c9f4d-x2x9z')],
    ['a pod without its hash', 'Deployment', pod('cart-v1-x2x9z')],
    ['a pod of a set with its name as the beginning', 'StatefulSet', pod('cart-v10-0')],
    ['another kind of the same name', 'Deployment', { kind: 'Service', name: 'cart-v1' }],
  ])('are not those of %s', (_, kind, about) => {
    expect(belongsTo({ kind, name: 'cart-v1' }, about)).toBe(false);
  });

  it('are its own alone for a kind that makes no other', () => {
    expect(makesOthers('VirtualService')).toBe(false);
    expect(belongsTo({ kind: 'VirtualService', name: 'cart' }, pod('cart-x2x9z'))).toBe(false);
  });
});
