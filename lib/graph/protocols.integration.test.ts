/**
 * One small mesh in a real Prometheus that holds what random meshes lack: a waypoint that everybody tells of, gRPC
 * messages, operations, connections that fail, label values that break careless queries.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { Fault } from '@/lib/mesh/fault';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioTraffic } from '@/lib/prometheus/dialects/istio';
import { wholeOrBusiest } from '@/lib/prometheus/dialects/istio/busiest';
import type { GraphAnswer, GraphRequest } from './contract';
import { loadGraph } from './load';
import { PLAIN_OPTIONS } from './plain-request';
import { edgesInWords } from './sample-graph';

const STEP_MS = 15_000;
const ODD = 'größe "x" \\ {y="z"}\nend';

let prometheus: RunningPrometheus;
let client: PrometheusClient;
let toSeconds: number;

beforeAll(async () => {
  prometheus = await startPrometheus();
  toSeconds = Math.floor(Date.now() / STEP_MS) * 15;
  client = createPrometheusClient({
    url: new URL(prometheus.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
    labelMatchers: [],
  });
  await remoteWrite(prometheus.url, [...ambient(), ...grpc(), ...failing()].map(withSamples));
});

afterAll(async () => {
  await client?.close();
  await prometheus?.stop();
});

type Labels = Readonly<Record<string, string>>;
/** A counter that grows by `perSecond`. */
type Counter = readonly [labels: Labels, perSecond: number];

function withSamples([labels, perSecond]: Counter): RemoteSeries {
  const toMs = toSeconds * 1000;
  const samples = Array.from({ length: 41 }, (_, at) => {
    const atMs = toMs - (40 - at) * STEP_MS;
    return [atMs, (at * perSecond * STEP_MS) / 1000] as const;
  });
  return { labels, samples: samples.map(([atMs, value]) => [atMs, value]) };
}

function peerLabels(side: 'source' | 'destination', name: string): Labels {
  const [app = name] = name.split('-v');
  return {
    [`${side}_cluster`]: 'c1',
    [`${side}_workload`]: name,
    [`${side}_workload_namespace`]: 'lab',
    [`${side}_canonical_service`]: app,
    [`${side}_canonical_revision`]: 'v1',
  };
}

function called(name: string): Labels {
  return {
    destination_service: `${name}.lab.svc.cluster.local`,
    destination_service_name: name,
    destination_service_namespace: 'lab',
  };
}

const pair = (from: string, to: string, service: string): Labels => ({
  ...peerLabels('source', from),
  ...peerLabels('destination', to),
  ...called(service),
});
const requestsOf = (labels: Labels, reporter: string, more: Labels = {}): Labels => ({
  __name__: 'istio_requests_total',
  ...labels,
  reporter,
  request_protocol: 'http',
  response_code: '200',
  response_flags: '-',
  ...more,
});
const ztunnelOf = (metric: string, labels: Labels, reporter: string, flags = '-'): Labels => ({
  __name__: `istio_tcp_${metric}_total`,
  ...labels,
  reporter,
  request_protocol: 'tcp',
  response_flags: flags,
  app: 'ztunnel',
  connection_security_policy: 'mutual_tls',
});

/** client → waypoint → server: told by the client's proxy, ztunnels, the waypoint and the server's proxy. */
function ambient(): Counter[] {
  const toWaypoint = pair('client-v1', 'waypoint', 'front');
  const through = pair('client-v1', 'server-v1', 'front-v1');
  const onward = pair('waypoint', 'server-v1', 'front-v1');
  return [
    [requestsOf(toWaypoint, 'source'), 4],
    [requestsOf(through, 'waypoint', { request_operation: ODD }), 3],
    [requestsOf(through, 'waypoint', { response_code: '503', response_flags: 'UF' }), 1],
    [requestsOf(onward, 'destination'), 3],
    [ztunnelOf('received_bytes', toWaypoint, 'source'), 1000],
    [ztunnelOf('received_bytes', onward, 'destination'), 900],
  ];
}

/** A stream that has not ended: messages both ways, told by both sides, and no request. */
function grpc(): Counter[] {
  const stream = pair('client-v1', 'feed-v1', 'feed');
  return ['source', 'destination'].flatMap((reporter): Counter[] => [
    [{ __name__: 'istio_request_messages_total', ...stream, reporter }, 0.5],
    [{ __name__: 'istio_response_messages_total', ...stream, reporter }, 20],
  ]);
}

/** Refused by ztunnel, which counts it as opened, as closed with the reason, and in newer versions as failed too. */
function failing(): Counter[] {
  const denied = pair('client-v1', 'vault-v1', 'vault');
  return [
    [ztunnelOf('connections_opened', denied, 'source'), 2],
    [ztunnelOf('connections_closed', denied, 'source', 'DENY'), 2],
    [ztunnelOf('connections_failed', denied, 'source', 'DENY'), 2],
    [ztunnelOf('connections_failed', denied, 'source', 'CONNECT'), 1],
  ];
}

async function graph(part: Partial<GraphRequest>): Promise<GraphAnswer> {
  const window = { fromSeconds: toSeconds - 300, toSeconds };
  const answer = await loadGraph(
    { traffic: istioTraffic(client, { scrapeIntervalSeconds: 15 }) },
    { ...PLAIN_OPTIONS, window, type: 'workload', ...part },
  );
  expect(answer.warnings).toEqual([]);
  return answer;
}

describe('a small mesh in a real Prometheus', () => {
  it('counts what runs through a waypoint once, folded or drawn', async () => {
    const folded = await graph({});
    expect(edgesInWords(folded)).toContain('workload client-v1 > workload server-v1: 4');
    expect(folded.totals.requests).toMatchObject({ requestsPerSecond: 4, errorsPerSecond: 1 });
    expect(folded.totals.tcp.sentBytesPerSecond).toBe(0);
    const drawn = await graph({ waypoints: 'nodes' });
    expect(edgesInWords(drawn)).toEqual(
      expect.arrayContaining([
        'workload client-v1 > waypoint waypoint: 4',
        'waypoint waypoint > workload server-v1: 4',
      ]),
    );
    expect(drawn.totals).toEqual(folded.totals);
  });

  it('leaves out what waypoints tell, or what ztunnels do', async () => {
    const answer = await graph({ ambient: 'ztunnel', type: 'service' });
    // What the proxies of client and server say stays.
    expect(edgesInWords(answer)).toEqual([
      'app client > service front: 4',
      'app client > service vault: 0 B',
    ]);
    const plain = await graph({ ambient: 'waypoint' });
    expect(plain.edges.every(({ protocol }) => protocol !== 'tcp')).toBe(true);
  });

  it('draws operations, also those of odd names', async () => {
    const answer = await graph({ operations: true });
    const operation = answer.nodes.find(({ kind }) => kind === 'operation');
    expect(operation).toMatchObject({ operation: ODD, incoming: { requestsPerSecond: 3 } });
    expect(answer.totals.requests.requestsPerSecond).toBe(4);
  });

  it('tells messages of streams that have not ended, each once', async () => {
    const { edges } = await graph({ messages: true });
    expect(edges.find(({ target }) => target.endsWith('/feed-v1'))).toMatchObject({
      protocol: 'grpc',
      requests: { requestsPerSecond: 0 },
      messages: { sentPerSecond: 0.5, receivedPerSecond: 20 },
    });
  });

  it('reads the busiest series of an answer that is too large', async () => {
    const { rows, warnings } = await wholeOrBusiest('topk(1, istio_requests_total) > 0', (text) =>
      text.startsWith('topk(40000')
        ? client.instant(text, { atSeconds: toSeconds, read: (labels) => labels.reporter ?? null })
        : Promise.reject(new Fault('too-large', 'The answer is too large.')),
    );
    expect(rows).toEqual(['source']);
    expect(warnings).toHaveLength(1);
  });

  it('tells why connections failed, each once though it is counted as closed and as failed', async () => {
    const { edges } = await graph({});
    expect(edges.find(({ target }) => target.endsWith('/vault-v1'))?.tcp).toMatchObject({
      connectionsOpenedPerSecond: 2,
      connectionsFailedPerSecond: 3,
      failures: [
        { flags: 'DENY', ratePerSecond: 2 },
        { flags: 'CONNECT', ratePerSecond: 1 },
      ],
    });
  });
});
