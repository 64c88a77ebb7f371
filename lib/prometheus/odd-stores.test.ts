/** The graph from stores that are not quite Prometheus, or not quite well: what is missing is said, and never wrong. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { GraphAnswer, GraphRequest } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { createPrometheusClient, type PrometheusClient, type PrometheusSettings } from './client';
import { type IstioOptions, istioTraffic } from './dialects/istio';
import { MANY_ROWS } from './row-limit';

const NOW = 1_790_000_000;
const LABELS = {
  reporter: 'source',
  request_protocol: 'http',
  source_cluster: 'Kubernetes',
  source_workload: 'web',
  source_workload_namespace: 'shop',
  source_canonical_service: 'web',
  destination_cluster: 'Kubernetes',
  destination_workload: 'cart',
  destination_workload_namespace: 'shop',
  destination_canonical_service: 'cart',
  destination_service: 'cart.shop.svc.cluster.local',
  destination_service_name: 'cart',
  destination_service_namespace: 'shop',
  response_code: '200',
  response_flags: '-',
};

interface Asked {
  readonly path: string;
  readonly query: string;
  readonly limit: string | null;
}
type Answer = { readonly status?: number; readonly body: string };

let server: Server | undefined;
const clients: PrometheusClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  server?.closeAllConnections();
  server?.close();
});

async function store(answer: (asked: Asked) => Answer, part: Partial<PrometheusSettings> = {}) {
  const asked: Asked[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://store');
      const form = new URLSearchParams(body);
      const query = form.get('query') ?? searchParams.get('query') ?? '';
      const one = { path: pathname, query, limit: form.get('limit') };
      asked.push(one);
      const { status = 200, body: text } = answer(one);
      response.writeHead(status).end(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const client = createPrometheusClient({
    url,
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 2000,
    ...part,
  });
  clients.push(client);
  return { client, asked };
}

type Row = readonly [labels: Readonly<Record<string, string>>, value: string];

function vector(rows: readonly Row[], more: object = {}): Answer {
  const result = rows.map(([metric, value]) => ({ metric, value: [NOW, value] }));
  return { body: JSON.stringify({ status: 'success', ...more, data: { resultType: 'vector', result } }) };
}

const isRequests = ({ path, query }: Asked) =>
  path === '/api/v1/query' && query.includes('(rate(istio_requests_total{reporter="source"}[');

function graph(
  client: PrometheusClient,
  part: Partial<GraphRequest> = {},
  options: IstioOptions = {},
): Promise<GraphAnswer> {
  const window = { fromSeconds: NOW - 600, toSeconds: NOW };
  return loadGraph(
    { traffic: istioTraffic(client, options) },
    { ...PLAIN_OPTIONS, window, type: 'workload', ...part },
  );
}

describe('a store', () => {
  it.each([
    [404, '404 page not found'],
    [501, 'unsupported path requested'],
    [400, '{"status":"error","errorType":"bad_data","error":"unknown path"}'],
  ])('without metadata, status and targets (HTTP %i) gives the whole graph', async (status, body) => {
    const { client } = await store((asked) => {
      if (asked.path !== '/api/v1/query') return { status, body };
      return vector(isRequests(asked) ? [[LABELS, '5']] : []);
    });
    expect(await client.scrapeIntervalSeconds()).toBeNull();
    expect(await client.retentionSeconds()).toBeNull();
    const answer = await graph(client, { latency: ['avg', 'p95'], throughput: true, mtls: true });
    expect(answer.warnings).toEqual([]);
    expect(answer.edges.map(({ requests }) => requests?.requestsPerSecond)).toEqual([5]);
  });

  it.each([
    ['Thanos', { warnings: ['receive series from store-7: unavailable'] }, 'store-7'],
    ['VictoriaMetrics', { isPartial: true }, 'partial'],
  ])('that answers in part, as %s says it, is shown as partial', async (_store, more, told) => {
    const { client } = await store((asked) =>
      vector(isRequests(asked) ? [[LABELS, '5']] : [], isRequests(asked) ? more : {}),
    );
    const answer = await graph(client);
    expect(answer.edges).toHaveLength(1);
    expect(answer.warnings).toEqual([
      {
        source: 'prometheus',
        code: 'partial',
        message: expect.stringMatching(`Requests may be incomplete:.*${told}`),
      },
    ]);
  });

  it('whose remarks say nothing of missing data is no partial one', async () => {
    const { client } = await store((asked) =>
      vector(
        isRequests(asked) ? [[LABELS, '5']] : [],
        isRequests(asked) ? { infos: ['metric might not be a counter'] } : {},
      ),
    );
    expect((await graph(client)).warnings).toEqual([
      { source: 'prometheus', code: 'info', message: 'Requests: metric might not be a counter' },
    ]);
  });

  it('with values that are no numbers has the edges of the others', async () => {
    const bad = (code: string, value: string): Row => [{ ...LABELS, response_code: code }, value];
    const { client } = await store((asked) =>
      vector(
        isRequests(asked) ? [bad('200', '5'), bad('500', 'NaN'), bad('503', '+Inf'), bad('404', '-Inf')] : [],
      ),
    );
    const [edge] = (await graph(client)).edges;
    expect(edge?.requests).toMatchObject({
      requestsPerSecond: 5,
      errorsPerSecond: 0,
      clientErrorsPerSecond: 0,
    });
  });

  it('that is too slow for one question leaves out its part, and says which', async () => {
    const { client } = await store((asked) => {
      if (asked.query.includes('_bucket')) {
        return { status: 503, body: '{"status":"error","errorType":"timeout","error":"query timed out"}' };
      }
      return vector(isRequests(asked) ? [[LABELS, '5']] : []);
    });
    const answer = await graph(client, { latency: ['p95'] });
    expect(answer.edges).toHaveLength(1);
    expect(answer.warnings.map(({ code }) => code)).toEqual(['source-timeout']);
    expect(answer.warnings[0]?.message).toMatch(/^Latency \(p95\) is missing: .*query timed out/);
  });

  it('with more than may be read is refused with a way out', async () => {
    const rows = Array.from(
      { length: 4000 },
      (_, at): Row => [{ ...LABELS, source_workload: `w${at}` }, '1'],
    );
    const { client } = await store((asked) => vector(isRequests(asked) ? rows : []), {
      maxBodyBytes: 1 << 20,
    });
    const hint = expect.stringContaining('fewer namespaces');
    await expect(graph(client)).rejects.toMatchObject({ code: 'too-large', hint });
  });

  it('is not asked for days of a large mesh without recording rules, and the rules to load are named', async () => {
    const { client, asked } = await store(({ query }) => {
      if (query.startsWith('count(')) return vector([[{}, query.includes('_bucket') ? '200000' : '9000']]);
      return vector(query.includes('istio_requests_total{reporter="source"}') ? [[LABELS, '5']] : []);
    });
    const day = { fromSeconds: NOW - 86_400, toSeconds: NOW };
    const answer = await graph(client, { window: day, latency: ['p95'] });
    expect(answer.edges).toHaveLength(1);
    expect(answer.warnings[0]?.message).toMatch(
      /Latency \(p95\) is missing: .*deploy\/prometheus\/periplus-rules\.yaml.*at most 2 h/,
    );
    expect(asked.some(({ query }) => query.includes('rate(istio_request_duration_milliseconds_bucket'))).toBe(
      false,
    );
    const month = { fromSeconds: NOW - 30 * 86_400, toSeconds: NOW };
    const refused = graph(client, { window: month });
    await expect(refused).rejects.toMatchObject({
      code: 'too-large',
      hint: expect.stringContaining('deploy/prometheus/periplus-rules.yaml'),
    });
  });

  it('whose clock is apart is named with the figure', async () => {
    const { client } = await store((asked) => {
      if (asked.query !== 'time()') return vector(isRequests(asked) ? [[LABELS, '5']] : []);
      const result = [Date.now() / 1000 + 95, String(Date.now() / 1000 + 95)];
      return { body: JSON.stringify({ status: 'success', data: { resultType: 'scalar', result } }) };
    });
    const offset = await client.clockOffsetSeconds();
    expect(Math.abs((offset ?? 0) - 95)).toBeLessThan(2);
    const answer = await graph(client, {}, { clockOffsetSeconds: async () => offset ?? 0 });
    expect(answer.warnings[0]).toMatchObject({
      code: 'info',
      message: expect.stringMatching(/clock is 9\d s ahead/),
    });
  });

  it.each([
    ['3.2.0', '100000'],
    ['v3.16.0', '100000'],
    ['3.1.0', null],
    ['2.53.1', null],
  ])('of version %s is given a limit of %s once it has answered with many rows', async (version, limit) => {
    const rows = Array.from({ length: MANY_ROWS }, (_, at): Row => [{ pod: String(at) }, '1']);
    let told = Promise.withResolvers<void>();
    const { client, asked } = await store(({ path }) => {
      if (path !== '/api/v1/status/buildinfo') return vector(rows);
      setImmediate(() => told.resolve());
      return { body: JSON.stringify({ status: 'success', data: { version } }) };
    });
    const read = () => null;
    const readAll = () => ({});
    await client.instant('up', { atSeconds: 1, read });
    expect(asked.map(({ path }) => path)).toEqual(['/api/v1/query']);
    await client.instant('up', { atSeconds: 2, read: readAll });
    await told.promise;
    told = Promise.withResolvers();
    await expect
      .poll(async () => {
        await client.instant('up', { atSeconds: asked.length, read: readAll });
        return asked.at(-1)?.limit;
      })
      .toBe(limit);
    expect(asked.filter(({ path }) => path.endsWith('buildinfo'))).toHaveLength(1);
  });
});
