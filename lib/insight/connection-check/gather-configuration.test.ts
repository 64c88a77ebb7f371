import { expect, it } from 'vitest';
import { memoryStore } from '@/lib/config/fixtures/memory-store';
import { Fault } from '@/lib/mesh/fault';
import { gatherConfiguration } from './gather-configuration';

const telemetry = (name: string, override: string) => `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: ${name}, namespace: shop}
spec: {metrics: [{overrides: [${override}]}]}
---
`;

it('finds Telemetry objects that switch off what edges are drawn from, and no others', async () => {
  const store = memoryStore(
    [
      telemetry('all', '{disabled: true}'),
      telemetry('requests', '{match: {metric: REQUEST_COUNT}, disabled: true}'),
      telemetry('sizes', '{match: {metric: REQUEST_SIZE}, disabled: true}'),
      telemetry('custom', '{match: {customMetric: mine}, disabled: true}'),
      telemetry('kept', '{match: {metric: ALL_METRICS}, disabled: false}'),
    ].join(''),
  );
  const facts = await gatherConfiguration(store, null);
  expect(facts).toMatchObject({ failure: null, objects: 5, meshObjects: 5 });
  expect(facts?.metricsDisabledBy).toEqual(['shop/all', 'shop/requests']);
});

it('takes a store that cannot be read for a finding, and a missing one for none', async () => {
  const store = { ...memoryStore(''), list: () => Promise.reject(new Fault('source-unreachable', 'Gone.')) };
  expect((await gatherConfiguration(store, null))?.failure?.message).toBe('Gone.');
  expect(await gatherConfiguration(null, null)).toBeNull();
});

it('goes on where the API server does not tell what it is', async () => {
  const about = { version: 'v1.37.2', served: [] };
  const address = 'https://api.example';
  const cluster = { address, about: async () => about };
  expect((await gatherConfiguration(memoryStore(''), cluster))?.cluster).toBe(about);
  const silent = { address, about: () => Promise.reject(new Fault('source-timeout', 'Slow.')) };
  const facts = await gatherConfiguration(memoryStore(''), silent);
  expect(facts).toMatchObject({ failure: null, cluster: null });
});
