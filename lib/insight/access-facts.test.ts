import { expect, it } from 'vitest';
import { readAccessText } from '@/lib/logs/access-text';
import { accessFacts } from './access-facts';

const line = (cluster: string, flags = '-', details = 'via_upstream') =>
  `[2026-01-02T03:04:05.000Z] "GET /cart HTTP/1.1" 503 ${flags} ${details} - "-" 0 81 4 3 "-" "curl/8" "0f3c" ` +
  `"stock.shop:8080" "10.0.0.1:8080" ${cluster} 10.0.0.3:4 10.0.0.1:8080 10.0.0.2:5 - default`;
const cart = { namespace: 'shop', workload: 'cart', proxy: 'sidecar' } as const;

function told(text: string, pod: Parameters<typeof accessFacts>[1] = cart) {
  const entry = readAccessText(text);
  if (entry === null) throw new Error('This is no access log.');
  const { facts, ...rest } = accessFacts(entry, pod);
  return { ...rest, of: (name: string) => facts.find((fact) => fact.name === name) };
}

it('says where a request was sent, and asks configuration and graph for the same', () => {
  const { of, request, edge } = told(line('outbound|8080|v2|stock.shop.svc.cluster.local'));
  expect(of('Upstream cluster')?.meaning).toBe('Sent to stock.shop.svc.cluster.local, port 8080, subset v2.');
  expect(request).toEqual({
    caller: { kind: 'workload', namespace: 'shop', name: 'cart' },
    host: 'stock.shop.svc.cluster.local',
    port: 8080,
    method: 'GET',
    path: '/cart',
  });
  expect(edge).toBe('workload = cart or service = stock');
});

it('reads the names that a waypoint gives to what it stands before', () => {
  const { of, request, edge } = told(line('inbound-vip|8080|http|stock.shop.svc.cluster.local'), {
    ...cart,
    workload: 'waypoint',
    proxy: 'waypoint',
  });
  expect(of('Upstream cluster')?.meaning).toBe('Sent to stock.shop.svc.cluster.local, port 8080.');
  expect([request?.host, edge]).toEqual([
    'stock.shop.svc.cluster.local',
    'workload = waypoint or service = stock',
  ]);
});

it('explains flags, details and what was taken in for the application', () => {
  const { of, request } = told(line('inbound|8080||', 'UF,URX', 'upstream_reset_before_response_started{x}'));
  expect(of('Flag')?.value).toBe('UF');
  expect(of('Flag')?.meaning).toMatch(/connect/i);
  expect(of('Details')?.meaning).toBe('The connection to the upstream broke before it answered.');
  expect(of('Upstream cluster')?.meaning).toBe('Taken in for the application on port 8080.');
  expect(request).toBeNull();
});

it('asks at a gateway by the host that was called', () => {
  const { request } = told(line('outbound|8080||stock.shop.svc.cluster.local'), {
    ...cart,
    proxy: 'gateway',
  });
  expect(request).toMatchObject({ caller: { kind: 'gateway' }, host: 'stock.shop', port: null });
});

it('says why nothing in the mesh took it', () => {
  expect(told(line('PassthroughCluster')).of('Upstream cluster')?.meaning).toMatch(/let through/);
  expect(told(line('BlackHoleCluster', 'UH')).of('Upstream cluster')?.meaning).toMatch(/forbids/);
});
