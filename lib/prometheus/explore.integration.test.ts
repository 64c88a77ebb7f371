/** What Explore asks, on a real Prometheus: formulas, the parts of a query, why nothing is found, and every odd answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { queryRequestSchema } from '@/lib/dashboards/query/contract';
import { loadQueries } from '@/lib/dashboards/query/load';
import { loadCardinality, loadNames, lookupQuerySchema } from '@/lib/dashboards/query/lookups';
import { expandedFormula } from '@/lib/promql/formulas';
import { allParts, partQuestion, queryTree } from '@/lib/promql/query-tree';
import { type LookedUp, whyEmpty } from '@/lib/promql/why-empty';
import { createPrometheusClient, type PrometheusClient } from './client';
import { equal } from './promql';
import { prometheusQueries } from './query';

const clients: PrometheusClient[] = [];
let prometheus: RunningPrometheus;
let to: number;

const APPS = ['reviews', 'ratings'];

beforeAll(async () => {
  prometheus = await startPrometheus({ scrapeInterval: '15s' });
  to = Math.floor(Date.now() / 15_000) * 15;
  const instants = Array.from({ length: 61 }, (_, at) => (to - (60 - at) * 15) * 1000);
  const requests = APPS.flatMap((app, index) =>
    ['200', '503'].map(
      (code): RemoteSeries => ({
        labels: { __name__: 'requests_total', app, code, mesh: index === 0 ? 'a' : 'b' },
        samples: instants.map((at, n) => [at, n * (code === '200' ? 30 : 3) * (index + 1)]),
      }),
    ),
  );
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(
    (value, at): RemoteSeries => ({
      labels: { __name__: 'odd', at: String(at) },
      samples: [[to * 1000, value]],
    }),
  );
  const many = Array.from(
    { length: 10_000 },
    (_, at): RemoteSeries => ({ labels: { __name__: 'many', at: String(at) }, samples: [[to * 1000, at]] }),
  );
  await remoteWrite(prometheus.url, [...requests, ...odd]);
  await remoteWrite(prometheus.url, many);
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await prometheus?.stop();
});

function portOf({ mesh, timeoutMs = 20_000 }: { mesh?: string; timeoutMs?: number } = {}) {
  const client = createPrometheusClient({
    url: new URL(prometheus.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs,
    labelMatchers: mesh === undefined ? [] : [equal('mesh', mesh)],
  });
  clients.push(client);
  return prometheusQueries(client);
}

async function ask(expr: string, change: object = {}, port = portOf()) {
  const query = { key: 'A', expr, mode: 'instant', from: to - 600, to, step: 15, ...change };
  const [result] = (await loadQueries(port, [queryRequestSchema.parse(query)])).results;
  if (result === undefined) throw new Error('no result');
  return result;
}

async function values(expr: string, change: object = {}) {
  const result = await ask(expr, change);
  if (result.kind !== 'series') throw new Error(JSON.stringify(result));
  return result.series.map(({ labels, points }) => [labels.app ?? labels.at ?? '', points.at(-1)?.[1]]);
}

describe('formulas', () => {
  it('are computed by Prometheus as if they were written out', async () => {
    const queries = [
      'sum by (app) (rate(requests_total{code="503"}[5m]))',
      'sum by (app) (rate(requests_total[5m]))',
      'A / B * 100',
      'max_over_time(C[5m])',
    ];
    const share = await values(expandedFormula(queries, 2));
    expect(share).toHaveLength(2);
    for (const [, value] of share) expect(value).toBeCloseTo((3 / 33) * 100, 6);
    expect(await values(expandedFormula(queries, 3))).toHaveLength(2);
  });
});

describe('parts of a query', () => {
  it.each([
    'histogram_quantile(0.95, sum by (app) (rate(requests_total[5m] offset 1m)))',
    'sum by (app) (rate(requests_total{code="503"}[5m])) / on (app) group_left () sum by (app) (requests_total)',
    'max_over_time((requests_total > bool 3)[5m:1m]) - -2',
    'topk(1, label_replace(requests_total, "x", "$1", "app", "(.*)")) or vector(time())',
  ])('of %s are each answered', async (expr) => {
    const tree = queryTree(expr);
    const parts = tree === null ? [] : allParts(tree);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const question = partQuestion(part);
      if (question !== null) expect(await ask(question), question).toMatchObject({ kind: 'series' });
    }
  });
});

describe('odd answers', () => {
  it('are NaN and the infinities by name', async () => {
    expect(await values('odd')).toEqual([
      ['0', 'NaN'],
      ['1', '+Inf'],
      ['2', '-Inf'],
    ]);
  });

  it('are scalars as one series without labels, and texts as texts', async () => {
    expect(await ask('42')).toMatchObject({ kind: 'series', series: [{ labels: {} }], found: 1 });
    expect(await ask('scalar(sum(many)) * 0', { mode: 'range' })).toMatchObject({ kind: 'series', found: 1 });
    expect(await ask('"hi"')).toEqual({ key: 'A', kind: 'text', text: 'hi' });
  });

  it('are the first 100 of 10,000 series, and how many there are', async () => {
    const result = await ask('many', { limit: 100 });
    expect(result.kind === 'series' && [result.series.length, result.found]).toEqual([100, 10_000]);
  });

  it.each([
    ['requests_total / ignoring (code) requests_total', /many-to-many|multiple matches/],
    ['label_replace(requests_total, "code", "", "", "")', /same labelset/],
    ['nosuchfunction(up)', /unknown function|no PromQL|not expected/],
  ])('say in the words of Prometheus why %s fails', async (expr, words) => {
    const result = await ask(expr);
    expect(result).toMatchObject({ kind: 'failed' });
    expect(result.kind === 'failed' && `${result.message} ${result.hint}`).toMatch(words);
  });

  it('refuse 20,000 points with the step that would do', async () => {
    expect(await ask('many', { mode: 'range', from: to - 20_000, step: 1 })).toMatchObject({
      kind: 'failed',
      hint: 'Choose a step of 2 s or more.',
    });
  });

  it('say that time ran out', async () => {
    const slow = 'sum(sum_over_time((many * on () group_left () vector(1))[10m:1s]))';
    expect(await ask(slow, { mode: 'range', from: to - 3600 }, portOf({ timeoutMs: 150 }))).toMatchObject({
      kind: 'failed',
      code: 'source-timeout',
    });
  });
});

it('holds the configured matchers in every part of a query', async () => {
  const result = await ask('count by (app) (requests_total) or count(many)', {}, portOf({ mesh: 'a' }));
  expect(result.kind === 'series' && result.series.map(({ labels }) => labels)).toEqual([{ app: 'reviews' }]);
});

it('tells how many values each label has', async () => {
  const input = lookupQuerySchema.parse({ match: 'requests_total', from: to - 900, to });
  expect(await loadCardinality(portOf(), input)).toMatchObject({
    series: 4,
    labels: expect.arrayContaining([
      { name: 'app', values: 2 },
      { name: 'code', values: 2 },
    ]),
  });
});

describe('why nothing is found', () => {
  const lookups: LookedUp = {
    metrics: async (part) => (await names('__name__', '', part)).names,
    values: async (label, selector) => (await names(label, selector)).names,
  };
  const names = (label: string, match: string, contains = '') =>
    loadNames(
      portOf(),
      label,
      lookupQuerySchema.parse({ ...(match !== '' && { match }), contains, from: to - 900, to }),
    );

  it.each([
    ['rate(request_total[5m])', 'There is no metric request_total', ['requests_total']],
    ['requests_total{app="review"}', 'has app="review"', ['reviews']],
    ['requests_total{pod="x"}', 'has the label pod', []],
    ['requests_total > 1e9', 'no value passes the comparison', []],
    ['sum by (app) (requests_total) / many', 'none of one side matches', []],
  ])('%s', async (expr, message, instead) => {
    expect(await values(expr)).toEqual([]);
    const [reason] = await whyEmpty(expr, lookups);
    expect(reason?.message).toContain(message);
    expect(reason?.instead).toEqual(instead);
  });
});
