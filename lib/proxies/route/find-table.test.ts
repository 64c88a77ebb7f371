import { expect, it } from 'vitest';
import type { DumpElement } from '@/lib/proxies/dump/dump-element';
import { tablesForPort } from './find-table';

/** Tables by name, each with the names of its virtual hosts, as a dump is sliced. */
async function* dump(tables: Readonly<Record<string, readonly string[]>>): AsyncGenerator<DumpElement> {
  for (const [at, [name, hosts]] of Object.entries(tables).entries()) {
    const path = ['configs', 4, 'dynamic_route_configs', at];
    for (const [index, host] of hosts.entries())
      yield { path: [...path, 'route_config', 'virtual_hosts', index], value: { name: host }, bytes: 1 };
    yield { path, value: { route_config: { name } }, bytes: 1 };
  }
}

async function namesFor(
  tables: Readonly<Record<string, readonly string[]>>,
  kind: 'sidecar' | 'gateway' | 'waypoint',
  port: number,
  host: string,
): Promise<readonly string[]> {
  return (await tablesForPort(dump(tables), kind, port, host)).map(({ name }) => name);
}

it('finds a sidecar’s table by port, and before it the one of a host alone', async () => {
  const tables = {
    '80': [],
    '8080': [],
    'reviews-v2.shop.svc.cluster.local:8080': [],
    'reviews.shop.svc.cluster.local:8080': [],
  };
  expect(await namesFor(tables, 'sidecar', 8080, 'reviews')).toEqual([
    'reviews.shop.svc.cluster.local:8080',
    '8080',
  ]);
});

it('finds a gateway’s table by the port that its Service leads from, or by that of its pods', async () => {
  const tables = {
    'http.8080': ['shop.example.com:80'],
    'http.8081': ['*:8081'],
    'https.443.https.gw.shop': [],
  };
  expect(await namesFor(tables, 'gateway', 80, 'shop.example.com')).toEqual(['http.8080']);
  expect(await namesFor(tables, 'gateway', 8080, 'shop.example.com')).toEqual(['http.8080']);
  expect(await namesFor(tables, 'gateway', 8081, 'shop.example.com')).toEqual(['http.8081']);
  expect(await namesFor(tables, 'gateway', 443, 'shop.example.com')).toEqual(['https.443.https.gw.shop']);
});

it('finds a waypoint’s table of the service, and of no other whose name begins alike', async () => {
  const tables = {
    'inbound-vip|9080|http|reviews-v2.shop.svc.cluster.local': [],
    'inbound-vip|9080|http|reviews.shop.svc.cluster.local': [],
  };
  const only = ['inbound-vip|9080|http|reviews.shop.svc.cluster.local'];
  expect(await namesFor(tables, 'waypoint', 9080, 'reviews')).toEqual(only);
  expect(await namesFor(tables, 'waypoint', 9080, 'reviews.shop.svc.cluster.local')).toEqual(only);
});
