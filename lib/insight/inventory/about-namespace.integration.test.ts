/** What is asked about one namespace alone, on a real Prometheus: of that namespace it is all that the whole mesh tells. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SyntheticMesh, syntheticSeries } from '@/bench/graph-mesh';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import type { GraphAnswer } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioTraffic } from '@/lib/prometheus/dialects/istio';
import { aboutNamespace, loadRowsGraph, type RowsGraphType } from './rows-graph';

const MESH: SyntheticMesh = {
  name: 'about',
  seed: 5,
  services: 60,
  edges: 400,
  namespaces: 5,
  buckets: true,
};
const SHOWN = 'team-3';

let prometheus: RunningPrometheus;
let client: PrometheusClient;
let queries: string[];
let window: { readonly fromSeconds: number; readonly toSeconds: number };

beforeAll(async () => {
  prometheus = await startPrometheus();
  const toSeconds = Math.floor(Date.now() / 15_000) * 15;
  window = { fromSeconds: toSeconds - 60, toSeconds };
  await remoteWrite(prometheus.url, syntheticSeries(MESH, toSeconds * 1000));
  const url = new URL(prometheus.url);
  const made = createPrometheusClient({
    url,
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
  });
  client = {
    ...made,
    instant: (query, options) => {
      queries.push(query);
      return made.instant(query, options);
    },
  };
});

afterAll(async () => {
  await client?.close();
  await prometheus?.stop();
});

/** The nodes of the namespace, and the edges at them: what a page about one of them shows. */
function shownOf({ nodes, edges }: GraphAnswer) {
  const own = nodes.filter(({ namespace }) => namespace === SHOWN);
  const ids = new Set(own.map(({ id }) => id));
  const at = edges.filter(({ source, target }) => ids.has(source) || ids.has(target));
  const byId = <T extends { readonly id: string }>(parts: readonly T[]) =>
    [...parts].sort((a, b) => (a.id < b.id ? -1 : 1));
  // Its rank and whether traffic enters at it are a node's place in the whole mesh, and no figures.
  return { nodes: byId(own).map(({ rank: _, root: __, ...figures }) => figures), edges: byId(at) };
}

const ports = () => ({ traffic: istioTraffic(client, { scrapeIntervalSeconds: 15 }) });

it.each(['workload', 'app'] as const)('rows of %ss have the same figures', async (type: RowsGraphType) => {
  queries = [];
  const whole = shownOf(await loadRowsGraph(ports(), { type, window }));
  const about = await loadRowsGraph(ports(), { type, window, about: SHOWN });
  expect(whole.nodes.length).toBeGreaterThan(10);
  expect(whole.edges.length).toBeGreaterThan(50);
  expect(shownOf(about)).toEqual(whole);
  expect(about.nodes.some(({ namespace }) => namespace !== SHOWN)).toBe(true);
});

it.each(['all', 'none'] as const)(
  'peers have the same figures with service nodes: %s',
  async (serviceNodes) => {
    queries = [];
    const request = {
      ...PLAIN_OPTIONS,
      type: 'workload',
      serviceNodes,
      latency: ['p95'],
      mtls: true,
    } as const;
    const whole = shownOf(await loadGraph(ports(), { ...request, latency: ['p95'], window }));
    queries = [];
    const about = await loadGraph(aboutNamespace(ports(), SHOWN), { ...request, latency: ['p95'], window });
    expect(whole.edges.some(({ latencyMs }) => typeof latencyMs?.p95 === 'number')).toBe(true);
    expect(shownOf(about)).toEqual(whole);
    // No question is left that is about everything.
    expect(queries.filter((query) => query.includes('istio_') && !query.includes(`"${SHOWN}"`))).toEqual([]);
  },
);
