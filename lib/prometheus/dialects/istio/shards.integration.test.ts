/** Quantiles that are asked for in parts, on a real Prometheus: together they are exactly the one answer. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { histogramQuantile, type LabelMatcher, rate, selector, sumBy } from '@/lib/prometheus/promql';
import { basisOf, settle } from './basis';
import { groupKey, groupLabels, groupMatchers } from './groups';
import { metric } from './labels';
import { quantiles } from './quantiles';
import { CLIENT_VIEW, recordedName, WORKLOAD_LEVEL } from './recorded';
import { DEFAULT_RULES, ruleGroups } from './recording-rules';
import { shards } from './shards';

const SHARE = 0.95;
const SERVICE_LEVEL = {
  source: 'app',
  service: true,
  destination: null,
  destinations: 'all',
  services: 'all',
} as const;
let prometheus: RunningPrometheus;
let client: PrometheusClient;
let toSeconds: number;

/** Of 1,500 calls, to namespaces whose names mean something to a regular expression, are not ASCII, or are missing. */
const NAMESPACES = ['shop', 'shop.v2', 'a|b', '(x)*', 'größe', 'q"uote', 'back\\slash', ''];

function* series(calls: readonly number[], toMs: number): Generator<RemoteSeries> {
  for (const call of calls) {
    const namespace = NAMESPACES[call % NAMESPACES.length] ?? '';
    const labels = {
      __name__: metric.durationBuckets,
      reporter: call % 5 === 0 ? 'waypoint' : 'source',
      request_protocol: 'http',
      source_workload_namespace: 'web',
      source_workload: `caller-${call % 40}`,
      source_canonical_service: `caller-${call % 40}`,
      destination_service_namespace: namespace,
      destination_service_name: `service-${call % 300}`,
      destination_workload_namespace: namespace,
      destination_workload: call % 11 === 0 ? 'unknown' : `service-${call}`,
      destination_canonical_service: `service-${call % 300}`,
    };
    for (const [at, le] of ['10', '100', '+Inf'].entries()) {
      const perStep = ((call * 7) % 13) + at * ((call % 5) + 1);
      const samples = Array.from({ length: 5 }, (_, n) => [toMs - (4 - n) * 15_000, n * perStep] as const);
      yield { labels: { ...labels, le }, samples };
    }
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
const windowAt = (seconds: number) => ({ fromSeconds: seconds - 60, toSeconds: seconds });

beforeAll(async () => {
  prometheus = await startPrometheus();
  toSeconds = Math.floor(Date.now() / 15_000) * 15;
  await remoteWrite(prometheus.url, series(range(0, 1500), toSeconds * 1000));
  const url = new URL(prometheus.url);
  client = createPrometheusClient({ url, headers: {}, queryParameters: {}, caPem: null, timeoutMs: 20_000 });
});

afterAll(async () => {
  await client?.close();
  await prometheus?.stop();
});

type Level = typeof WORKLOAD_LEVEL;

/** Every group of the one query, and its value. */
async function inOne(level: Level, seconds: number, part: readonly LabelMatcher[] = []) {
  const names = groupLabels(level);
  const matchers = [CLIENT_VIEW, ...groupMatchers(level), ...part];
  const sums = sumBy(['le', ...names], rate(selector(metric.durationBuckets, matchers), 60));
  const { rows } = await client.instant(histogramQuantile(SHARE, sums), {
    atSeconds: seconds,
    read: (labels, value) => [groupKey(names, labels), value] as const,
  });
  return rows.filter(([, value]) => Number.isFinite(value)).sort(([a], [b]) => (a < b ? -1 : 1));
}

async function inParts(level: Level, seconds: number) {
  const { rows } = await quantiles(client, { window: windowAt(seconds), grouping: level, share: SHARE });
  return rows.map(({ group, valueMs }) => [group, valueMs] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

it.each([
  ['workloads', WORKLOAD_LEVEL],
  ['services', SERVICE_LEVEL],
])('of %s are exactly those of one query, each in one part, and the parts are even', async (_, level) => {
  const parts = await shards(client, windowAt(toSeconds), level);
  const processors = (await client.processors()) ?? 3;
  expect(parts).toHaveLength(Math.max(1, Math.min(4, processors)));
  const whole = await inOne(level, toSeconds);
  const sizes = await Promise.all(parts.map(async (part) => (await inOne(level, toSeconds, part)).length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(whole.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual((whole.length / parts.length) * 1.3);
  expect(whole.length).toBeGreaterThan(500);
  expect(await inParts(level, toSeconds)).toEqual(whole);
});

it('hold what has appeared since they were weighed', async () => {
  const later = toSeconds + 15;
  const before = (await inParts(WORKLOAD_LEVEL, toSeconds - 1)).length;
  await remoteWrite(prometheus.url, series(range(1500, 1600), toSeconds * 1000));
  const whole = await inOne(WORKLOAD_LEVEL, later - 14);
  expect(whole.length).toBeGreaterThan(before);
  expect(await inParts(WORKLOAD_LEVEL, later - 14)).toEqual(whole);
});

it('hold what recording rules have kept as well, each percentile once', async () => {
  const known = createPrometheusClient({
    url: new URL(prometheus.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
  });
  const kept = ruleGroups(DEFAULT_RULES).find(({ name }) => name === 'periplus-rates-5m');
  for (const { record, expr, labels } of kept?.rules ?? []) {
    if (!/_bucket:|:p95_|^periplus:/.test(record)) continue;
    const { rows } = await known.instant(expr, {
      atSeconds: toSeconds,
      read: (own, value) => ({ labels: { ...own, ...labels, __name__: record }, value }),
    });
    const written = rows.map((row) => ({
      labels: row.labels,
      samples: [[toSeconds * 1000, row.value] as const],
    }));
    await remoteWrite(prometheus.url, written);
  }
  const { window } = await settle(
    known,
    { fromSeconds: toSeconds - 300, toSeconds },
    { scrapeIntervalSeconds: async () => 15, clockOffsetSeconds: async () => 0, about: null },
  );
  expect(basisOf(window).kind).toBe('rates');
  expect(await shards(known, window, WORKLOAD_LEVEL)).toHaveLength(
    Math.max(1, Math.min(4, (await known.processors()) ?? 3)),
  );
  const names = groupLabels(WORKLOAD_LEVEL);
  const whole = await known.instant(selector(recordedName.quantile('p95', '5m'), []), {
    atSeconds: toSeconds,
    read: (labels, value) => [groupKey(names, labels), value] as const,
  });
  const { rows } = await quantiles(known, { window, grouping: WORKLOAD_LEVEL, share: SHARE });
  const byGroup = (all: readonly (readonly [string, number])[]) =>
    all.filter(([, value]) => Number.isFinite(value)).sort(([a], [b]) => (a < b ? -1 : 1));
  expect(rows.length).toBeGreaterThan(1000);
  expect(byGroup(rows.map(({ group, valueMs }) => [group, valueMs]))).toEqual(byGroup(whole.rows));
  await known.close();
});
