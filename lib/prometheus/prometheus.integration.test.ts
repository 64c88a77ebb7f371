/** The adapter on a real Prometheus: escaping, charts that agree with the graph, the number of queries. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticSeries } from '@/bench/graph-mesh';
import { meshSeries } from '@/e2e/meshes/mesh-series';
import { randomMesh } from '@/e2e/meshes/random-mesh';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { selectionsOf } from '@/lib/graph/chart-subject';
import type { GraphAnswer, GraphRequest } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { Fault } from '@/lib/mesh/fault';
import { createPrometheusClient, type PrometheusClient, type ReadSample } from './client';
import { istioSeries, istioTraffic } from './dialects/istio';
import { AWKWARD_VALUES } from './label-corpus';
import { equal, oneOf, selector } from './promql';

const SEED = 11;
const clients: PrometheusClient[] = [];
let prometheus: RunningPrometheus;
let toSeconds: number;

beforeAll(async () => {
  prometheus = await startPrometheus({ scrapeInterval: '7s' });
  toSeconds = Math.floor(Date.now() / 15_000) * 15;
  const times = { fromMs: (toSeconds - 900) * 1000, toMs: toSeconds * 1000 };
  const corpus = AWKWARD_VALUES.map(
    (value, at): RemoteSeries => ({
      labels: { __name__: 'corpus', value, at: String(at) },
      samples: [[times.toMs, at]],
    }),
  );
  await remoteWrite(prometheus.url, corpus);
  await remoteWrite(prometheus.url, meshSeries(randomMesh(SEED), { ...times, labels: { mesh: 'random' } }));
  for (const namespaces of [1, 500]) {
    const mesh = {
      name: `n${namespaces}`,
      seed: SEED,
      services: 500,
      edges: 700,
      namespaces,
      buckets: false,
    };
    await remoteWrite(prometheus.url, syntheticSeries(mesh, times.toMs));
  }
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await prometheus?.stop();
});

function clientOf(mesh?: string): PrometheusClient {
  const client = createPrometheusClient({
    url: new URL(prometheus.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
    labelMatchers: mesh === undefined ? [] : [equal('mesh', mesh)],
  });
  clients.push(client);
  return client;
}

const readAt: ReadSample<[string, string]> = (labels) => [labels.at ?? '', labels.value ?? ''];

describe('label values', () => {
  it.each(AWKWARD_VALUES.map((value, at) => [at, value] as const))(
    'number %i of the corpus is found by value and by expression, alone and unharmed: %j',
    async (at, value) => {
      const client = clientOf();
      for (const matcher of [equal('value', value), oneOf('value', [value, 'nobody'])]) {
        const { rows } = await client.instant(selector('corpus', [matcher]), {
          atSeconds: toSeconds,
          read: readAt,
        });
        expect(rows).toEqual([[String(at), value]]);
      }
    },
  );
});

describe('the client', () => {
  it("carries Prometheus' own message when it refuses a query", async () => {
    const failed = clientOf().instant('sum(', { atSeconds: toSeconds, read: readAt });
    await expect(failed).rejects.toThrow(/parse error/);
    await expect(failed).rejects.toBeInstanceOf(Fault);
  });

  it('learns the scrape interval of a server without targets from its configuration', async () => {
    expect(await clientOf().scrapeIntervalSeconds()).toBe(7);
    expect(await clientOf().retentionSeconds()).toBe(10 * 365 * 86_400);
  });

  it('lists series, labels and values', async () => {
    const client = clientOf();
    expect(await client.labelNames({ match: ['corpus'] })).toEqual(['__name__', 'at', 'value']);
    expect(await client.labelValues('at', { match: ['corpus'] })).toHaveLength(AWKWARD_VALUES.length);
    expect(await client.series({ match: ['corpus{at="3"}'] })).toEqual([
      { __name__: 'corpus', at: '3', value: AWKWARD_VALUES[3] },
    ]);
    expect(await client.metadata()).toEqual({});
  });
});

const WINDOW_SECONDS = 300;

function windowAt(seconds: number): GraphRequest['window'] {
  return { fromSeconds: seconds - WINDOW_SECONDS, toSeconds: seconds };
}

function request(part: Partial<GraphRequest> = {}): GraphRequest {
  return {
    ...PLAIN_OPTIONS,
    window: windowAt(toSeconds),
    type: 'workload',
    serviceNodes: 'all',
    latency: ['p95'],
    throughput: true,
    mtls: true,
    ...part,
  };
}

describe('the graph', () => {
  it('costs as many queries at 500 namespaces as at one, and for 20 users as for one', async () => {
    const sent: number[] = [];
    for (const mesh of ['n1', 'n500']) {
      const client = clientOf(mesh);
      const users = Array.from({ length: 20 }, () => loadGraph({ traffic: istioTraffic(client) }, request()));
      const [answer] = await Promise.all(users);
      expect(answer?.edges.length).toBeGreaterThan(700);
      const first = client.sent();
      await loadGraph({ traffic: istioTraffic(client) }, request({ window: windowAt(toSeconds - 1) }));
      sent.push(client.sent() - first);
      // Once in several minutes: are there recording rules, native histograms, how is the mesh spread, and how many
      // processors has Prometheus.
      expect(first - (sent.at(-1) ?? 0)).toBeLessThanOrEqual(4);
    }
    expect(sent[0]).toBe(sent[1]);
    expect(sent[0]).toBeLessThanOrEqual(12);
  });

  it('says what is wrong when Prometheus is gone', async () => {
    const gone = createPrometheusClient({
      url: new URL('http://127.0.0.1:1'),
      headers: {},
      queryParameters: {},
      caPem: null,
      timeoutMs: 1000,
    });
    clients.push(gone);
    await expect(loadGraph({ traffic: istioTraffic(gone) }, request())).rejects.toMatchObject({
      code: 'source-unreachable',
      source: 'prometheus',
    });
  });
});

describe('charts', () => {
  /** The last point of each series, by chart and name; a step as long as the graph's window makes them comparable. */
  async function lastPoints(
    subject: Parameters<typeof selectionsOf>[0],
  ): Promise<Map<string, number | null>> {
    const answer = await istioSeries(clientOf('random')).charts({
      selections: selectionsOf(subject, null),
      window: { fromSeconds: toSeconds - 2 * WINDOW_SECONDS, toSeconds },
      stepSeconds: WINDOW_SECONDS,
    });
    expect(answer.warnings).toEqual([]);
    return new Map(
      answer.charts.flatMap(({ id, series }) =>
        series.map(({ name, points }) => [`${id} ${name}`, points.at(-1)?.[1] ?? null]),
      ),
    );
  }

  function sumOf(points: ReadonlyMap<string, number | null>, chart: string): number {
    return [...points].reduce((sum, [name, value]) => (name.startsWith(chart) ? sum + (value ?? 0) : sum), 0);
  }

  let graph: GraphAnswer;
  beforeAll(async () => {
    graph = await loadGraph({ traffic: istioTraffic(clientOf('random')) }, request());
  });

  it('end with the numbers of the graph, edge by edge', async () => {
    expect(graph.edges.length).toBeGreaterThan(5);
    for (const { source, target, protocol, requests, tcp, latencyMs } of graph.edges) {
      const points = await lastPoints({ source, target, protocol });
      const what = `seed ${SEED}: ${source} > ${target} (${protocol})`;
      expect(sumOf(points, 'requests '), what).toBeCloseTo(requests?.requestsPerSecond ?? 0, 9);
      expect(points.get('requests 5xx') ?? 0, what).toBeCloseTo(requests?.serverErrorsPerSecond ?? 0, 9);
      expect(points.get('tcp sent') ?? 0, what).toBeCloseTo(tcp?.sentBytesPerSecond ?? 0, 9);
      expect(points.get('latency p95') ?? 0, what).toBeCloseTo(latencyMs?.p95 ?? 0, 6);
    }
  });

  it('end with the numbers of the graph for nodes and for the whole mesh', async () => {
    for (const node of graph.nodes.filter(({ kind }) => kind !== 'passthrough')) {
      if (node.incoming === null) continue;
      const points = await lastPoints({ node: node.id, direction: 'incoming' });
      expect(sumOf(points, 'requests '), node.id).toBeCloseTo(node.incoming.requestsPerSecond, 9);
    }
    const whole = await lastPoints({});
    expect(sumOf(whole, 'requests ')).toBeCloseTo(graph.totals.requests.requestsPerSecond, 9);
    const { errorsPerSecond, requestsPerSecond } = graph.totals.requests;
    expect(whole.get('errors errors')).toBeCloseTo(errorsPerSecond / requestsPerSecond, 9);
  });

  it('leave gaps as gaps and out what has no data', async () => {
    const answer = await istioSeries(clientOf('random')).charts({
      selections: selectionsOf({}, null),
      window: { fromSeconds: toSeconds - 3600, toSeconds },
      stepSeconds: 60,
    });
    const points = answer.charts.find(({ id }) => id === 'requests')?.series[0]?.points ?? [];
    expect(points).toHaveLength(61);
    expect(points[0]).toEqual([toSeconds - 3600, null]);
    expect(points.at(-1)?.[0]).toBe(toSeconds);
    const nobody = await istioSeries(clientOf('nobody')).charts({
      selections: [{}],
      window: { fromSeconds: toSeconds - 600, toSeconds },
      stepSeconds: 60,
    });
    expect(nobody).toEqual({ charts: [], warnings: [] });
  });
});
