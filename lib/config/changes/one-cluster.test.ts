import { expect, it } from 'vitest';
import { changesOfOneCluster } from './one-cluster';

const change = (cluster?: string) => ({
  id: {
    group: 'networking.istio.io',
    kind: 'VirtualService',
    namespace: 'shop',
    name: 'cart',
    ...(cluster !== undefined && { cluster }),
  },
  text: 'text',
  baseVersion: null,
});

it('takes objects of its cluster, by name or without, as its store knows them', () => {
  expect(changesOfOneCluster([change('west'), change()], 'west')).toEqual([change(), change()]);
  expect(changesOfOneCluster([change()], null)).toEqual([change()]);
});

it('refuses objects of another cluster and says which one belongs where', () => {
  expect(() => changesOfOneCluster([change('east'), change('west')], 'east')).toThrow(
    'A change set is about one cluster, here east, and not about VirtualService cart in shop of cluster west.',
  );
  expect(() => changesOfOneCluster([change('west')], null)).toThrow('the one that is connected');
});
