/**
 * Service performance on a real Prometheus, compared with PromQL over exactly the series meant: each request of the mesh
 * once, span metrics under their several names, percentiles from summed buckets.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { prometheus3Binary, prometheus3IsBuilt } from '@/e2e/servers/prometheus-3/build';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioPerformance } from '@/lib/prometheus/dialects/istio';
import { spanMetrics } from '@/lib/prometheus/dialects/span-metrics';
import type { PerformanceRow, PerformanceSource } from './contract';
import { loadPerformance } from './load';

const STEP = 15;
let prometheus: RunningPrometheus;
let client: PrometheusClient;
let toSeconds: number;

type Labels = Readonly<Record<string, string>>;

/** Counters that grow by so much a step over ten minutes, and a histogram of them with two bounds. */
function* grown(names: readonly [string, string], labels: Labels, perStep: number, share: readonly number[]) {
  const samples = (rate: number) =>
    Array.from({ length: 41 }, (_, n) => [(toSeconds - (40 - n) * STEP) * 1000, n * rate] as const);
  const [counter, histogram] = names;
  yield { labels: { __name__: counter, ...labels }, samples: samples(perStep) };
  for (const [at, le] of ['10', '100', '+Inf'].entries()) {
    const bucket = { __name__: `${histogram}_bucket`, ...labels, le };
    yield { labels: bucket, samples: samples(perStep * (share[at] ?? 1)) };
  }
}

const MESH = ['istio_requests_total', 'istio_request_duration_milliseconds'] as const;
const SPANS = ['traces_span_metrics_calls_total', 'traces_span_metrics_duration_milliseconds'] as const;
const CART = {
  request_protocol: 'http',
  source_workload_namespace: 'shop',
  source_workload: 'web',
  destination_service_namespace: 'shop',
  destination_service_name: 'cart',
  destination_workload_namespace: 'shop',
  destination_workload: 'cart-v1',
  destination_canonical_service: 'cart',
  response_flags: '-',
};

/** Of `ads.shop`; `label` writes the names of labels. */
function* spanSeries(
  names: readonly [string, string],
  label: (name: string) => string,
): Generator<RemoteSeries> {
  const span = (name: string, status: string, kind = 'SERVER') => ({
    [label('service_name')]: 'ads.shop',
    [label('span_kind')]: `SPAN_KIND_${kind}`,
    [label('span_name')]: name,
    [label('status_code')]: `STATUS_CODE_${status}`,
  });
  yield* grown(names, span('GET /ads', 'UNSET'), 30, [0.5, 1, 1]);
  yield* grown(names, span('GET /ads', 'ERROR'), 10, [0, 0.5, 1]);
  yield* grown(names, span('POST /ads', 'OK'), 20, [0, 1, 1]);
  yield* grown(names, span('GET /cart', 'UNSET', 'CLIENT'), 500, [1, 1, 1]);
}

function* series(): Generator<RemoteSeries> {
  for (const reporter of ['source', 'destination']) {
    yield* grown(
      MESH,
      { ...CART, reporter, response_code: '200', request_operation: 'Get' },
      60,
      [0.9, 1, 1],
    );
    yield* grown(
      MESH,
      { ...CART, reporter, response_code: '503', request_operation: 'Get' },
      15,
      [0, 0.2, 1],
    );
    yield* grown(MESH, { ...CART, reporter, response_code: '200', request_operation: 'Put' }, 15, [0, 1, 1]);
  }
  const unreached = { destination_workload: 'unknown', destination_canonical_service: 'unknown' };
  const refused = { ...CART, ...unreached, reporter: 'source', response_code: '503', response_flags: 'UH' };
  yield* grown(MESH, refused, 15, [1, 1, 1]);
  yield* spanSeries(SPANS, (label) => label);
  // Somebody else's counter of the same name as the oldest connector's.
  yield { labels: { __name__: 'calls_total', service_name: 'phone' }, samples: [[toSeconds * 1000, 5]] };
}

beforeAll(async () => {
  prometheus = await startPrometheus();
  toSeconds = Math.floor(Date.now() / 1000 / STEP) * STEP - STEP;
  await remoteWrite(prometheus.url, series());
  const url = new URL(prometheus.url);
  client = createPrometheusClient({ url, headers: {}, queryParameters: {}, caPem: null, timeoutMs: 20_000 });
}, 90_000);

afterAll(async () => {
  await client?.close();
  await prometheus?.stop();
});

function load(service: string | null, source: PerformanceSource | null = null, store = client) {
  const interval = async () => STEP;
  const performance = { mesh: istioPerformance(store, interval), spans: spanMetrics(store, interval) };
  const window = { fromSeconds: toSeconds - 300, toSeconds };
  return loadPerformance({ performance, traces: null }, { window, namespaces: null, service, source });
}

async function value(promql: string): Promise<number> {
  const { rows } = await client.instant(promql, {
    atSeconds: toSeconds,
    read: (_labels: Labels, found: number) => found,
  });
  return rows[0] ?? Number.NaN;
}

const facts = (row: Omit<PerformanceRow, 'impact'>) => [
  row.operation,
  Number(row.requestsPerSecond.toFixed(6)),
  Number(row.errorShare?.toFixed(6)),
];

describe('service performance on a real Prometheus', () => {
  it('counts each request of the mesh once, and those that reached nobody with the service they were for', async () => {
    const { rows, whole, source } = await load(null);
    expect([source, whole]).toEqual(['mesh', null]);
    expect(rows.map((row) => [row.service, row.searchService, ...facts(row)])).toEqual([
      ['cart.shop', 'cart.shop', null, 7, Number((2 / 7).toFixed(6))],
    ]);
    const exact = await value(
      `histogram_quantile(0.95, sum by (le) (rate(${MESH[1]}_bucket{reporter="source"}[300s])))`,
    );
    expect(rows[0]?.p95Ms).toBeCloseTo(exact, 6);
    expect(rows[0]?.impact).toBe(1);
  });

  it('tells operations apart where requests are classified, and how each went', async () => {
    const { rows, whole, operationsKnown, instants } = await load('cart.shop');
    expect(operationsKnown).toBe(true);
    expect(rows.map(facts)).toEqual([
      ['Get', 5, 0.2],
      [null, 1, 1],
      ['Put', 1, 0],
    ]);
    expect(whole && facts(whole)).toEqual([null, 7, Number((2 / 7).toFixed(6))]);
    const get = rows[0];
    const exact = await value(
      `histogram_quantile(0.99, sum by (le) (rate(${MESH[1]}_bucket{reporter="source",request_operation="Get"}[300s])))`,
    );
    expect(get?.p99Ms).toBeCloseTo(exact, 6);
    expect(instants).toHaveLength(48);
    expect(get?.trend.requestsPerSecond.at(-1)).toBeCloseTo(5, 6);
    expect(get?.trend.p95Ms.at(-1)).toBeCloseTo(get?.p95Ms ?? Number.NaN, 6);
  });

  it('takes metrics of server spans where they alone know the service or its operations', async () => {
    const { rows, whole, source } = await load('ads.shop');
    expect(source).toBe('spans');
    expect(rows.map(facts)).toEqual([
      ['GET /ads', Number((40 / STEP).toFixed(6)), 0.25],
      ['POST /ads', Number((20 / STEP).toFixed(6)), 0],
    ]);
    const exact = await value(
      `histogram_quantile(0.5, sum by (le) (rate(${SPANS[1]}_bucket{service_name="ads.shop",span_kind="SPAN_KIND_SERVER"}[300s])))`,
    );
    expect(whole?.p50Ms).toBeCloseTo(exact, 6);
    expect((await load(null, 'spans')).rows.map(({ service }) => service)).toEqual(['ads.shop']);
  });

  it.skipIf(!prometheus3IsBuilt()).each([
    ['traces.span.metrics.calls', 'traces.span.metrics.duration'],
    ['traces.span.metrics.calls_total', 'traces.span.metrics.duration_milliseconds'],
  ] as const)(
    'reads %s with its dots, as Prometheus 3 may keep it, to the same figures',
    async (...names) => {
      await using modern = await startPrometheus({ program: prometheus3Binary() });
      await remoteWrite(
        modern.url,
        spanSeries(names, (label) => label.replace('_', '.')),
      );
      const store = createPrometheusClient({
        url: new URL(modern.url),
        headers: {},
        queryParameters: {},
        caPem: null,
        timeoutMs: 20_000,
      });
      const [dotted, plain] = [await load('ads.shop', 'spans', store), await load('ads.shop', 'spans')];
      expect(dotted.rows.map(facts)).toEqual(plain.rows.map(facts));
      expect(dotted.rows.map((row) => row.p95Ms)).toEqual(plain.rows.map((row) => row.p95Ms));
      expect(dotted.rows[0]?.p95Ms).toBeGreaterThan(10);
      expect((await load(null, 'spans', store)).rows.map(({ service }) => service)).toEqual(['ads.shop']);
      await store.close();
    },
  );

  it('says that there are none in a store without them', async () => {
    await using empty = await startPrometheus();
    const url = new URL(empty.url);
    const other = createPrometheusClient({
      url,
      headers: {},
      queryParameters: {},
      caPem: null,
      timeoutMs: 9_000,
    });
    const spans = spanMetrics(other, async () => STEP);
    const ports = { performance: { mesh: istioPerformance(other, async () => STEP), spans }, traces: null };
    const window = { fromSeconds: toSeconds - 300, toSeconds };
    const request = { window, namespaces: null, service: 'a.b' };
    expect((await loadPerformance(ports, { ...request, source: 'spans' })).warnings[0]?.message).toContain(
      'holds no metrics of spans',
    );
    expect((await loadPerformance(ports, { ...request, source: null })).rows).toEqual([]);
    await expect(loadPerformance(ports, { ...request, source: 'traces' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await other.close();
  });
});
