/**
 * Random meshes in a real Prometheus: every number on every edge and node against brute-force PromQL over exactly the
 * series that belong to it, and no edge missing or too many. `PERIPLUS_MESH_SEEDS=200` tries more meshes,
 * `PERIPLUS_MESH_FIRST_SEED` repeats one that failed.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExpectedEdge, type ExpectedType, expectedEdges } from '@/e2e/meshes/expected-edges';
import { meshSeries } from '@/e2e/meshes/mesh-series';
import { type RandomMesh, randomMesh } from '@/e2e/meshes/random-mesh';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import type { ServiceNodes } from '@/lib/graph/contract';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioTraffic } from '@/lib/prometheus/dialects/istio';
import {
  type GraphAnswer,
  type GraphEdge,
  type GraphNode,
  type GraphRequest,
  graphAnswerSchema,
} from './contract';
import { loadGraph } from './load';

const SEEDS = Number(process.env.PERIPLUS_MESH_SEEDS ?? 20);
const FIRST_SEED = Number(process.env.PERIPLUS_MESH_FIRST_SEED ?? 1);
const seeds = Array.from({ length: SEEDS }, (_, at) => FIRST_SEED + at);
const WINDOW_SECONDS = 300;

let prometheus: RunningPrometheus;
let toSeconds: number;
const meshes = new Map<number, RandomMesh>();

beforeAll(async () => {
  prometheus = await startPrometheus();
  toSeconds = Math.floor(Date.now() / 15_000) * 15;
  for (const seed of seeds) {
    const mesh = randomMesh(seed);
    meshes.set(seed, mesh);
    const times = { fromMs: (toSeconds - 600) * 1000, toMs: toSeconds * 1000 };
    await remoteWrite(prometheus.url, meshSeries(mesh, { ...times, labels: { mesh: `m${seed}` } }));
  }
});

afterAll(() => prometheus?.stop());

function clientFor(seed: number): PrometheusClient {
  return createPrometheusClient({
    url: new URL(prometheus.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
    labelMatchers: [{ name: 'mesh', operator: '=', value: `m${seed}` }],
  });
}

function graphRequest(part: Partial<GraphRequest>): GraphRequest {
  return {
    ...PLAIN_OPTIONS,
    window: { fromSeconds: toSeconds - WINDOW_SECONDS, toSeconds },
    serviceNodes: 'all',
    boxApps: true,
    latency: ['avg', 'p50', 'p95', 'p99'],
    throughput: true,
    mtls: true,
    ...part,
  };
}

/** The values of several queries at the one instant, each a single number; null = no data or NaN. */
async function values(queries: Readonly<Record<string, string>>): Promise<Map<string, number | null>> {
  const named = Object.entries(queries).map(
    ([name, query]) => `label_replace(${query},"is","${name}","","")`,
  );
  const body = new URLSearchParams({ query: named.join(' or '), time: String(toSeconds) });
  const answer = await fetch(`${prometheus.url}/api/v1/query`, { method: 'POST', body });
  const json = (await answer.json()) as BruteForceAnswer;
  if (json.data === undefined) throw new Error(`${json.error}: ${named.join(' or ')}`);
  const found = new Map<string, number | null>(Object.keys(queries).map((name) => [name, null]));
  for (const { metric, value } of json.data.result) {
    found.set(metric.is, value[1] === 'NaN' ? null : Number(value[1]));
  }
  return found;
}

interface BruteForceAnswer {
  readonly data?: {
    readonly result: readonly {
      readonly metric: { readonly is: string };
      readonly value: [number, string];
    }[];
  };
  readonly error?: string;
}

/** In the words of `expectedEdges`. */
function describeNode(node: GraphNode, type: ExpectedType): string {
  const where = `${node.cluster}/${node.namespace}/${node.name}`;
  if (node.kind === 'passthrough' || node.kind === 'blackhole') return `${node.kind} ${node.cluster}`;
  if (node.kind === 'unknown') return 'unknown';
  if (node.kind === 'external') return `service ${where}`;
  return `${node.kind} ${where}${type === 'versionedApp' && node.kind === 'app' ? ` ${node.version}` : ''}`;
}

function byEnds(answer: GraphAnswer, type: ExpectedType): Map<string, GraphEdge> {
  const nodes = new Map(answer.nodes.map((node) => [node.id, describeNode(node, type)]));
  return new Map(
    answer.edges.map((edge) => [
      `${nodes.get(edge.source)} > ${nodes.get(edge.target)} > ${edge.protocol}`,
      edge,
    ]),
  );
}

/** Equal but for the order in which floating-point numbers were added. */
function expectClose(actual: number | null | undefined, expected: number | null, what: string): void {
  const wanted = expected ?? 0;
  const given = actual ?? 0;
  const apart = Math.abs(given - wanted) / Math.max(1e-12, Math.abs(wanted));
  if (!(apart < 1e-9)) expect.fail(`${what}: the graph says ${actual}, Prometheus ${expected}`);
}

async function compareEdge(
  edge: GraphEdge,
  expected: ExpectedEdge,
  seed: number,
  what: string,
): Promise<void> {
  const of = (metric: string, more = '') =>
    `sum(rate(${metric}{mesh="m${seed}",sid=~"${expected.sids.join('|')}"${more}}[${WINDOW_SECONDS}s]))`;
  const isTcp = edge.protocol === 'tcp';
  const brute = await values(isTcp ? tcpQueries(of) : requestQueries(of));
  const actual: Readonly<Record<string, number | null | undefined>> = isTcp
    ? {
        sent: edge.tcp?.sentBytesPerSecond,
        received: edge.tcp?.receivedBytesPerSecond,
        opened: edge.tcp?.connectionsOpenedPerSecond,
      }
    : { ...edge.requests, codes: undefined, ...edge.throughput, ...edge.latencyMs };
  expect(brute.size).toBeGreaterThan(2);
  for (const [name, expectedValue] of brute) expectClose(actual[name], expectedValue, `${what}: ${name}`);
}

type Of = (metric: string, more?: string) => string;

function tcpQueries(of: Of): Record<string, string> {
  return {
    sent: of('istio_tcp_received_bytes_total'),
    received: of('istio_tcp_sent_bytes_total'),
    opened: of('istio_tcp_connections_opened_total'),
  };
}

function requestQueries(of: Of): Record<string, string> {
  const requests = 'istio_requests_total';
  const notInjected = ',response_flags!~"(.*,)?FI(,.*)?"';
  const grpcFailed = ',request_protocol="grpc",response_code!~"0|[45]..",grpc_response_status!~"0|"';
  const duration = 'istio_request_duration_milliseconds';
  const buckets = of(`${duration}_bucket`).replace('sum(', 'sum by (le) (');
  return {
    requestsPerSecond: of(requests),
    serverErrorsPerSecond: of(requests, `${notInjected},response_code=~"5.."`),
    clientErrorsPerSecond: of(requests, `${notInjected},response_code=~"4.."`),
    noResponsePerSecond: of(requests, `${notInjected},response_code="0"`),
    grpcErrorsPerSecond: of(requests, notInjected + grpcFailed),
    injectedPerSecond: of(requests, ',response_flags="FI"'),
    delayedPerSecond: of(requests, ',response_flags=~"(.*,)?DI(,.*)?"'),
    requestBytesPerSecond: of('istio_request_bytes_sum'),
    responseBytesPerSecond: of('istio_response_bytes_sum'),
    avg: `${of(`${duration}_sum`)} / ${of(`${duration}_count`)}`,
    p50: `histogram_quantile(0.5, ${buckets})`,
    p95: `histogram_quantile(0.95, ${buckets})`,
    p99: `histogram_quantile(0.99, ${buckets})`,
  };
}

const views: readonly { type: ExpectedType; serviceNodes: ServiceNodes }[] = [
  { type: 'versionedApp', serviceNodes: 'all' },
  { type: 'workload', serviceNodes: 'none' },
  { type: 'app', serviceNodes: 'all' },
  { type: 'versionedApp', serviceNodes: 'auto' },
  { type: 'service', serviceNodes: 'none' },
];

describe.each(seeds)('the random mesh of seed %i', (seed) => {
  it.each(views)(
    'has exactly its edges with exactly their numbers as $type graph',
    async ({ type, serviceNodes }) => {
      const mesh = meshes.get(seed)!;
      const client = clientFor(seed);
      try {
        const answer = await loadGraph(
          { traffic: istioTraffic(client) },
          graphRequest({ type, serviceNodes }),
        );
        expect(graphAnswerSchema.parse(answer)).toEqual(answer);
        expect(answer.warnings).toEqual([]);
        const expected = expectedEdges(mesh.calls, type, serviceNodes);
        const actual = byEnds(answer, type);
        expect([...actual.keys()].sort(), `edges of seed ${seed}`).toEqual([...expected.keys()].sort());
        await Promise.all(
          [...expected].map(([key, edge]) =>
            compareEdge(actual.get(key)!, edge, seed, `seed ${seed}: ${key}`),
          ),
        );
        const counted = [...new Set(mesh.calls.flatMap((call) => call.counted))].join('|');
        const selector = `istio_requests_total{mesh="m${seed}",sid=~"${counted}"}`;
        const { total } = Object.fromEntries(
          await values({ total: `sum(rate(${selector}[${WINDOW_SECONDS}s]))` }),
        );
        expectClose(answer.totals.requests.requestsPerSecond, total ?? null, `seed ${seed}: total`);
      } finally {
        await client.close();
      }
    },
  );
});
