/**
 * Random meshes in a real Prometheus, in every type of graph with and without services: the details of every edge and
 * node are the graph's own figures. Each seed is looked at in some of the views, in turn. `PERIPLUS_MESH_FIRST_SEED`
 * repeats a seed that failed, `PERIPLUS_MESH_SEEDS` tries more, `PERIPLUS_MESH_ALL_VIEWS=1` every view.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareDetails } from '@/e2e/meshes/compare-details';
import { meshSeries } from '@/e2e/meshes/mesh-series';
import { randomMesh } from '@/e2e/meshes/random-mesh';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { graphTypes, serviceNodeChoices } from '@/lib/graph/vocabulary';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioDetail, istioTraffic } from '@/lib/prometheus/dialects/istio';
import { equal } from '@/lib/prometheus/promql';
import type { DetailAnswer } from './contract';
import { loadDetail } from './load';
import { detailSubject } from './subject';

const SEEDS = Number(process.env.PERIPLUS_MESH_SEEDS ?? 2);
const FIRST_SEED = Number(process.env.PERIPLUS_MESH_FIRST_SEED ?? 1);
const seeds = Array.from({ length: SEEDS }, (_, at) => FIRST_SEED + at);
const WINDOW_SECONDS = 300;

/** In a graph of services alone they are always drawn. */
const views = graphTypes.flatMap((type) =>
  (type === 'service' ? (['all'] as const) : serviceNodeChoices).map((serviceNodes) => ({
    type,
    serviceNodes,
  })),
);

const ALL_VIEWS = process.env.PERIPLUS_MESH_ALL_VIEWS === '1';
/** Two seeds look at each of the ten views once. */
const VIEWS_EACH = 5;

function viewsOf(seed: number): readonly (typeof views)[number][] {
  if (ALL_VIEWS) return views;
  return views.filter((_, at) => (at + (views.length - VIEWS_EACH) * seed) % views.length < VIEWS_EACH);
}

let prometheus: RunningPrometheus;
let toSeconds: number;

beforeAll(async () => {
  prometheus = await startPrometheus();
  toSeconds = Math.floor(Date.now() / 15_000) * 15;
  const times = { fromMs: (toSeconds - 480) * 1000, toMs: toSeconds * 1000 };
  for (const seed of seeds) {
    await remoteWrite(
      prometheus.url,
      meshSeries(randomMesh(seed), { ...times, labels: { mesh: `m${seed}` } }),
    );
  }
});

afterAll(() => prometheus?.stop());

describe.each(seeds)('in the random mesh of seed %i', (seed) => {
  let client: PrometheusClient;
  const answers = new Map<string, Promise<DetailAnswer>>();

  beforeAll(() => {
    client = createPrometheusClient({
      url: new URL(prometheus.url),
      headers: {},
      queryParameters: {},
      caPem: null,
      timeoutMs: 20_000,
      labelMatchers: [equal('mesh', `m${seed}`)],
    });
  });

  afterAll(() => client.close());

  it.each(viewsOf(seed))('details are the figures of the graph in %j', async (view) => {
    const ports = { detail: istioDetail(client), traffic: istioTraffic(client) };
    const window = { fromSeconds: toSeconds - WINDOW_SECONDS, toSeconds };
    const latency = ['avg', 'p50', 'p95'] as const;
    const graph = await loadGraph(ports, { ...PLAIN_OPTIONS, ...view, window, latency, mtls: true });
    const wrong = await compareDetails(graph, view.serviceNodes, (subject) => {
      const key = JSON.stringify(subject);
      const request = { window, subject: detailSubject(subject, () => []), isSettled: true };
      // Metrics are not kept for longer than the window, so that only it is asked for.
      const answer = answers.get(key) ?? loadDetail(ports, { ...request, oldestSeconds: window.fromSeconds });
      answers.set(key, answer);
      return answer;
    });
    if (wrong.length > 0)
      expect.fail(`Seed ${seed}, ${JSON.stringify(view)}:\n${wrong.slice(0, 12).join('\n')}`);
  });
});
