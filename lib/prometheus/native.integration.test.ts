/**
 * Native histograms in a real Prometheus 3: random meshes whose durations are kept natively, classically, or some so
 * and some so, against brute-force PromQL over exactly the series of each edge.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExpectedEdge, type ExpectedView, expectedGraph } from '@/e2e/meshes/expected-graph';
import { nodeInWords } from '@/e2e/meshes/expected-nodes';
import { DURATION_BOUNDS, meshSeries } from '@/e2e/meshes/mesh-series';
import { type RandomMesh, randomMesh } from '@/e2e/meshes/random-mesh';
import { CUSTOM_BOUNDS, type NativeSample } from '@/e2e/servers/prometheus/native-samples';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { prometheus3Binary, prometheus3IsBuilt } from '@/e2e/servers/prometheus-3/build';
import type { GraphAnswer, GraphEdge } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { quantile } from '@/lib/metrics/histogram';
import { createPrometheusClient, type PrometheusClient } from './client';
import { istioSeries, istioTraffic } from './dialects/istio';
import { numberOf } from './response';

const SEEDS = [3, 4, 8];
const WINDOW_SECONDS = 300;
const DURATION = 'istio_request_duration_milliseconds';
const VIEW: ExpectedView = {
  type: 'workload',
  serviceNodes: 'all',
  waypoints: 'edges',
  ambient: 'total',
  operations: false,
  messages: false,
};
/** Names that only UTF-8 can write, on every series: nothing here may stumble over them. */
const ODD_LABELS = { 'größe.der pods': 'x', 'k8s.pod/name': 'y' };

type Kind = 'classic' | 'native' | 'mixed';
/** Whether a series is kept natively, by its `sid`; `both` as scrapers do that keep the classic buckets too. */
function keptAs(kind: Kind, sid: number): 'classic' | 'native' | 'both' {
  if (kind !== 'mixed') return kind;
  return (['classic', 'native', 'both'] as const)[sid % 3] ?? 'classic';
}

/** Turns the classic histograms among the series into native ones with the same bounds. */
function* kept(series: Iterable<RemoteSeries>, kind: Kind): Generator<RemoteSeries> {
  const buckets = new Map<string, RemoteSeries[]>();
  const sums = new Map<string, RemoteSeries>();
  for (const one of series) {
    const { __name__: name = '', sid = '' } = one.labels;
    const labelled = { ...one, labels: { ...one.labels, ...ODD_LABELS } };
    const as = name.startsWith(DURATION) ? keptAs(kind, Number(sid)) : 'classic';
    if (as !== 'native') yield labelled;
    if (as === 'classic') continue;
    if (name === `${DURATION}_bucket`) buckets.set(sid, [...(buckets.get(sid) ?? []), labelled]);
    if (name === `${DURATION}_sum`) sums.set(sid, labelled);
  }
  for (const [sid, parts] of buckets) yield native(parts, sums.get(sid));
}

function native(parts: readonly RemoteSeries[], sums: RemoteSeries | undefined): RemoteSeries {
  const [first] = parts;
  if (first === undefined) throw new Error('no buckets');
  const { le: _, ...labels } = first.labels;
  const histograms = first.samples.map(([ms], at): NativeSample => {
    const cumulative = parts.map(({ samples }) => samples[at]?.[1] ?? 0);
    return {
      ms,
      sum: sums?.samples[at]?.[1] ?? 0,
      schema: CUSTOM_BOUNDS,
      bounds: parts.slice(0, -1).map((part) => Number(part.labels.le)),
      firstBucket: 0,
      counts: cumulative.map((count, bucket) => count - (cumulative[bucket - 1] ?? 0)),
    };
  });
  return { labels: { ...labels, __name__: DURATION }, samples: [], histograms };
}

/** One caller and one workload, with requests whose durations spread over eight buckets of schema 2. */
function exponentialSeries({ fromMs, toMs }: { fromMs: number; toMs: number }): RemoteSeries[] {
  const steps = Array.from({ length: (toMs - fromMs) / 15_000 + 1 }, (_, at) => at);
  const peer = (side: string, name: string) => ({
    [`${side}_cluster`]: 'Kubernetes',
    [`${side}_workload_namespace`]: 'shop',
    [`${side}_workload`]: name,
    [`${side}_canonical_service`]: name,
    [`${side}_canonical_revision`]: 'v1',
  });
  const labels = {
    mesh: 'exponential',
    reporter: 'source',
    request_protocol: 'http',
    ...peer('source', 'web'),
    ...peer('destination', 'cart'),
    destination_service: 'cart.shop.svc.cluster.local',
    destination_service_name: 'cart',
    destination_service_namespace: 'shop',
    response_code: '200',
    response_flags: '-',
  };
  const counts = [5, 9, 14, 30, 12, 6, 3, 1];
  const histograms = steps.map((at): NativeSample => {
    return {
      ms: fromMs + at * 15_000,
      sum: at * 5000,
      schema: 2,
      firstBucket: 12,
      counts: counts.map((count) => count * at),
    };
  });
  return [
    {
      labels: { ...labels, __name__: 'istio_requests_total' },
      samples: steps.map((at) => [fromMs + at * 15_000, at * 80] as const),
    },
    { labels: { ...labels, __name__: DURATION }, samples: [], histograms },
  ];
}

describe.skipIf(!prometheus3IsBuilt())('native histograms of Prometheus 3', () => {
  let prometheus: RunningPrometheus;
  let toSeconds: number;
  const meshes = new Map<string, RandomMesh>();

  beforeAll(async () => {
    prometheus = await startPrometheus({ program: prometheus3Binary() });
    toSeconds = Math.floor(Date.now() / 15_000) * 15;
    const times = { fromMs: (toSeconds - 600) * 1000, toMs: toSeconds * 1000 };
    for (const seed of SEEDS) {
      for (const kind of ['classic', 'native', 'mixed'] as const) {
        const mesh = randomMesh(seed);
        meshes.set(`${kind}${seed}`, mesh);
        const series = meshSeries(mesh, { ...times, labels: { mesh: `${kind}${seed}` } });
        await remoteWrite(prometheus.url, kept(series, kind));
      }
    }
    await remoteWrite(prometheus.url, exponentialSeries(times));
  });
  afterAll(() => prometheus?.stop());

  function clientOf(mesh: string): PrometheusClient {
    return createPrometheusClient({
      url: new URL(prometheus.url),
      headers: {},
      queryParameters: {},
      caPem: null,
      timeoutMs: 20_000,
      labelMatchers: [{ name: 'mesh', operator: '=', value: mesh }],
    });
  }

  async function graphOf(mesh: string): Promise<GraphAnswer> {
    const client = clientOf(mesh);
    try {
      return await loadGraph(
        { traffic: istioTraffic(client) },
        {
          ...PLAIN_OPTIONS,
          window: { fromSeconds: toSeconds - WINDOW_SECONDS, toSeconds },
          type: 'workload',
          serviceNodes: 'all',
          latency: ['avg', 'p50', 'p95', 'p99'],
          throughput: true,
        },
      );
    } finally {
      await client.close();
    }
  }

  async function rows(query: string): Promise<{ metric: Record<string, string>; value: number }[]> {
    const body = new URLSearchParams({ query, time: String(toSeconds) });
    const answer = await fetch(`${prometheus.url}/api/v1/query`, { method: 'POST', body });
    const json = (await answer.json()) as {
      data: { result: { metric: Record<string, string>; value: [number, string] }[] };
    };
    return json.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }

  /** Buckets of all series of an edge: the classic ones of those that are not native, and the native ones' at the same bounds. */
  async function brute(mesh: string, { sids }: ExpectedEdge) {
    const of = (name: string) => `rate(${name}{mesh="${mesh}",sid=~"${sids.join('|')}"}[${WINDOW_SECONDS}s])`;
    const natives = `sum(${of(DURATION)})`;
    const classic = await rows(
      `sum by (le) (${of(`${DURATION}_bucket`)} unless ignoring (le) ${of(DURATION)})`,
    );
    const buckets = classic.map(({ metric, value }) => ({
      upperBound: numberOf(metric.le ?? ''),
      count: value,
    }));
    for (const upper of DURATION_BOUNDS) {
      const [count] = await rows(
        `histogram_fraction(-Inf, ${upper}, ${natives}) * histogram_count(${natives})`,
      );
      if (count !== undefined) buckets.push({ upperBound: numberOf(upper), count: count.value });
    }
    const only = async (part: 'sum' | 'count') => {
      const native = `histogram_${part}(${of(DURATION)})`;
      return (await rows(`sum(${native} or ${of(`${DURATION}_${part}`)})`))[0]?.value ?? 0;
    };
    return { buckets, avg: (await only('sum')) / (await only('count')) };
  }

  function named(answer: GraphAnswer): Map<string, GraphEdge> {
    const names = new Map(answer.nodes.map((node) => [node.id, nodeInWords(node, VIEW.type)]));
    return new Map(
      answer.edges.map((edge) => [
        `${names.get(edge.source)} > ${names.get(edge.target)} > ${edge.protocol}`,
        edge,
      ]),
    );
  }

  it.each(SEEDS.flatMap((seed) => (['native', 'mixed'] as const).map((kind) => [kind, seed] as const)))(
    'give the durations of a %s mesh (seed %i)',
    async (kind, seed) => {
      const mesh = meshes.get(`${kind}${seed}`);
      if (mesh === undefined) throw new Error('not written');
      const answer = await graphOf(`${kind}${seed}`);
      expect(answer.warnings.filter(({ code }) => code !== 'info')).toEqual([]);
      const edges = named(answer);
      let compared = 0;
      for (const [key, expected] of expectedGraph(mesh, VIEW).edges) {
        const edge = edges.get(key);
        if (expected.protocol === 'tcp') continue;
        const { buckets, avg } = await brute(`${kind}${seed}`, expected);
        const what = `${kind}, seed ${seed}: ${key}`;
        expect(edge?.latencyMs?.avg, what).toBeCloseTo(avg, 6);
        for (const [name, share] of [
          ['p50', 0.5],
          ['p95', 0.95],
          ['p99', 0.99],
        ] as const) {
          expect(edge?.latencyMs?.[name], `${what}: ${name}`).toBeCloseTo(
            quantile(share, buckets) ?? Number.NaN,
            6,
          );
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(15);
    },
  );

  it('are the latency of charts too, which say what they leave out', async () => {
    for (const kind of ['native', 'mixed', 'exponential']) {
      const mesh = kind === 'exponential' ? kind : `${kind}3`;
      const client = clientOf(mesh);
      const { charts, warnings } = await istioSeries(client, { scrapeIntervalSeconds: 15 }).charts({
        selections: [{}],
        window: { fromSeconds: toSeconds - WINDOW_SECONDS, toSeconds },
        stepSeconds: WINDOW_SECONDS / 4,
      });
      await client.close();
      const latency = charts.find(({ id }) => id === 'latency');
      expect(latency?.series.map(({ name }) => name)).toEqual(['p50', 'p95', 'p99']);
      expect(latency?.series[0]?.points.at(-1)?.[1]).toBeGreaterThan(0);
      expect(warnings.filter((text) => text.includes('left out'))).toHaveLength(kind === 'mixed' ? 1 : 0);
    }
  });

  it('are asked of Prometheus itself where buckets are exponential', async () => {
    const answer = await graphOf('exponential');
    expect(answer.edges.length).toBeGreaterThan(0);
    const [p95] = await rows(
      `histogram_quantile(0.95, sum(rate(${DURATION}{mesh="exponential"}[${WINDOW_SECONDS}s])))`,
    );
    expect(answer.edges.map(({ latencyMs }) => latencyMs?.p95)).toEqual(answer.edges.map(() => p95?.value));
  });
});
