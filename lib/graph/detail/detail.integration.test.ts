/** Details of nodes and edges on a real Prometheus: the graph's own numbers, and what the graph does not say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meshSeries } from '@/e2e/meshes/mesh-series';
import { randomMesh } from '@/e2e/meshes/random-mesh';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import type { ChartSubject } from '@/lib/graph/chart-subject';
import type { GraphAnswer } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioDetail, istioTraffic } from '@/lib/prometheus/dialects/istio';
import { equal } from '@/lib/prometheus/promql';
import { type DetailAnswer, detailAnswerSchema } from './contract';
import { loadDetail } from './load';
import { detailSubject } from './subject';

const SEEDS = [11, 12, 13, 14];
const WINDOW_SECONDS = 300;
const clients: PrometheusClient[] = [];
let prometheus: RunningPrometheus;
let toSeconds: number;

beforeAll(async () => {
  prometheus = await startPrometheus();
  toSeconds = Math.floor(Date.now() / 15_000) * 15;
  const times = { fromMs: (toSeconds - 900) * 1000, toMs: toSeconds * 1000 };
  for (const seed of SEEDS) {
    await remoteWrite(
      prometheus.url,
      meshSeries(randomMesh(seed), { ...times, labels: { mesh: `m${seed}` } }),
    );
  }
  await remoteWrite(prometheus.url, shopSeries(times));
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await prometheus?.stop();
});

const WEB = 'wl/c1/shop/web';
const CART = 'wl/c1/shop/cart';

/** web calls cart 2 times a second, and pay 6 times; in the first half of the time half as often. */
function shopSeries({ fromMs, toMs }: { fromMs: number; toMs: number }): RemoteSeries[] {
  const middle = toMs - WINDOW_SECONDS * 1000;
  const counter = (perSecond: number): RemoteSeries['samples'] =>
    Array.from({ length: Math.floor((toMs - fromMs) / 15_000) + 1 }, (_, at) => {
      const ms = fromMs + at * 15_000;
      const seconds = (Math.min(ms, middle) - fromMs) / 2000 + Math.max(0, ms - middle) / 1000;
      return [ms, perSecond * seconds] as const;
    });
  const spiffe = (name: string) => `spiffe://cluster.local/ns/shop/sa/${name}`;
  const labels = (target: string, reporter: string, more: Record<string, string>) => ({
    mesh: 'shop',
    reporter,
    request_protocol: 'http',
    response_flags: '-',
    response_code: '200',
    source_cluster: 'c1',
    source_workload_namespace: 'shop',
    source_workload: 'web',
    source_canonical_service: 'web',
    source_canonical_revision: 'v1',
    destination_cluster: 'c1',
    destination_service_namespace: 'shop',
    destination_service: `${target}.shop.svc.cluster.local`,
    destination_service_name: target,
    destination_workload_namespace: 'shop',
    destination_workload: target,
    destination_canonical_service: target,
    destination_canonical_revision: 'v1',
    connection_security_policy: 'unknown',
    ...more,
  });
  const secured = (name: string) => ({
    connection_security_policy: 'mutual_tls',
    source_principal: spiffe(name),
    destination_principal: spiffe('cart'),
  });
  const series = (name: string, perSecond: number, of: Record<string, string>): RemoteSeries => ({
    labels: { __name__: name, ...of },
    samples: counter(perSecond),
  });
  const client = labels('cart', 'source', {});
  /** Half of them are below 1 kB, all but one in 100 below 10 kB, and that one is larger than any bound. */
  const sizes = [
    ['1000', 1],
    ['10000', 1.98],
    ['+Inf', 2],
  ] as const;
  return [
    series('istio_requests_total', 1.5, client),
    series('istio_requests_total', 0.5, { ...client, response_code: '503', response_flags: 'UO' }),
    series('istio_requests_total', 1.2, labels('cart', 'destination', secured('web'))),
    series(
      'istio_requests_total',
      0.3,
      labels('cart', 'destination', { connection_security_policy: 'none' }),
    ),
    // Not told: by Envoy's `unknown`, and by no label at all.
    series('istio_requests_total', 0.25, labels('cart', 'destination', {})),
    series('istio_requests_total', 0.25, labels('cart', 'destination', { connection_security_policy: '' })),
    series('istio_requests_total', 6, labels('pay', 'source', {})),
    ...sizes.map(([le, rate]) => series('istio_request_bytes_bucket', rate, { ...client, le })),
    series('istio_request_bytes_sum', 5000, client),
  ];
}

function clientOf(mesh: string): PrometheusClient {
  const client = createPrometheusClient({
    url: new URL(prometheus.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
    labelMatchers: [equal('mesh', mesh)],
  });
  clients.push(client);
  return client;
}

const windowOf = (endSeconds: number) => ({
  fromSeconds: endSeconds - WINDOW_SECONDS,
  toSeconds: endSeconds,
});

async function detailOf(
  client: PrometheusClient,
  subject: ChartSubject,
  endSeconds = toSeconds,
): Promise<DetailAnswer> {
  const ports = { detail: istioDetail(client), traffic: istioTraffic(client) };
  const answer = await loadDetail(ports, {
    window: windowOf(endSeconds),
    subject: detailSubject(subject, () => []),
    isSettled: true,
    oldestSeconds: null,
  });
  return detailAnswerSchema.parse(answer);
}

describe.each(SEEDS)('the details of the random mesh of seed %i', (seed) => {
  let client: PrometheusClient;
  let graph: GraphAnswer;
  let before: GraphAnswer;

  beforeAll(async () => {
    client = clientOf(`m${seed}`);
    const latency = ['avg', 'p50', 'p95', 'p99'] as const;
    const request = { ...PLAIN_OPTIONS, type: 'workload', serviceNodes: 'all', latency, mtls: true } as const;
    const at = (endSeconds: number) =>
      loadGraph({ traffic: istioTraffic(client) }, { ...request, window: windowOf(endSeconds) });
    [graph, before] = await Promise.all([at(toSeconds), at(toSeconds - WINDOW_SECONDS)]);
  });

  it('are the numbers of each edge of the graph, now and in the window before', async () => {
    expect(graph.edges.length).toBeGreaterThan(5);
    for (const edge of graph.edges) {
      const { source, target, protocol, requests, latencyMs, tcp, mtls } = edge;
      const what = `seed ${seed}: ${source} > ${target} (${protocol})`;
      const detail = await detailOf(client, { source, target, protocol });
      expect(detail.warnings, what).toEqual([]);
      expect(byEnd(detail.requests?.codes ?? []), what).toEqual(byEnd(requests?.codes ?? []));
      expect(detail.requests?.errorsPerSecond ?? 0, what).toBeCloseTo(requests?.errorsPerSecond ?? 0, 9);
      expect(detail.headline.p50Ms ?? 0, what).toBeCloseTo(latencyMs?.p50 ?? 0, 6);
      expect(detail.headline.p95Ms ?? 0, what).toBeCloseTo(latencyMs?.p95 ?? 0, 6);
      expect(detail.headline.p99Ms ?? 0, what).toBeCloseTo(latencyMs?.p99 ?? 0, 6);
      expect(detail.headline.meanMs ?? 0, what).toBeCloseTo(latencyMs?.avg ?? 0, 6);
      expect(detail.headline.sentBytesPerSecond ?? 0, what).toBeCloseTo(tcp?.sentBytesPerSecond ?? 0, 6);
      expect(detail.headline.connectionsOpenedPerSecond ?? 0, what).toBeCloseTo(
        tcp?.connectionsOpenedPerSecond ?? 0,
        9,
      );
      expect(detail.mtls?.share ?? -1, what).toBeCloseTo(mtls?.share ?? -1, 9);
      const earlier = before.edges.find(({ id }) => id === edge.id);
      const headline = detail.before.kind === 'known' ? detail.before.headline : null;
      expect(headline?.requestsPerSecond ?? 0, what).toBeCloseTo(
        earlier?.requests?.requestsPerSecond ?? 0,
        9,
      );
      expect(headline?.p95Ms ?? 0, what).toBeCloseTo(earlier?.latencyMs?.p95 ?? 0, 6);
    }
  });

  it('are the numbers of each node, and its callers are its edges', async () => {
    const nodes = graph.nodes.filter(({ kind, incoming }) => kind === 'workload' && incoming !== null);
    expect(nodes.length).toBeGreaterThan(1);
    for (const node of nodes) {
      const detail = await detailOf(client, { node: node.id, direction: 'incoming' });
      const what = `seed ${seed}: ${node.id}`;
      const rate = node.incoming?.requestsPerSecond ?? 0;
      expect(detail.requests?.requestsPerSecond ?? 0, what).toBeCloseTo(rate, 9);
      const callers = detail.callers?.top ?? [];
      expect(
        callers.reduce((sum, one) => sum + one.requestsPerSecond, 0),
        what,
      ).toBeCloseTo(rate, 9);
    }
  });
});

/** Rates to nine digits, whatever their order. */
function byEnd(codes: GraphAnswer['totals']['requests']['codes']): Record<string, string> {
  const ends = codes
    .filter(({ ratePerSecond }) => ratePerSecond > 0)
    .map(({ code, grpcStatus, flags, host, ratePerSecond }) => [
      `${code} ${grpcStatus} ${flags} ${host}`,
      ratePerSecond.toPrecision(9),
    ]);
  return Object.fromEntries(ends.sort());
}

describe('the details of an edge', () => {
  it('tell sizes, and which of them lie beyond what the histogram can tell', async () => {
    const detail = await detailOf(clientOf('shop'), { source: WEB, target: CART, protocol: 'http' });
    expect(detail.requestSize?.mean).toBeCloseTo(2500, 6);
    const [p50, , , , p99, p999] = detail.requestSize?.steps ?? [];
    expect(p50?.value).toBeCloseTo(1000, 6);
    expect(p99?.value).toBeCloseTo(10_000, 3);
    expect(p999).toEqual({ share: 0.999, value: 10_000, beyond: true });
    expect(detail.responseSize).toBeNull();
    expect(detail.latency).toBeNull();
  });

  it('tell who proved to be whom, and the part of what caller and callee have', async () => {
    const detail = await detailOf(clientOf('shop'), { source: WEB, target: CART, protocol: 'http' });
    expect(detail.mtls?.share).toBeCloseTo(0.8, 9);
    expect(detail.mtls?.principals).toMatchObject([
      {
        mutualTls: true,
        source: 'spiffe://cluster.local/ns/shop/sa/web',
        destination: 'spiffe://cluster.local/ns/shop/sa/cart',
      },
      { mutualTls: null, source: null, destination: null },
      { mutualTls: false, source: null, destination: null },
    ]);
    expect(detail.mtls?.principals[0]?.ratePerSecond).toBeCloseTo(1.2, 9);
    expect(detail.shares?.ofCaller?.share).toBeCloseTo(0.25, 9);
    expect(detail.shares?.ofCallee?.share).toBeCloseTo(1, 9);
  });

  it('compare with the window before, or say why not', async () => {
    const edge = { source: WEB, target: CART, protocol: 'http' } as const;
    const { before, headline } = await detailOf(clientOf('shop'), edge);
    expect(headline.requestsPerSecond).toBeCloseTo(2, 9);
    expect(before).toMatchObject({ kind: 'known', window: windowOf(toSeconds - WINDOW_SECONDS) });
    expect(before.kind === 'known' ? before.headline.requestsPerSecond : null).toBeCloseTo(1, 9);
    const first = await detailOf(clientOf('shop'), edge, toSeconds - 2 * WINDOW_SECONDS);
    expect(first.before).toMatchObject({
      kind: 'none',
      because: expect.stringContaining('Nothing was counted'),
    });
  });

  it('cost two queries, and two more for the window before, whatever the window', async () => {
    const client = clientOf('shop');
    const edge = { source: WEB, target: CART, protocol: 'http' } as const;
    // What is learned of the store once in several minutes may still be on its way after the first answer.
    for (const secondsAgo of [3, 2]) await detailOf(client, edge, toSeconds - secondsAgo);
    const first = client.sent();
    await detailOf(client, edge, toSeconds - 1);
    expect(client.sent() - first).toBe(4);
  });

  it('name the far ends of a node in both directions', async () => {
    const client = clientOf('shop');
    const web = await detailOf(client, { node: WEB, direction: 'outgoing' });
    expect(web.callees?.top).toMatchObject([
      { workload: 'pay', service: 'pay', errorsPerSecond: 0 },
      { workload: 'cart', service: 'cart' },
    ]);
    expect(web.callees?.top[1]?.errorsPerSecond).toBeCloseTo(0.5, 9);
    expect(web.callers).toEqual({ count: 0, top: [] });
    const cart = await detailOf(client, { node: CART });
    expect(cart.direction).toBe('incoming');
    expect(cart.callers?.top).toMatchObject([{ workload: 'web', service: null }]);
  });

  it('are refused without a subject', () => {
    expect(() => detailSubject({}, () => [])).toThrow(/Neither a node nor an edge/);
    expect(() => detailSubject({ node: 'nonsense' }, () => [])).toThrow(/no id of a node/);
  });
});
