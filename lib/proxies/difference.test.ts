import { expect, it } from 'vitest';
import { differencesOf, inventoryOf } from './difference';
import type { DumpElement } from './dump/dump-element';

const cluster = (name: string, more: object = {}) => ({
  version_info: '1',
  cluster: { name, connect_timeout: '10s', ...more },
});
const routes = (name: string, hosts: readonly object[]) => ({
  version_info: '2',
  route_config: { name, virtual_hosts: hosts },
});

/** A dump as it is sliced: lists of resources, and of routes their virtual hosts before the whole. */
async function* dump(
  clusters: readonly object[],
  tables: readonly { readonly hosts: readonly object[]; readonly name: string }[] = [],
): AsyncGenerator<DumpElement> {
  for (const [at, value] of clusters.entries())
    yield { path: ['configs', 1, 'dynamic_active_clusters', at], value, bytes: 1 };
  for (const [at, { name, hosts }] of tables.entries()) {
    const path = ['configs', 4, 'dynamic_route_configs', at];
    for (const [index, value] of hosts.entries())
      yield { path: [...path, 'route_config', 'virtual_hosts', index], value, bytes: 1 };
    yield {
      path,
      value: routes(
        name,
        hosts.map(() => ({})),
      ),
      bytes: 1,
    };
  }
}

async function compared(sent: AsyncIterable<DumpElement>, held: AsyncIterable<DumpElement>) {
  const [clusters, , tables] = differencesOf(await inventoryOf(sent), await inventoryOf(held));
  return { clusters, tables };
}

it('names what is missing, what is there only, and counts what is alike', async () => {
  const { clusters } = await compared(dump([cluster('a'), cluster('b')]), dump([cluster('b'), cluster('c')]));
  expect(clusters).toEqual({ type: 'clusters', same: 1, missing: ['a'], extra: ['c'], changed: [] });
});

it('shows the fields that differ with both values, and takes versions for no difference', async () => {
  const { clusters } = await compared(
    dump([cluster('a', { connect_timeout: '5s' })]),
    dump([{ ...cluster('a'), version_info: '9' }]),
  );
  expect(clusters?.changed).toEqual([
    { name: 'a', fields: [{ path: 'connect_timeout', intended: '5s', actual: '10s' }] },
  ]);
});

it('takes a default that one side writes and the other leaves out for the same', async () => {
  const { clusters } = await compared(
    dump([cluster('a', { respect_dns_ttl: false, filters: [] })]),
    dump([cluster('a')]),
  );
  expect(clusters).toMatchObject({ same: 1, changed: [] });
});

it('finds a field within a virtual host by the host’s name', async () => {
  const host = (timeout: string) => ({ name: 'reviews:9080', routes: [{ name: 'default', timeout }] });
  const { tables } = await compared(
    dump([], [{ name: '9080', hosts: [{ name: 'other' }, host('3s')] }]),
    dump([], [{ name: '9080', hosts: [{ name: 'other' }, host('10s')] }]),
  );
  expect(tables?.changed).toEqual([
    {
      name: '9080',
      fields: [
        { path: 'virtual_hosts[reviews:9080].routes[default].timeout', intended: '3s', actual: '10s' },
      ],
    },
  ]);
});

const assignment = (cluster_name: string, ...addresses: readonly string[]) => ({
  endpoint_config: {
    cluster_name,
    endpoints: [
      {
        lb_endpoints: addresses.map((address) => ({
          endpoint: { address: { socket_address: { address, port_value: 8080 } } },
        })),
      },
    ],
  },
});

async function* endpoints(...all: readonly object[]): AsyncGenerator<DumpElement> {
  for (const [at, value] of all.entries())
    yield { path: ['configs', 2, 'dynamic_endpoint_configs', at], value, bytes: 1 };
}

const ofEndpoints = async (sent: AsyncIterable<DumpElement>, held: AsyncIterable<DumpElement>) =>
  differencesOf(await inventoryOf(sent), await inventoryOf(held)).find(({ type }) => type === 'endpoints');

it('compares endpoints by their addresses, of clusters whose endpoints are sent', async () => {
  const weighed = { ...assignment('b', '10.0.0.3'), health_status: 'HEALTHY' };
  const found = await ofEndpoints(
    endpoints(
      assignment('a', '10.0.0.1', '10.0.0.2'),
      assignment('b', '10.0.0.3'),
      assignment('c', '10.0.0.4'),
    ),
    endpoints(assignment('a', '10.0.0.2', '10.0.0.9'), weighed, assignment('dns', '203.0.113.1')),
  );
  expect(found).toEqual({
    type: 'endpoints',
    same: 1,
    missing: ['c'],
    extra: [],
    changed: [
      {
        name: 'a',
        fields: [
          { path: '10.0.0.1:8080', intended: 'there', actual: null },
          { path: '10.0.0.9:8080', intended: null, actual: 'there' },
        ],
      },
    ],
  });
});

it('says nothing of endpoints where one side does not tell of them', async () => {
  expect(await ofEndpoints(endpoints(assignment('a', '10.0.0.1')), endpoints())).toBeUndefined();
  expect(await ofEndpoints(endpoints(), endpoints(assignment('a', '10.0.0.1')))).toBeUndefined();
});
