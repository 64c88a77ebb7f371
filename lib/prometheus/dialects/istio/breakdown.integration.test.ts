/** Every metric by one label on a real Prometheus, against the sums that were written. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { type BreakdownPort, type BreakdownQuery, breakdownCharts } from '@/lib/metrics/breakdown';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioBreakdowns } from '../istio';

const STEP = 15;
const TO = Math.floor(Date.now() / 60_000) * 60;
const FROM = TO - 900;

let server: RunningPrometheus;
let client: PrometheusClient;
let port: BreakdownPort;

interface Flow {
  readonly caller: string;
  readonly version: string;
  readonly code: string;
  readonly flags: string;
  readonly perSecond: number;
}

const FLOWS: readonly Flow[] = [
  { caller: 'web', version: 'v1', code: '200', flags: '-', perSecond: 6 },
  { caller: 'web', version: 'v2', code: '503', flags: 'UF', perSecond: 2 },
  { caller: 'job', version: 'v1', code: '200', flags: '-', perSecond: 1 },
];

function base(
  reporter: string,
  { caller, version }: Pick<Flow, 'caller' | 'version'>,
): Record<string, string> {
  return {
    reporter,
    source_cluster: 'c',
    source_workload_namespace: 'shop',
    source_workload: caller,
    source_canonical_service: caller,
    source_canonical_revision: 'latest',
    destination_cluster: 'c',
    destination_service_namespace: 'shop',
    destination_service: 'cart.shop.svc.cluster.local',
    destination_service_name: 'cart',
    destination_workload_namespace: 'shop',
    destination_workload: `cart-${version}`,
    destination_canonical_service: 'cart',
    destination_canonical_revision: version,
  };
}

function counter(name: string, labels: Record<string, string>, perSecond: number): RemoteSeries {
  const samples = Array.from({ length: (TO - FROM) / STEP + 1 }, (_, step): [number, number] => [
    (FROM + step * STEP) * 1000,
    step * STEP * perSecond,
  ]);
  return { labels: { __name__: name, ...labels }, samples };
}

function* histogramSeries(
  name: string,
  labels: Record<string, string>,
  perSecond: number,
  bound: number,
): Generator<RemoteSeries> {
  // Everything lies between half of the bound and the bound.
  for (const le of [bound / 2, bound]) {
    yield counter(`${name}_bucket`, { ...labels, le: String(le) }, le < bound ? 0 : perSecond);
  }
  yield counter(`${name}_bucket`, { ...labels, le: '+Inf' }, perSecond);
  yield counter(`${name}_count`, labels, perSecond);
  yield counter(`${name}_sum`, labels, perSecond * bound * 0.75);
}

function* mesh(): Generator<RemoteSeries> {
  for (const reporter of ['source', 'destination']) {
    for (const flow of FLOWS) {
      const policy = reporter === 'source' ? 'unknown' : 'mutual_tls';
      const labels = {
        ...base(reporter, flow),
        request_protocol: 'http',
        response_code: flow.code,
        response_flags: flow.flags,
        connection_security_policy: policy,
      };
      yield counter('istio_requests_total', labels, flow.perSecond);
      const size = flow.caller === 'web' ? 1000 : 4000;
      yield* histogramSeries('istio_request_duration_milliseconds', labels, flow.perSecond, size / 10);
      yield* histogramSeries('istio_request_bytes', labels, flow.perSecond, size);
    }
    const web = base(reporter, { caller: 'web', version: 'v1' });
    yield counter('istio_request_messages_total', web, 5);
    yield counter('istio_response_messages_total', web, 20);
    const tcp = { ...web, request_protocol: 'tcp', response_flags: '-' };
    yield counter('istio_tcp_connections_opened_total', tcp, 3);
    yield counter('istio_tcp_received_bytes_total', tcp, 700);
  }
}

beforeAll(async () => {
  server = await startPrometheus();
  await remoteWrite(server.url, mesh());
  client = createPrometheusClient({
    url: new URL(server.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
  });
  port = istioBreakdowns(client, async () => STEP);
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

async function ends(part: Partial<BreakdownQuery>): Promise<Record<string, Record<string, number | null>>> {
  const { charts } = await port.breakdown({
    selections: [{ service: { namespace: 'shop', name: 'cart' } }],
    direction: 'incoming',
    by: 'none',
    reporter: 'once',
    statistic: 'p95',
    charts: breakdownCharts,
    window: { fromSeconds: TO - 300, toSeconds: TO },
    stepSeconds: 60,
    ...part,
  });
  const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(4)));
  return Object.fromEntries(
    charts.map(({ id, series }) => [
      id,
      Object.fromEntries(series.map(({ name, points }) => [name, rounded(points.at(-1)?.[1] ?? null)])),
    ]),
  );
}

describe('breakdown', () => {
  it('counts each request, message and byte once, and shows three quantiles together', async () => {
    const found = await ends({});
    expect(found.requests).toEqual({ all: 9 });
    expect(found.errors).toEqual({ all: Number((2 / 9).toFixed(4)) });
    expect(found.messagesSent).toEqual({ all: 5 });
    expect(found.messagesReceived).toEqual({ all: 20 });
    expect(found.tcpOpened).toEqual({ all: 3 });
    expect(found.tcpSent).toEqual({ all: 700 });
    expect(found.requestThroughput).toEqual({ all: 8 * 750 + 3000 });
    expect(Object.keys(found.requestSize ?? {}).sort()).toEqual(['p50', 'p95', 'p99']);
    // 8 of 9 requests are of 500 to 1,000 bytes, the others of 2,000 to 4,000.
    expect(found.requestSize?.p50).toBeCloseTo(500 + 500 * (4.5 / 8), 2);
    expect(found).not.toHaveProperty('responseSize');
  });

  it('tells callers apart, with the statistic of each', async () => {
    const found = await ends({ by: 'peer', statistic: 'avg' });
    expect(found.requests).toEqual({ 'shop/web': 8, 'shop/job': 1 });
    expect(found.errors).toEqual({ 'shop/web': 0.25, 'shop/job': 0 });
    expect(found.duration).toEqual({ 'shop/web': 75, 'shop/job': 300 });
    expect((await ends({ by: 'peer', statistic: 'p50' })).requestSize).toEqual({
      'shop/web': 750,
      'shop/job': 3000,
    });
  });

  it('tells versions, codes and flags apart', async () => {
    expect((await ends({ by: 'version' })).requests).toEqual({ v1: 7, v2: 2 });
    const byCode = await ends({ by: 'code' });
    expect(byCode.requests).toEqual({ '200': 7, '503': 2 });
    // A metric without the label is told as a whole, and a share of failures by code would say nothing.
    expect(byCode.messagesSent).toEqual({ all: 5 });
    expect(byCode).not.toHaveProperty('errors');
    expect((await ends({ by: 'flag' })).requests).toEqual({ none: 7, UF: 2 });
  });

  it('takes encryption from servers, which alone know it', async () => {
    expect((await ends({ by: 'security' })).requests).toEqual({ mutual_tls: 9 });
    expect((await ends({ by: 'security', reporter: 'source' })).requests).toEqual({ unknown: 9 });
  });

  it('asks only for what is wanted', async () => {
    const before = client.sent();
    expect(Object.keys(await ends({ charts: ['tcpOpened'] }))).toEqual(['tcpOpened']);
    expect(client.sent() - before).toBe(1);
  });
});
