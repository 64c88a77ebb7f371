/**
 * Random meshes in a real Prometheus: every number on every edge, node and box against brute-force PromQL over exactly
 * the series that belong to it, and no edge, node or box missing or too many. Each seed is looked at in one of
 * the views, in turn. `PERIPLUS_MESH_SEEDS=20` tries fewer meshes, `PERIPLUS_MESH_FIRST_SEED` repeats one that failed, and
 * then `PERIPLUS_MESH_ALL_VIEWS=1` in every view.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareGraph } from '@/e2e/meshes/compare-graph';
import { type ExpectedView, expectedGraph } from '@/e2e/meshes/expected-graph';
import { meshSeries } from '@/e2e/meshes/mesh-series';
import { type RandomMesh, randomMesh } from '@/e2e/meshes/random-mesh';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { createPrometheusClient } from '@/lib/prometheus/client';
import { istioTraffic } from '@/lib/prometheus/dialects/istio';
import { type GraphAnswer, graphAnswerSchema } from './contract';
import { loadGraph } from './load';
import { PLAIN_OPTIONS } from './plain-request';
import { meshFacts } from './sample-facts';

const SEEDS = Number(process.env.PERIPLUS_MESH_SEEDS ?? 200);
const FIRST_SEED = Number(process.env.PERIPLUS_MESH_FIRST_SEED ?? 1);
const ALL_VIEWS = process.env.PERIPLUS_MESH_ALL_VIEWS === '1';
const seeds = Array.from({ length: SEEDS }, (_, at) => FIRST_SEED + at);
const WINDOW_SECONDS = 300;

const PLAIN: ExpectedView = {
  type: 'versionedApp',
  serviceNodes: 'all',
  waypoints: 'edges',
  ambient: 'total',
  operations: false,
  messages: true,
};
const views: readonly ExpectedView[] = [
  PLAIN,
  { ...PLAIN, type: 'workload', serviceNodes: 'none' },
  { ...PLAIN, type: 'service', serviceNodes: 'none' },
  { ...PLAIN, type: 'app', serviceNodes: 'auto', messages: false },
  { ...PLAIN, type: 'workload', serviceNodes: 'auto', operations: true },
  { ...PLAIN, type: 'app', ambient: 'ztunnel' },
  { ...PLAIN, serviceNodes: 'none', waypoints: 'nodes' },
  { ...PLAIN, type: 'service', operations: true, messages: false },
  { ...PLAIN, serviceNodes: 'auto' },
  { ...PLAIN, type: 'workload', waypoints: 'nodes' },
  { ...PLAIN, type: 'app', serviceNodes: 'none', ambient: 'waypoint' },
  { ...PLAIN, type: 'workload', serviceNodes: 'auto', ambient: 'ztunnel', messages: false },
  { ...PLAIN, type: 'app', operations: true },
];
/** A waypoint of any name can only be known by what waypoints tell. */
function viewsOf(mesh: RandomMesh, seed: number): ExpectedView[] {
  const possible = views.filter(({ ambient }) => ambient !== 'ztunnel' || mesh.waypointsAreNamed);
  if (ALL_VIEWS) return possible;
  return [possible[seed % possible.length]!];
}

let prometheus: RunningPrometheus;
let toSeconds: number;
const meshes = new Map(seeds.map((seed) => [seed, randomMesh(seed, 'everything')]));

beforeAll(async () => {
  prometheus = await startPrometheus();
  toSeconds = Math.floor(Date.now() / 15_000) * 15;
});

afterAll(() => prometheus?.stop());

async function load(seed: number, { entry }: RandomMesh, view: ExpectedView): Promise<GraphAnswer> {
  const client = createPrometheusClient({
    url: new URL(prometheus.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
    labelMatchers: [{ name: 'mesh', operator: '=', value: `m${seed}` }],
  });
  try {
    return await loadGraph(
      {
        traffic: istioTraffic(client, { scrapeIntervalSeconds: 15 }),
        meshFacts: entry && { facts: async () => meshFacts({ serviceEntries: [entry] }) },
      },
      {
        ...PLAIN_OPTIONS,
        ...view,
        window: { fromSeconds: toSeconds - WINDOW_SECONDS, toSeconds },
        boxApps: true,
        latency: ['avg', 'p50', 'p95', 'p99'],
        throughput: true,
        mtls: true,
      },
    );
  } finally {
    await client.close();
  }
}

describe.each(seeds)('the random mesh of seed %i', (seed) => {
  const mesh = meshes.get(seed)!;
  beforeAll(async () => {
    const times = { fromMs: (toSeconds - 480) * 1000, toMs: toSeconds * 1000 };
    await remoteWrite(prometheus.url, meshSeries(mesh, { ...times, labels: { mesh: `m${seed}` } }));
  });
  it.each(viewsOf(mesh, seed))(
    'has exactly its edges and nodes with exactly their numbers in %j',
    async (view) => {
      const answer = await load(seed, mesh, view);
      expect(graphAnswerSchema.parse(answer)).toEqual(answer);
      expect(answer.warnings).toEqual([]);
      const store = {
        url: prometheus.url,
        mesh: `m${seed}`,
        windowSeconds: WINDOW_SECONDS,
        atSeconds: toSeconds,
      };
      const wrong = await compareGraph({ answer, expected: expectedGraph(mesh, view), mesh, view, store });
      if (wrong.length > 0)
        expect.fail(`Seed ${seed}, ${JSON.stringify(view)}:\n${wrong.slice(0, 12).join('\n')}`);
    },
  );
});
