import { expect, it } from 'vitest';
import type { GraphRequest } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { istioTraffic } from '@/lib/prometheus/dialects/istio';

/** The queries about traffic that a graph sends; looking for recorded rules and native histograms is none. */
async function queriesOf(part: Partial<GraphRequest>): Promise<string[]> {
  const queries: string[] = [];
  const client = {
    base: 'http://prometheus',
    labelMatchers: [],
    instant: async (query: string) => {
      if (/istio_/.test(query) && !/^(count|group) by|__name__/.test(query)) queries.push(query);
      return { rows: [], warnings: [], infos: [] };
    },
    scrapeIntervalSeconds: async () => 15,
  } as unknown as PrometheusClient;
  const window = { fromSeconds: 0, toSeconds: 600 };
  await loadGraph({ traffic: istioTraffic(client) }, { ...PLAIN_OPTIONS, window, ...part });
  return queries;
}

it('asks three questions for requests and bytes, whatever the namespaces', async () => {
  expect(await queriesOf({})).toHaveLength(3);
  const namespaces = Array.from({ length: 500 }, (_, at) => `team-${at}`);
  expect(await queriesOf({ namespaces })).toHaveLength(3);
});

it.each<[string, Partial<GraphRequest>, number]>([
  ['gRPC messages', { messages: true }, 2],
  ['operations', { operations: true }, 0],
  ['waypoints', { waypoints: 'nodes' }, 0],
  ['idle edges', { idle: true }, 0],
  ['the average latency', { latency: ['avg'] }, 2],
  ['throughput', { throughput: true }, 2],
  ['mutual TLS', { mtls: true }, 2],
])('asks no more than two for %s', async (_, part, more) => {
  expect(await queriesOf(part)).toHaveLength(3 + more);
});

it('groups by operation only where that is asked for', async () => {
  const all = { messages: true, throughput: true, mtls: true, latency: ['avg'] } as const;
  expect((await queriesOf(all)).filter((query) => query.includes('request_operation'))).toEqual([]);
  const grouped = (await queriesOf({ ...all, operations: true })).filter((query) =>
    query.includes('request_operation'),
  );
  expect(grouped.length).toBeGreaterThanOrEqual(8);
});
