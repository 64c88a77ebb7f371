/**
 * What somebody is told who may see some namespaces only: every route is asked by an admin first, who fills whatever is
 * kept between requests, then by the limited reader and by nobody, and no answer has a name of the hidden namespace.
 * Routes come from the list of all, and their required parameters must be known here: a new route is covered or fails.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendSpans } from '@/e2e/servers/jaeger/otlp';
import { type JaegerServer, jaegerIsBuilt, startJaeger } from '@/e2e/servers/jaeger/start';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import {
  fillCluster,
  HIDDEN_TRACE,
  newestSeconds,
  series,
  spans,
  TRACE,
} from '@/e2e/servers/three-namespaces';
import type { AuditSink } from '@/lib/access/audit';
import { openApiDocument } from '@/lib/http/openapi/document';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { replaceSources } from '@/lib/sources';
import { readColumns } from '@/lib/traces/reading/read-traces';
import { describedPaths, ROUTES } from './routes';
import { POST as signIn, GET as whoAmI } from './session/route';

/** Everything in the namespace `vaults` is called so. */
const HIDDEN = /loot|vaults/i;
const nowSeconds = newestSeconds();

/** Values of parameters that need one, or that make the route tell more; each is tried in turn. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  group: ['networking.istio.io'],
  kind: ['VirtualService'],
  namespace: ['shop'],
  name: ['cart'],
  uid: ['mesh'],
  version: ['1'],
  value: ['5'],
  sources: ['cart-1/cart'],
  pod: ['cart-1'],
  section: ['clusters'],
  id: ['x'],
  expr: ['istio_request_duration_milliseconds_bucket'],
  from: [String(nowSeconds - 600)],
  to: [String(nowSeconds)],
  label: ['source_workload', 'pod', 'destination_principal', '__name__', 'namespace'],
  service: ['cart.shop'],
  split: ['errors', 'slow'],
  traceId: [TRACE, HIDDEN_TRACE],
  workloads: ['cart'],
  address: ['everything=true', 'namespaces=shop', 'namespaces=vaults'],
  width: ['900'],
  height: ['600'],
};
const KINDS: Readonly<Record<string, readonly string[]>> = {
  '/api/inventory/{kind}': ['namespaces', 'applications', 'services', 'workloads'],
  '/api/inventory/{kind}/figures': ['namespaces', 'applications', 'services', 'workloads'],
  '/api/inventory/subject': ['namespaces', 'applications', 'services', 'workloads'],
};
/** Optional parameters that are tried as well. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  '/api/graph': [
    '',
    'type=workload&mtls=true&throughput=true&latency=p95&idle=true&messages=true',
    'type=service',
  ],
  '/api/config/effective': ['namespace=shop'],
  '/api/metrics': ['', 'namespaces=shop', 'namespaces=vaults'],
  '/api/namespaces': ['', 'namespaces=vaults'],
  '/api/traces': ['', 'service=loot.vaults', 'q=loot'],
  '/api/traces/dependencies': ['', 'by=service'],
  '/api/traces/performance': ['', 'source=spans', 'source=traces', 'source=mesh'],
  '/api/query/values': ['', 'match=istio_requests_total', 'match=up'],
  '/api/query/labels': ['', 'match=istio_requests_total'],
  '/api/query/cardinality': ['match=istio_requests_total'],
};

interface Told {
  readonly warnings: readonly { readonly code: string; readonly source: string }[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean | undefined;
}

function* combinations(path: string, parameters: readonly Parameter[]): Generator<Record<string, string>> {
  const needed = parameters.filter((one) => one.required === true);
  const lists = needed.map(({ name }) => {
    const values = (name === 'kind' ? KINDS[path] : undefined) ?? VALUES[name];
    if (values === undefined) throw new Error(`Say in this test which ${name} to ask ${path} for.`);
    return values.map((value) => [name, value] as const);
  });
  let all: (readonly (readonly [string, string])[])[] = [[]];
  for (const list of lists) all = all.flatMap((known) => list.map((one) => [...known, one]));
  for (const pairs of all) yield Object.fromEntries(pairs);
}

const QUERIES = [
  'sum by (source_workload, destination_workload, source_principal, pod) (rate(istio_requests_total[5m]))',
  'istio_requests_total',
  'istio_requests_total{source_workload="loot"}',
  'container_memory_working_set_bytes',
  'periplus_object_version',
  'loot_private_total',
  'pilot_xds',
  '{__name__=~".+"}',
];

/** By path; routes that write are left to the API server, which decides by the token itself. */
const BODIES: Readonly<Record<string, unknown>> = {
  '/api/query': {
    queries: QUERIES.flatMap((expr, at) =>
      ['range', 'instant'].map((mode) => ({
        key: `${mode}${at}`,
        expr,
        mode,
        from: nowSeconds - 300,
        to: nowSeconds,
        step: 15,
      })),
    ),
  },
};

describe.skipIf(!kubernetesIsBuilt() || !jaegerIsBuilt())('a reader of two namespaces', () => {
  let cluster: KubernetesServer;
  let prometheus: RunningPrometheus;
  let jaeger: JaegerServer;
  const cookies: Record<'admin' | 'grace', string> = { admin: '', grace: '' };
  /** By cookie: what a write carries against forgery. */
  const proofs = new Map<string | null, string>();

  beforeAll(async () => {
    [cluster, prometheus, jaeger] = await Promise.all([
      startKubernetes({ users: [{ name: 'grace' }] }),
      startPrometheus(),
      startJaeger(),
    ]);
    await Promise.all([
      fillCluster(cluster),
      remoteWrite(prometheus.url, series(nowSeconds)),
      sendSpans(jaeger.otlpUrl, spans(nowSeconds)),
    ]);
    replaceProcessWide<AuditSink>('audit-sink', () => undefined);
    useTestEnvironment({
      PERIPLUS_DEMO_LOGIN: undefined,
      PERIPLUS_LOGIN: 'token',
      PERIPLUS_KUBERNETES: 'kubeconfig',
      PERIPLUS_KUBECONFIG: await cluster.kubeconfig(cluster.adminToken, 'console'),
      PERIPLUS_PROMETHEUS_URL: prometheus.url,
      PERIPLUS_JAEGER_URL: jaeger.queryUrl.href,
    });
    for (const user of ['admin', 'grace'] as const) {
      const token = cluster.tokens[user] ?? cluster.adminToken;
      const response = await signIn(
        await requestAs(null, '/api/session', { method: 'POST', body: { token } }),
      );
      expect(response.status).toBe(200);
      cookies[user] = response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
      const answer = await whoAmI(
        await requestAs(null, '/api/session', { headers: { Cookie: cookies[user] } }),
      );
      const { session } = (await answer.json()) as { session: { token: string } };
      proofs.set(cookies[user], session.token);
    }
  }, 240_000);

  afterAll(async () => {
    replaceProcessWide('audit-sink', undefined);
    replaceSources(undefined);
    await Promise.all([cluster?.stop(), prometheus?.stop(), jaeger?.stop()]);
  });

  async function ask(
    cookie: string | null,
    method: 'get' | 'post',
    path: string,
    given: Record<string, string>,
    more: string,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const handler = ROUTES[path]?.[method === 'get' ? 'GET' : 'POST'];
    if (handler === undefined) throw new Error(`${path} has no ${method}.`);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const query = new URLSearchParams(more);
    for (const [name, value] of Object.entries(given)) if (!inPath.includes(name)) query.set(name, value);
    const url = `${path.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '')}?${query}`;
    const request = await requestAs(null, url, {
      method: method.toUpperCase(),
      ...(method === 'get' ? {} : { body: BODIES[path] ?? {} }),
      headers: { Cookie: cookie, Accept: 'application/json', 'X-Periplus-Token': proofs.get(cookie) ?? null },
    });
    const params = Object.fromEntries(inPath.map((name) => [name, given[name] ?? '']));
    const response = await handler(request, segments(params));
    return { status: response.status, text: await response.text() };
  }

  it('is told nothing of a third by any route, whoever asked before', async () => {
    const document = openApiDocument(describedPaths(), '1');
    const told: string[] = [];
    const answered = { admin: 0, grace: 0, leaky: 0 };
    for (const [path, operations] of Object.entries(document.paths)) {
      if (path.startsWith('/api/session')) continue;
      for (const [method, operation] of Object.entries(operations)) {
        if (method !== 'get' && !(method === 'post' && path in BODIES)) continue;
        const verb = method === 'get' ? 'get' : 'post';
        for (const given of combinations(path, operation?.parameters ?? [])) {
          for (const more of MORE[path] ?? ['']) {
            const name = `${verb} ${path} ${JSON.stringify(given)} ${more}`;
            const admin = await ask(cookies.admin, verb, path, given, more);
            const grace = await ask(cookies.grace, verb, path, given, more);
            const nobody = await ask(null, verb, path, given, more);
            if (admin.status === 200) answered.admin += 1;
            if (grace.status === 200) answered.grace += 1;
            if (HIDDEN.test(admin.text)) answered.leaky += 1;
            // What was asked for may be said again, and nothing else.
            const echoed = [...QUERIES, more, ...new URLSearchParams(more).values(), HIDDEN_TRACE];
            const own = echoed
              .filter((text) => text !== '')
              .reduce((text, one) => text.replaceAll(one, ''), grace.text);
            const found = HIDDEN.exec(own);
            if (found !== null)
              told.push(`${name}: …${own.slice(Math.max(0, found.index - 80), found.index + 80)}…`);
            // Without a session a write is refused before it is asked who sends it.
            if (![401, 403].includes(nobody.status) || HIDDEN.test(nobody.text))
              told.push(`${name}: nobody got ${nobody.status}`);
            if (grace.status >= 500) told.push(`${name}: ${grace.status} ${grace.text.slice(0, 300)}`);
          }
        }
      }
    }
    expect(told).toEqual([]);
    // The test has something to find: an admin is told of the third namespace by many of the routes.
    expect(answered.leaky).toBeGreaterThan(20);
    expect(answered.grace).toBeGreaterThan(30);
  }, 300_000);

  it('is told all of the two, and that there is something elsewhere', async () => {
    const { text } = await ask(cookies.grace, 'post', '/api/query', {}, '');
    const { results } = JSON.parse(text) as {
      results: { key: string; kind: string; series?: { labels: Readonly<Record<string, string>> }[] }[];
    };
    const of = (key: string) => results.find((result) => result.key === key);
    const edges = of('instant0')?.series?.map(({ labels }) => [
      labels.source_workload,
      labels.destination_workload,
    ]);
    expect(edges?.map((edge) => edge.join(' → ')).sort()).toEqual([
      '(other) → cart',
      '(other) → front',
      'cart → (other)',
      'cart → cart',
      'cart → front',
      'front → (other)',
      'front → cart',
      'front → front',
    ]);
    expect(of('instant2')?.series).toEqual([]);
    expect(
      of('instant3')
        ?.series?.map(({ labels }) => labels.pod)
        .sort(),
    ).toEqual(['cart-1', 'front-1']);
    for (const key of ['instant5', 'instant6', 'instant7']) expect(of(key)?.kind).not.toBe('series');

    const graph = await ask(cookies.grace, 'get', '/api/graph', { last: '300' }, 'type=workload');
    const { nodes, warnings } = JSON.parse(graph.text) as Told & { nodes: { name: string }[] };
    const lacks = ({ code }: Told['warnings'][number]) => code === 'gap';
    expect(warnings.filter(lacks).map(({ source }) => source)).toContain('kubernetes');
    const listed = await ask(cookies.grace, 'get', '/api/inventory/{kind}', { kind: 'workloads' }, '');
    expect((JSON.parse(listed.text) as Told).warnings.some(lacks)).toBe(true);
    expect([...new Set(nodes.map(({ name }) => name))].sort()).toEqual(['(other)', 'cart', 'front']);

    const trace = await ask(cookies.grace, 'get', '/api/traces/{traceId}', { traceId: TRACE }, '');
    expect(readColumns(new TextEncoder().encode(trace.text)).errors).toEqual([
      '1 span of another namespace is not shown.',
    ]);
    const hidden = await ask(cookies.grace, 'get', '/api/traces/{traceId}', { traceId: HIDDEN_TRACE }, '');
    expect(hidden.status).toBe(404);
  });
});
