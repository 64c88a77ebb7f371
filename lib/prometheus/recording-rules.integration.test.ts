/**
 * The recording rules on a real Prometheus: what is read from them is what the raw counters say of the same window,
 * edge by edge; and where they do not cover a request, the raw counters are read.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { meshSeries } from '@/e2e/meshes/mesh-series';
import { randomMesh } from '@/e2e/meshes/random-mesh';
import { backfill, type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import type { GraphAnswer, GraphRequest } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { TrafficPort } from '@/lib/graph/traffic';
import { createPrometheusClient, type PrometheusClient, type ReadSample } from './client';
import { istioTraffic } from './dialects/istio';
import { DEFAULT_RULES, type RuleGroup, ruleGroups } from './dialects/istio/recording-rules';
import { RULES_FILE } from './dialects/istio/rules-file';

const SEED = 21;
const SCRAPE_SECONDS = 15;
const HOUR = 3600;

let folder: string;
const servers: RunningPrometheus[] = [];
const clients: PrometheusClient[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'periplus-rules-'));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await Promise.all(servers.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function started(options: Parameters<typeof startPrometheus>[0]): Promise<RunningPrometheus> {
  const server = await startPrometheus(options);
  servers.push(server);
  return server;
}

function clientOf(server: RunningPrometheus): PrometheusClient {
  const client = createPrometheusClient({
    url: new URL(server.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
  });
  clients.push(client);
  return client;
}

function request(window: GraphRequest['window'], part: Partial<GraphRequest> = {}): GraphRequest {
  const latency = ['avg', 'p50', 'p95', 'p99'] as const;
  return {
    ...PLAIN_OPTIONS,
    window,
    type: 'workload',
    latency,
    throughput: true,
    mtls: true,
    messages: true,
    ...part,
  };
}

/** The same port without recorded series. */
function rawOf(traffic: TrafficPort): TrafficPort {
  return { ...traffic, settle: async (window) => ({ window, infos: [] }) };
}

/** Every number of an answer by where it stands. */
function numbers(value: unknown, path = '', found = new Map<string, number>()): Map<string, number> {
  if (typeof value === 'number') found.set(path, value);
  else if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) {
      const { id, code, flags, grpcStatus, name } = (one ?? {}) as Record<string, unknown>;
      const key = id ?? (code === undefined ? name : `${code} ${flags} ${grpcStatus}`) ?? at;
      numbers(one, `${path}/${key}`, found);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) numbers(one, `${path}/${name}`, found);
  }
  return found;
}

function expectEqual(recorded: GraphAnswer, raw: GraphAnswer, share: number): void {
  expect(recorded.edges.length).toBeGreaterThan(4);
  const [ours, theirs] = [recorded, raw].map(({ nodes, edges, totals }) => numbers({ nodes, edges, totals }));
  expect([...(ours?.keys() ?? [])].sort()).toEqual([...(theirs?.keys() ?? [])].sort());
  for (const [path, expected] of theirs ?? []) {
    const actual = ours?.get(path) ?? Number.NaN;
    const apart = Math.abs(actual - expected) / Math.max(1e-12, Math.abs(expected));
    if (!(apart <= share)) expect.fail(`seed ${SEED}: ${path}: recorded ${actual}, raw ${expected}`);
  }
}

const readName: ReadSample<string> = (labels) => labels.window ?? '';

describe('recorded rates', () => {
  let server: RunningPrometheus;
  let client: PrometheusClient;
  let nowSeconds: number;

  beforeAll(async () => {
    const rules = join(folder, 'rates.yaml');
    // As in the file, only evaluated at once.
    const groups = ruleGroups(DEFAULT_RULES)
      .filter(({ name }) => name.startsWith('periplus-rates-'))
      .map((group): RuleGroup => ({ ...group, interval: '1s' }));
    await writeFile(rules, dump({ groups }));
    server = await started({ ruleFiles: [rules] });
    client = clientOf(server);
    const at = Math.floor(Date.now() / 15_000) * 15;
    // Samples are there already for the minutes that the test takes.
    const times = { fromMs: (at - 2400) * 1000, toMs: (at + 300) * 1000, labels: {} };
    const mesh = [...meshSeries(randomMesh(SEED), times)];
    const between = (fromMs: number, toMs: number) =>
      mesh.map(
        (one): RemoteSeries => ({ ...one, samples: one.samples.filter(([ms]) => ms >= fromMs && ms < toMs) }),
      );
    await backfill(server.url, { fromMs: times.fromMs, toMs: times.toMs, seriesBetween: between });
    // What is evaluated from here on has all of it.
    const written = Date.now() / 1000;
    await vi.waitFor(
      async () => {
        nowSeconds = Date.now() / 1000;
        const query = `periplus:recorded:at_seconds > ${written}`;
        const { rows } = await client.instant(query, { atSeconds: nowSeconds, read: readName });
        expect([...rows].sort()).toEqual(['10m', '30m', '5m']);
      },
      { timeout: 60_000, interval: 500 },
    );
  });

  it.each([300, 600, 1800])('are the raw rates of the window that they say, %i s long', async (seconds) => {
    const traffic = istioTraffic(client);
    const asked = { fromSeconds: nowSeconds - seconds, toSeconds: nowSeconds };
    for (const part of [{}, { type: 'versionedApp', serviceNodes: 'all' }] as const) {
      const recorded = await loadGraph({ traffic }, request(asked, part));
      const told = recorded.warnings.map(({ code }) => code);
      expect(told).toEqual(['info']);
      expect(recorded.window.toSeconds).toBeLessThanOrEqual(nowSeconds);
      expect(nowSeconds - recorded.window.toSeconds).toBeLessThan(5);
      const raw = await loadGraph({ traffic: rawOf(traffic) }, request(recorded.window, part));
      expect(raw.warnings).toEqual([]);
      expectEqual(recorded, raw, 1e-9);
    }
  });

  it.each([
    ['a window of another length', 420, 0],
    ['a short window, which is cheap', 60, 0],
    ['a window that ended before the rules were loaded', 300, 900],
  ])('are not used for %s', async (_what, seconds, ago) => {
    const window = { fromSeconds: nowSeconds - ago - seconds, toSeconds: nowSeconds - ago };
    const answer = await loadGraph({ traffic: istioTraffic(client) }, request(window));
    expect(answer.window).toEqual(window);
    expect(answer.warnings).toEqual([]);
  });

  it('are not used where matchers ask for labels that they lack', async () => {
    const window = { fromSeconds: nowSeconds - 300, toSeconds: nowSeconds };
    const other = createPrometheusClient({
      url: new URL(server.url),
      headers: {},
      queryParameters: {},
      caPem: null,
      timeoutMs: 20_000,
      labelMatchers: [{ name: 'mesh', operator: '=', value: '' }],
    });
    clients.push(other);
    expect((await loadGraph({ traffic: istioTraffic(other) }, request(window))).warnings).toEqual([]);
  });
});

describe('recorded increases', () => {
  let server: RunningPrometheus;
  let toSeconds: number;

  beforeAll(async () => {
    server = await started({});
    toSeconds = clearOfBlocks(Math.floor(Date.now() / 15_000) * 15);
    const times = {
      fromMs: (toSeconds - 2 * HOUR) * 1000,
      toMs: toSeconds * 1000,
      labels: {},
      gaps: false,
      restarts: false,
    };
    const mesh = [...meshSeries(randomMesh(SEED), times)];
    const between = (fromMs: number, toMs: number) =>
      mesh.map(
        (one): RemoteSeries => ({ ...one, samples: one.samples.filter(([ms]) => ms >= fromMs && ms < toMs) }),
      );
    await backfill(server.url, { fromMs: times.fromMs, toMs: times.toMs + 1, seriesBetween: between });
    // What builds on recorded series is recorded in a second pass: promtool does not see what it has just written.
    for (const pass of [1, 2]) await record(server, toSeconds, pass);
  });

  /** Has promtool evaluate the rules over the last hour, and puts what they recorded into the server. */
  async function record(target: RunningPrometheus, untilSeconds: number, pass: number): Promise<void> {
    const blocks = join(folder, `recorded-${pass}`);
    // One path for both: a group's moments of evaluation follow from it.
    const rules = join(folder, 'increases.yaml');
    const groups = ruleGroups(DEFAULT_RULES)
      .filter(({ name }) => name === 'periplus-increases-5m')
      .map(({ rules: all, ...group }) => ({
        ...group,
        rules: all.filter(({ record: name, labels }) => {
          const isSecond = name.startsWith('workload:') || labels?.form === 'quantile';
          return isSecond === (pass === 2);
        }),
      }));
    await writeFile(rules, dump({ groups }));
    const from = pass === 1 ? untilSeconds - HOUR + SCRAPE_SECONDS : untilSeconds - 300;
    const words = [
      'tsdb',
      'create-blocks-from',
      'rules',
      `--url=${target.url}`,
      `--output-dir=${join(blocks, 'data')}`,
    ];
    promtool([...words, `--start=${from}`, `--end=${untilSeconds}`, rules]);
    const reader = await started({ folder: blocks });
    const recorded = await seriesOf(reader, untilSeconds);
    expect(recorded.length).toBeGreaterThan(10);
    await remoteWrite(target.url, recorded);
  }

  async function seriesOf(reader: RunningPrometheus, untilSeconds: number): Promise<RemoteSeries[]> {
    const query = '{__name__=~"flow:.*|workload:.*|periplus:.*"}[2h]';
    const body = new URLSearchParams({ query, time: String(untilSeconds) });
    const answer = await fetch(`${reader.url}/api/v1/query`, { method: 'POST', body });
    const { data } = (await answer.json()) as {
      data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
    };
    return data.result.map(({ metric, values }) => ({
      labels: metric,
      samples: values.map(([seconds, value]) => [Math.round(seconds * 1000), Number(value)] as const),
    }));
  }

  it('make up the raw rates of an hour and one scrape', async () => {
    const traffic = istioTraffic(clientOf(server), { scrapeIntervalSeconds: SCRAPE_SECONDS });
    const asked = { fromSeconds: toSeconds - HOUR, toSeconds };
    for (const part of [{}, { type: 'versionedApp', serviceNodes: 'all' }] as const) {
      const recorded = await loadGraph({ traffic }, request(asked, part));
      expect(recorded.warnings.map(({ code }) => code)).toEqual(['info']);
      const { window } = recorded;
      expect(window.toSeconds - window.fromSeconds).toBe(HOUR + SCRAPE_SECONDS);
      expect(toSeconds - window.toSeconds).toBeLessThan(300);
      const raw = await loadGraph({ traffic: rawOf(traffic) }, request(window, part));
      expectEqual(recorded, raw, 1e-3);
    }
  });

  it('are not used when they were recorded for another scrape interval', async () => {
    const traffic = istioTraffic(clientOf(server), { scrapeIntervalSeconds: 5 });
    const asked = { fromSeconds: toSeconds - HOUR, toSeconds };
    expect(await loadGraph({ traffic }, request(asked))).toMatchObject({ window: asked, warnings: [] });
  });

  it('are not used when a part of the window was not recorded', async () => {
    const traffic = istioTraffic(clientOf(server), { scrapeIntervalSeconds: SCRAPE_SECONDS });
    const asked = { fromSeconds: toSeconds - HOUR - 300, toSeconds };
    expect(await loadGraph({ traffic }, request(asked))).toMatchObject({ window: asked, warnings: [] });
  });
});

describe('the rules file', () => {
  it('is what promtool calls good rules', () => {
    expect(promtool(['check', 'rules', RULES_FILE])).toContain('SUCCESS');
  });

  it('records in promtool what its tests expect', () => {
    expect(promtool(['test', 'rules', RULES_FILE.replace('.yaml', '.test.yaml')])).toContain('SUCCESS');
  });
});

/**
 * The instant, or an earlier one where a block of the store has just begun: promtool writes block by block, and gives up
 * at the first in whose part of the span no rule is evaluated.
 */
function clearOfBlocks(seconds: number): number {
  const intoBlock = seconds % (2 * HOUR);
  return intoBlock < 600 ? seconds - intoBlock - 15 : seconds;
}

/** Its output. Throws with it when it fails. */
function promtool(words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`promtool ${words.join(' ')}: ${stdout}\n${stderr}`);
  return stdout + stderr;
}
