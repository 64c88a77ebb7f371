import { describe, expect, it } from 'vitest';
import { Analysis } from '@/lib/config/analysis/analysis';
import { podsElsewhere } from '@/lib/config/elsewhere';
import { objectHref, objectKey } from '@/lib/config/identity';
import type { ConfigSnapshot, ConfigStore, ObjectId, StoredObject } from '@/lib/config/store';
import { Fault } from '@/lib/mesh/fault';
import { allClusters } from './all-clusters';
import { besideOthers } from './beside-others';

const SPEC = { selector: { app: 'cart' }, ports: [{ port: 80 }] };

function stored(kind: string, name: string, spec: object = {}): StoredObject {
  const group = kind === 'Service' ? '' : 'networking.istio.io';
  return {
    id: { group, kind, namespace: 'shop', name },
    apiVersion: group === '' ? 'v1' : `${group}/v1`,
    version: '1',
    value: { kind, spec },
    origin: 'a cluster',
    text: `kind: ${kind}`,
  };
}

interface Remembering extends ConfigStore {
  readonly asked: (readonly [string, ObjectId])[];
  objects: readonly StoredObject[] | Error;
}

function remembering(objects: Remembering['objects']): Remembering {
  const asked: Remembering['asked'] = [];
  return {
    asked,
    objects,
    async list(): Promise<ConfigSnapshot> {
      if (this.objects instanceof Error) throw this.objects;
      return { objects: this.objects, unreadable: [] };
    },
    async get(id) {
      asked.push(['get', id]);
      return stored(id.kind, id.name);
    },
    async rehearse(id) {
      asked.push(['rehearse', id]);
    },
    async save(id) {
      asked.push(['save', id]);
      return stored(id.kind, id.name);
    },
    async remove(id) {
      asked.push(['remove', id]);
    },
  };
}

function two() {
  const east = remembering([stored('VirtualService', 'cart'), stored('Service', 'cart', SPEC)]);
  const west = remembering([stored('VirtualService', 'cart'), stored('Service', 'depot', SPEC)]);
  const clusters = [
    { name: 'east', store: east },
    { name: 'west', store: west },
  ];
  return { east, west, clusters, all: allClusters(clusters) };
}

const CART: ObjectId = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'shop',
  name: 'cart',
};

it('lists the same object of two clusters as two, each with an address of its own', async () => {
  const { objects } = await two().all.list();
  const carts = objects.filter(({ id }) => id.kind === 'VirtualService').map(({ id }) => id);
  expect(carts.map(({ cluster }) => cluster)).toEqual(['east', 'west']);
  expect(new Set(carts.map(objectKey)).size).toBe(2);
  expect(carts.map(objectHref)).toEqual([
    '/config/networking.istio.io/VirtualService/shop/cart?cluster=east',
    '/config/networking.istio.io/VirtualService/shop/cart?cluster=west',
  ]);
});

it('hands out the same list, of the same objects, while nothing changes', async () => {
  const { all, west } = two();
  const before = (await all.list()).objects;
  expect((await all.list()).objects).toBe(before);
  west.objects = [stored('VirtualService', 'new')];
  const after = (await all.list()).objects;
  expect(after).not.toBe(before);
  expect(after[0]).toBe(before[0]);
});

it('asks and changes the cluster that the id names, the first where it names none, and never another', async () => {
  const { all, east, west } = two();
  const id = { ...CART, cluster: 'west' };
  expect((await all.get(id)).id.cluster).toBe('west');
  await all.rehearse(id, '', '1');
  expect((await all.save(id, '', '1')).id.cluster).toBe('west');
  await all.remove(id, '1');
  expect(west.asked).toEqual(['get', 'rehearse', 'save', 'remove'].map((verb) => [verb, CART]));
  expect(east.asked).toEqual([]);
  await all.get(CART);
  expect(east.asked).toEqual([['get', CART]]);
  await expect(all.get({ ...CART, cluster: 'north' })).rejects.toThrow('No cluster north is connected.');
});

it('says that a cluster does not answer, and shows the others', async () => {
  const { all, west } = two();
  west.objects = new Fault('source-unreachable', 'The API server of the cluster west cannot be reached.');
  const { objects, gaps } = await all.list();
  expect(objects.map(({ id }) => id.cluster)).toEqual(['east', 'east']);
  expect(gaps).toMatchObject([
    { reason: 'unknown', message: expect.stringMatching(/^Cluster west is not shown: The API/) },
  ]);
});

it('throws where no cluster answers', async () => {
  const { all, east, west } = two();
  east.objects = new Fault('source-unreachable', 'east is away.');
  west.objects = new Fault('source-unreachable', 'west is away.');
  await expect(all.list()).rejects.toThrow('east is away.');
});

it('makes a text when it is asked for', async () => {
  let made = 0;
  const late = {
    ...stored('VirtualService', 'late'),
    get text() {
      made += 1;
      return 'late';
    },
  };
  const [object] = (await allClusters([{ name: 'east', store: remembering([late]) }]).list()).objects;
  expect(made).toBe(0);
  expect(object?.text).toBe('late');
});

it('knows Services of other clusters as hosts beside its own objects, without pods that are not here', async () => {
  const { east, west, clusters } = two();
  west.objects = [...(west.objects as StoredObject[]), stored('Service', 'cart', SPEC)];
  const view = besideOthers(east, clusters.slice(1));
  const { objects } = await view.list();
  expect(objects.map(({ id }) => [id.kind, id.name, id.cluster])).toEqual([
    ['VirtualService', 'cart', undefined],
    ['Service', 'cart', undefined],
    ['Service', 'depot', 'west'],
  ]);
  expect(objects[2]?.value).toMatchObject({ spec: { ports: [{ port: 80 }] } });
  expect(objects[2]?.value.spec).not.toHaveProperty('selector');
  expect((await view.list()).objects).toBe(objects);
  await view.save(CART, '', '1');
  expect(east.asked).toEqual([['save', CART]]);
  west.objects = new Error('gone');
  const alone = await view.list();
  expect(alone.objects).toHaveLength(2);
  expect(alone.gaps).toMatchObject([{ message: expect.stringContaining('only cluster west has') }]);
});

describe('pods behind one Service of several clusters', () => {
  const deployment = (version: string): StoredObject => ({
    id: { group: 'apps', kind: 'Deployment', namespace: 'shop', name: `cart-${version}` },
    apiVersion: 'apps/v1',
    version: '1',
    value: { spec: { template: { metadata: { labels: { app: 'cart', version } } } } },
    origin: 'a cluster',
    text: '',
  });
  const told = async (view: ConfigStore, name = 'cart') => {
    const { objects } = await view.list();
    const found = objects.find(({ id }) => id.kind === 'Service' && id.name === name);
    return { objects, pods: found === undefined ? null : podsElsewhere(found) };
  };

  it('are told beside it, and stay the same object while they stay the same', async () => {
    const { east, west, clusters } = two();
    west.objects = [stored('Service', 'cart', SPEC), deployment('v9'), deployment('v9')];
    const view = besideOthers(east, clusters.slice(1));
    const before = await told(view);
    expect(before.pods).toEqual([{ cluster: 'west', labels: [{ app: 'cart', version: 'v9' }] }]);
    west.objects = [...west.objects, stored('VirtualService', 'other')];
    const after = await told(view);
    expect(after.objects.find(({ id }) => id.kind === 'Service')).toBe(
      before.objects.find(({ id }) => id.kind === 'Service'),
    );
    west.objects = [...west.objects, deployment('v10')];
    expect((await told(view)).pods?.[0]?.labels).toHaveLength(2);
  });

  it('are not known where a cluster cannot be read', async () => {
    const { east, west, clusters } = two();
    west.objects = new Fault('source-unreachable', 'west is away.');
    expect((await told(besideOthers(east, clusters.slice(1)))).pods).toEqual([
      { cluster: 'west', labels: null },
    ]);
  });

  it('reach the check of subsets', async () => {
    const { east, west, clusters } = two();
    const rule = stored('DestinationRule', 'cart', {
      host: 'cart',
      subsets: [{ name: 'v9', labels: { version: 'v9' } }],
    });
    east.objects = [stored('Service', 'cart', SPEC), deployment('v1'), rule];
    const view = besideOthers(east, clusters.slice(1));
    const found = async () => {
      const { objects } = await view.list();
      return new Analysis(objects).of(rule.id).filter(({ code }) => code === 'PER0303');
    };
    expect(await found()).toMatchObject([{ severity: 'info' }]);
    west.objects = [stored('Service', 'cart', SPEC), deployment('v9')];
    expect(await found()).toEqual([]);
    west.objects = new Fault('source-unreachable', 'west is away.');
    expect(await found()).toMatchObject([
      { message: expect.stringContaining('Cluster west could not be read') },
    ]);
  });
});
