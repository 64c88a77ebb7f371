import { expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { readerScope, type ScopedCluster } from './reader-scope';

/** A cluster with these namespaces, of which a token may see some; `['*']` = all. */
function clusterOf(
  name: string | null,
  namespaces: readonly string[],
  seen: readonly string[] | Error,
): ScopedCluster {
  const objects = namespaces.map((one) => ({
    id: { group: '', kind: 'Namespace', namespace: null, name: one },
  }));
  const cluster = {
    cache: { snapshot: async () => ({ objects, gaps: [] }) },
    view: () => ({
      rights: async () => {
        if (seen instanceof Error) throw seen;
        return {
          mayRead: ({ id }: { id: { namespace: string | null } }) =>
            seen.includes('*') || (id.namespace !== null && seen.includes(id.namespace)),
        };
      },
    }),
  };
  return { name, cluster: cluster as unknown as NonNullable<ScopedCluster['cluster']> };
}

const EAST = clusterOf('east', ['shop', 'bank'], ['shop']);

it('sees the namespaces of the only cluster that the token may see, and all where it may see all', async () => {
  const some = await readerScope([clusterOf(null, ['shop', 'bank'], ['shop'])], 't');
  expect(some).toMatchObject({ namespaces: ['shop'], hidden: ['bank'], hiddenClusters: [] });
  expect(await readerScope([clusterOf(null, ['shop'], ['*'])], 't')).toMatchObject({
    namespaces: null,
    hidden: [],
    hiddenClusters: [],
  });
});

it('joins what several clusters allow, and hides a namespace that one of those which have it refuses', async () => {
  const west = clusterOf('west', ['shop', 'depot', 'bank'], ['depot']);
  const scope = await readerScope([EAST, west], 't');
  expect(scope).toMatchObject({ namespaces: ['depot'], hidden: ['bank', 'shop'], hiddenClusters: [] });
  const service = (namespace: string) => ({ group: '', kind: 'Service', namespace, name: 'x' });
  expect(['shop', 'depot', 'bank'].map((namespace) => scope.mayRead(service(namespace)))).toEqual([
    false,
    true,
    false,
  ]);
});

it('hides a cluster that gets no token, that does not tell, or in which nothing may be seen', async () => {
  const silent = clusterOf('silent', ['shop'], new Fault('source-unreachable', 'It is away.'));
  const nothing = clusterOf('nothing', ['shop'], []);
  const scope = await readerScope([EAST, { name: 'untold', cluster: null }, silent, nothing], 't');
  expect(scope).toMatchObject({
    namespaces: ['shop'],
    hidden: ['bank'],
    hiddenClusters: ['untold', 'silent', 'nothing'],
  });
});

it('sees not the whole mesh by the rights of one cluster alone', async () => {
  const whole = clusterOf('east', ['shop', 'bank'], ['*']);
  expect(await readerScope([whole, { name: 'west', cluster: null }], 't')).toMatchObject({
    namespaces: ['bank', 'shop'],
    hiddenClusters: ['west'],
  });
  expect((await readerScope([whole, clusterOf('west', ['shop'], ['*'])], 't')).namespaces).toBeNull();
});

it('shows nothing where the first cluster does not tell', async () => {
  const silent = clusterOf('east', ['shop'], new Fault('source-unreachable', 'It is away.'));
  await expect(readerScope([silent, EAST], 't')).rejects.toThrow('It is away.');
});
