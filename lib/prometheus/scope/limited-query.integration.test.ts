/**
 * Limited queries on a real Prometheus, over a random mesh: what they give is what the same query would give over the
 * visible series alone, with the names of the hidden ends put away first. Nothing is counted twice, nothing is lost.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { seededRandom } from '@/lib/traces/model/sample-trace';
import { limitedClient } from './limited-client';

const SEED = Number(process.env.PERIPLUS_TEST_SEED ?? Date.now() % 1_000_000);
const SEEN = ['shop', 'a.b', 'größe'];
const NAMESPACES = [...SEEN, 'secret', 'axb', 'shop2', 'unknown', ''];
const SERIES = 400;
const nowSeconds = Math.floor(Date.now() / 15_000) * 15;
const ELSEWHERE = '(other)';

interface Edge {
  readonly labels: Readonly<Record<string, string>>;
  /** Of each step of 15 s. */
  readonly perStep: number;
}

const random = seededRandom(SEED);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

function randomEdges(): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (let at = 0; at < SERIES; at += 1) {
    const [source, workload] = [pick(NAMESPACES), pick(NAMESPACES)];
    const service = random() < 0.7 ? workload : pick(NAMESPACES);
    const labels = {
      reporter: pick(['source', 'destination', 'waypoint']),
      response_code: pick(['200', '503']),
      source_workload_namespace: source,
      source_workload: source === 'unknown' ? 'unknown' : `w${Math.floor(random() * 3)}`,
      destination_workload_namespace: workload,
      destination_workload: workload === 'unknown' ? 'unknown' : `w${Math.floor(random() * 3)}`,
      destination_service_namespace: service,
      destination_service_name: `s${Math.floor(random() * 3)}`,
      pod: `pod-${Math.floor(random() * 5)}`,
    };
    edges.set(JSON.stringify(labels), { labels, perStep: 1 + Math.floor(random() * 50) });
  }
  return [...edges.values()];
}

const isSeen = (name: string) => SEEN.includes(name);
const isHidden = (name: string) => !isSeen(name) && name !== '' && name !== 'unknown';

/** The edge as its reader may see it, by the words of the documentation; null = not at all. */
function shown({ labels, perStep }: Edge): Edge | null {
  const { source_workload_namespace: source = '', destination_workload_namespace: workload = '' } = labels;
  const service = labels.destination_service_namespace ?? '';
  const isCalledHidden = isHidden(workload) || isHidden(service);
  const isCalledSeen = !isCalledHidden && (isSeen(workload) || isSeen(service));
  if (!isSeen(source) && !isCalledSeen) return null;
  const result: Record<string, string> = { ...labels };
  if (!isSeen(source)) {
    const instead = isHidden(source) ? ELSEWHERE : '';
    result.source_workload_namespace = instead;
    result.source_workload = instead;
  }
  if (isCalledHidden) {
    const instead = isHidden(workload) ? ELSEWHERE : '';
    result.destination_workload_namespace = instead;
    result.destination_workload = instead;
    result.destination_service_namespace = ELSEWHERE;
    result.destination_service_name = ELSEWHERE;
  }
  delete result.pod;
  return { labels: result, perStep };
}

let prometheus: RunningPrometheus;
let client: PrometheusClient;
let limited: PrometheusClient;
const edges = randomEdges();

function* series(): Generator<RemoteSeries> {
  for (const { labels, perStep } of edges) {
    const samples = Array.from(
      { length: 9 },
      (_, at) => [(nowSeconds - (8 - at) * 15) * 1000, at * perStep] as const,
    );
    yield { labels: { ...labels, __name__: 'istio_requests_total' }, samples };
  }
}

beforeAll(async () => {
  prometheus = await startPrometheus();
  await remoteWrite(prometheus.url, series());
  const url = new URL(prometheus.url);
  client = createPrometheusClient({ url, headers: {}, queryParameters: {}, caPem: null, timeoutMs: 20_000 });
  limited = limitedClient(client, async () => ({
    namespaces: SEEN,
    hiddenClusters: [],
    hidden: [],
    mayRead: () => true,
  }));
});

afterAll(async () => {
  await client?.close();
  await prometheus?.stop();
});

const read = (labels: Readonly<Record<string, string>>, value: number) => ({ labels, value });

async function answer(query: string): Promise<Record<string, number>> {
  const { rows } = await limited.instant(query, { atSeconds: nowSeconds, read });
  const sums: Record<string, number> = {};
  for (const { labels, value } of rows) {
    const { __name__: _, ...rest } = labels;
    const key = JSON.stringify(Object.entries(rest).sort());
    // Two rows with the same labels would be an answer that no query gives.
    expect(sums[key], `${query} seed ${SEED}`).toBeUndefined();
    sums[key] = value;
  }
  return sums;
}

function expected(by: readonly string[], meant: (labels: Edge['labels']) => boolean): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const edge of edges) {
    const one = shown(edge);
    if (one === null || !meant(one.labels)) continue;
    const kept = by.flatMap((name) => (one.labels[name] ? [[name, one.labels[name]]] : []));
    const key = JSON.stringify(kept.sort());
    sums[key] = (sums[key] ?? 0) + one.perStep;
  }
  return sums;
}

const LABELS = [
  'reporter',
  'response_code',
  'source_workload_namespace',
  'source_workload',
  'destination_workload_namespace',
  'destination_workload',
  'destination_service_namespace',
  'destination_service_name',
];

function expectClose(actual: Record<string, number>, wanted: Record<string, number>, query: string): void {
  expect(Object.keys(actual).sort(), `${query} seed ${SEED}`).toEqual(Object.keys(wanted).sort());
  for (const [key, value] of Object.entries(wanted))
    expect(actual[key], `${query} ${key} seed ${SEED}`).toBeCloseTo(value, 6);
}

it('gives the sums of the visible edges, by whatever they are grouped and chosen', async () => {
  for (let run = 0; run < 40; run += 1) {
    const by = LABELS.filter(() => random() < 0.5);
    const label = pick(LABELS);
    const value = pick([...NAMESPACES, 'w1', 's1', '200', 'source', ELSEWHERE]);
    const isEqual = random() < 0.5;
    const isAny = random() < 0.3;
    const chosen = isAny ? '' : `{${label}${isEqual ? '=' : '!='}${JSON.stringify(value)}}`;
    const meant = (labels: Edge['labels']) => isAny || (labels[label] === value) === isEqual;
    const query = `sum by (${by.join(',')}) (rate(istio_requests_total${chosen}[1m])) * 15`;
    expectClose(await answer(query), expected(by, meant), query);
  }
}, 60_000);

it('never gives a name of a hidden namespace or a label of a pod', async () => {
  const text = JSON.stringify(await answer('istio_requests_total'));
  expect(text).not.toMatch(/secret|axb|shop2|pod/);
  expect(await limited.labelValues('source_workload_namespace')).toSatisfy((names: readonly string[]) =>
    names.every((name) => SEEN.includes(name)),
  );
  expect(await limited.labelValues('pod')).toEqual([]);
  expect(await limited.labelNames()).not.toContain('pod');
});
