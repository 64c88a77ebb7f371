import { expect, it } from 'vitest';
import type { Scope } from '@/lib/mesh/scope';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { limitedPorts } from './limited-ports';

const FIRED = [
  { alertname: 'Slow', destination_service_namespace: 'shop', destination_service_name: 'cart' },
  { alertname: 'Slow', destination_service_namespace: 'vaults', destination_service_name: 'loot' },
  {
    alertname: 'CallsFail',
    source_workload_namespace: 'vaults',
    destination_service_namespace: 'shop',
    destination_service_name: 'cart',
  },
  { alertname: 'Down' },
];

function firedFor(namespaces: readonly string[] | null) {
  const client = {
    labelMatchers: [],
    instant: async (_query: string, { read }: { read: (labels: object, value: number) => unknown }) => ({
      rows: FIRED.map((labels) => read(labels, 1)),
      warnings: [],
      infos: [],
    }),
  } as unknown as PrometheusClient;
  const options = {
    setInterval: null,
    interval: async () => 15,
    clockOffsetSeconds: async () => 0,
  } as unknown as Parameters<typeof limitedPorts>[1];
  const scopeOf = async () => ({ namespaces, mayRead: () => true }) as unknown as Scope;
  const ports = limitedPorts(client, options, scopeOf);
  return ports.alerts.fired({ fromSeconds: 0, toSeconds: 60 });
}

it('tells who sees some namespaces of the past alerts that name no other', async () => {
  expect(await firedFor(['shop'])).toEqual([FIRED[0]]);
  expect(await firedFor(null)).toEqual(FIRED);
  expect(await firedFor([])).toEqual([]);
});
