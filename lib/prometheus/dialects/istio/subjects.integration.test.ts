/** p95 and trends of one service in two clusters, in a real Prometheus: of the same requests as the graph's numbers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioTraffic } from '../istio';
import { istioSubjects } from './subjects';

const TO = Math.floor(Date.now() / 15_000) * 15;
const WINDOW = { fromSeconds: TO - 300, toSeconds: TO };

let prometheus: RunningPrometheus;
let client: PrometheusClient;

beforeAll(async () => {
  prometheus = await startPrometheus();
  await remoteWrite(prometheus.url, [
    ...calls({ from: 'east', to: 'east', code: '200', perStep: 30, fastestMs: '10' }),
    ...calls({ from: 'west', to: 'west', code: '200', perStep: 60, fastestMs: '10' }),
    // Reached nobody: no proxy knows a cluster for it but the caller's.
    ...calls({ from: 'west', to: null, code: '503', perStep: 60, fastestMs: '500' }),
  ]);
  client = createPrometheusClient({
    ...{ url: new URL(prometheus.url), headers: {}, queryParameters: {}, caPem: null },
    ...{ timeoutMs: 30_000, labelMatchers: [] },
  });
}, 60_000);

afterAll(async () => {
  await client?.close();
  await prometheus?.[Symbol.asyncDispose]();
});

interface Calls {
  readonly from: string;
  /** null = they reached no workload. */
  readonly to: string | null;
  readonly code: string;
  /** Of 15 seconds. */
  readonly perStep: number;
  /** The bucket that all of them fall into. */
  readonly fastestMs: '10' | '500';
}

function* calls({ from, to, code, perStep, fastestMs }: Calls): Generator<RemoteSeries> {
  const labels = {
    ...{ reporter: 'source', request_protocol: 'http', response_code: code },
    response_flags: to === null ? 'UT' : '-',
    ...{ source_cluster: from, source_workload: 'web', source_workload_namespace: 'shop' },
    ...{ source_canonical_service: 'web', source_canonical_revision: 'v1' },
    destination_cluster: to ?? 'unknown',
    destination_workload: to === null ? 'unknown' : 'cart-v1',
    destination_workload_namespace: to === null ? 'unknown' : 'shop',
    destination_canonical_service: to === null ? 'unknown' : 'cart',
    destination_canonical_revision: to === null ? 'unknown' : 'v1',
    ...{ destination_service_name: 'cart', destination_service_namespace: 'shop' },
    destination_service: 'cart.shop.svc.cluster.local',
    connection_security_policy: 'unknown',
  };
  const counter = (gain: number): [number, number][] =>
    Array.from({ length: 41 }, (_, at) => [(TO - (40 - at) * 15) * 1000, at * gain]);
  yield { labels: { ...labels, __name__: 'istio_requests_total' }, samples: counter(perStep) };
  for (const le of ['5', '10', '100', '500', '+Inf']) {
    const isIn = le === '+Inf' || Number(le) >= Number(fastestMs);
    const name = 'istio_request_duration_milliseconds_bucket';
    yield { labels: { ...labels, le, __name__: name }, samples: counter(isIn ? perStep : 0) };
  }
}

it('are told apart by cluster, and what reached nobody is the caller’s, as in the graph', async () => {
  const subjects = istioSubjects(client, async () => 15);
  const query = { level: 'service', window: WINDOW, byCluster: true } as const;
  const { rows } = await subjects.p95(query);
  const latency = Object.fromEntries(rows.map(({ cluster, p95Ms }) => [cluster, p95Ms]));
  // East: all within 5 to 10 ms. West: half of them there, the other half within 100 to 500 ms, of which 90 % are passed.
  expect(latency).toEqual({ east: expect.closeTo(9.75, 6), west: expect.closeTo(460, 6) });

  const { rows: courses } = await subjects.trends({ ...query, instants: [TO - 60, TO], stepSeconds: 60 });
  const last = courses.map((row) => [row.cluster, row.requestsPerSecond.at(-1), row.errorsPerSecond.at(-1)]);
  expect(last.sort()).toEqual([
    ['east', 2, 0],
    ['west', 8, 4],
  ]);

  const graph = await loadGraph(
    { traffic: istioTraffic(client) },
    { ...PLAIN_OPTIONS, window: WINDOW, type: 'service' },
  );
  const nodes = graph.nodes.filter(({ name, incoming }) => name === 'cart' && incoming !== null);
  expect(nodes.map(({ cluster, incoming }) => [cluster, incoming?.requestsPerSecond]).sort()).toEqual([
    ['east', 2],
    ['west', 8],
  ]);
}, 60_000);
