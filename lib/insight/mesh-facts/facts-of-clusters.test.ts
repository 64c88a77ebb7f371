import { expect, it } from 'vitest';
import type { MeshFacts, MeshFactsPort } from '@/lib/graph/mesh-facts';
import { factsOfClusters } from './facts-of-clusters';

function portOf(name: string): MeshFactsPort & { fails: boolean } {
  const service = { cluster: null, namespace: 'shop', name };
  const facts = { workloads: [], services: [service], serviceEntries: [] } as unknown as MeshFacts;
  return {
    fails: false,
    async facts() {
      if (this.fails) throw new Error(`${name} is away`);
      return facts;
    },
    async gaps() {
      if (this.fails) throw new Error(`${name} is away`);
      return ['no pods'];
    },
  };
}

it('names the cluster of each fact, and gives the same answer while nothing changes', async () => {
  const all = factsOfClusters([
    { cluster: 'east', port: portOf('cart') },
    { cluster: 'west', port: portOf('cart') },
  ]);
  const facts = await all.facts();
  expect(facts.services.map(({ cluster, name }) => `${cluster} ${name}`)).toEqual(['east cart', 'west cart']);
  expect(await all.facts()).toBe(facts);
});

it('goes on without a cluster that does not answer, says so, and throws where none does', async () => {
  const east = portOf('cart');
  const west = portOf('depot');
  const all = factsOfClusters([
    { cluster: 'east', port: east },
    { cluster: 'west', port: west },
  ]);
  west.fails = true;
  expect((await all.facts()).services).toHaveLength(1);
  expect(await all.gaps?.()).toEqual(['Cluster east: no pods', 'Cluster west does not answer.']);
  east.fails = true;
  await expect(all.facts()).rejects.toThrow('cart is away');
});
