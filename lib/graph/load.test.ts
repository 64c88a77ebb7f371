import { describe, expect, it } from 'vitest';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { Fault } from '@/lib/mesh/fault';
import { mayPass } from '@/lib/mesh/warning-codes';
import type { GraphRequest } from './contract';
import { loadGraph } from './load';
import type { MeshFacts } from './mesh-facts';
import { flow, groupOf, peer, requests, service, tcp } from './passes/sample-flows';
import { rowsOf, samplePort } from './passes/sample-port';
import type { BucketRow, TrafficPort } from './traffic';

const down = new Fault('source-timeout', 'Prometheus did not answer within 10 s.', { source: 'prometheus' });

function port(part: Partial<TrafficPort> = {}): TrafficPort {
  return samplePort({
    requests: async () => rowsOf(requests(flow())),
    tcp: async () => rowsOf(tcp(flow({ protocol: 'tcp', destination: peer('db'), service: service('db') }))),
    ...part,
  });
}

const request: GraphRequest = {
  ...PLAIN_OPTIONS,
  window: { fromSeconds: 0, toSeconds: 600 },
  type: 'workload',
};

describe('loadGraph', () => {
  it('fails when the requests cannot be read: a graph without them would be wrong', async () => {
    const traffic = port({ requests: () => Promise.reject(down) });
    await expect(loadGraph({ traffic }, request)).rejects.toBe(down);
  });

  it('leaves out what another dead question would have told, and names it', async () => {
    const dead = () => Promise.reject(down);
    const traffic = port({ tcp: dead, durations: dead, throughput: dead, security: dead, quantiles: dead });
    const answer = await loadGraph(
      { traffic },
      { ...request, latency: ['avg', 'p95'], throughput: true, mtls: true },
    );
    expect(answer.edges).toHaveLength(1);
    expect(answer.edges[0]).toMatchObject({ latencyMs: null, throughput: null, mtls: null });
    expect(answer.warnings.map(({ message }) => message.split(':')[0])).toEqual([
      'TCP traffic is missing',
      'Average latency is missing',
      'Latency (p95) is missing',
      'Throughput is missing',
      'Mutual TLS is missing',
    ]);
    expect(new Set(answer.warnings.map(({ code, source }) => `${source} ${code}`))).toEqual(
      new Set(['prometheus source-timeout']),
    );
  });

  it('says which of the chosen namespaces has vanished, and answers for the others', async () => {
    const answer = await loadGraph({ traffic: port() }, { ...request, namespaces: ['shop', 'gone'] });
    expect(answer.edges).toHaveLength(2);
    expect(answer.warnings).toEqual([
      { source: 'prometheus', code: 'info', message: 'Namespace “gone” has no traffic in this window.' },
    ]);
    const nothing = await loadGraph({ traffic: port() }, { ...request, namespaces: ['gone'] });
    expect(nothing).toMatchObject({ nodes: [], edges: [], boxes: [] });
    expect(nothing.warnings).toHaveLength(1);
  });

  it('says what configuration may not show, without calling the graph partial', async () => {
    const facts = { workloads: [], services: [], serviceEntries: [], unknownNamespaces: [] };
    const gaps = async () => ['Gateways in shop may not be read.'];
    const meshFacts = { facts: async () => facts as unknown as MeshFacts, gaps };
    const { warnings } = await loadGraph({ traffic: port(), meshFacts }, request);
    const told = warnings.filter(({ source }) => source === 'kubernetes');
    expect(told).toEqual([
      { source: 'kubernetes', code: 'gap', message: 'Gateways in shop may not be read.' },
    ]);
    expect(told.some(mayPass)).toBe(false);
  });

  it('leaves messages unknown, not zero, where they cannot be had', async () => {
    const grpc = flow({ protocol: 'grpc' });
    const traffic = port({
      requests: async () => rowsOf(requests(grpc)),
      messages: () => Promise.reject(down),
    });
    const answer = await loadGraph({ traffic }, { ...request, messages: true });
    expect(answer.edges.find(({ protocol }) => protocol === 'grpc')?.messages).toBeNull();
    expect(answer.warnings[0]?.message).toContain('gRPC messages is missing');
  });

  it("passes on the source's own warnings as partial", async () => {
    const traffic = port({
      requests: async () => ({ rows: [requests(flow())], warnings: ['store 3 is down'] }),
    });
    expect((await loadGraph({ traffic }, request)).warnings).toEqual([
      { source: 'prometheus', code: 'partial', message: 'Requests may be incomplete: store 3 is down' },
    ]);
  });

  it('does not hide a defect behind a warning', async () => {
    const traffic = port({ tcp: () => Promise.reject(new TypeError('defect')) });
    await expect(loadGraph({ traffic }, request)).rejects.toThrow('defect');
  });

  it('asks for latency, throughput and mutual TLS only when they are shown', async () => {
    const asked: string[] = [];
    const noting = (name: string) => async () => {
      asked.push(name);
      return rowsOf<never>();
    };
    const traffic = port({
      durations: noting('durations'),
      throughput: noting('throughput'),
      security: noting('security'),
      quantiles: noting('quantiles'),
      buckets: noting('buckets'),
    });
    await loadGraph({ traffic }, request);
    expect(asked).toEqual([]);
    await loadGraph({ traffic }, { ...request, latency: ['avg', 'p50', 'p99'], mtls: true });
    expect(asked.sort()).toEqual([
      'durations',
      'quantiles',
      'quantiles',
      'quantiles',
      'quantiles',
      'security',
    ]);
  });

  it("takes the source's quantile where its group is the edge, and adds buckets up where it is not", async () => {
    const whole = flow();
    const mixed = flow({ destination: peer('c-v1'), service: service('c') });
    const stranger = flow({
      reporter: 'destination',
      source: peer('a-v1'),
      destination: peer('c-v1'),
      service: service('c'),
      protocol: 'grpc',
    });
    const bucket = (upperBoundMs: number, ratePerSecond: number): BucketRow => ({
      flow: stranger,
      upperBoundMs,
      ratePerSecond,
    });
    const asked: string[] = [];
    const traffic = port({
      requests: async () => rowsOf(requests(whole), requests(mixed), requests(stranger)),
      quantiles: async ({ grouping, share }) =>
        grouping.destinations === 'known' && share === 0.95
          ? rowsOf(
              { group: groupOf(grouping, whole) ?? '', valueMs: 42 },
              { group: groupOf(grouping, mixed) ?? '', valueMs: 43 },
            )
          : rowsOf(),
      buckets: async ({ flows }) => {
        asked.push(...flows.map(({ key }) => key));
        return rowsOf(bucket(10, 50), bucket(20, 100), bucket(Number.POSITIVE_INFINITY, 100));
      },
    });
    const answer = await loadGraph({ traffic }, { ...request, latency: ['p95'] });
    expect(answer.edges.map(({ target, protocol, latencyMs }) => [target, protocol, latencyMs?.p95])).toEqual(
      [
        ['wl/c1/shop/b-v1', 'http', 42],
        ['wl/c1/shop/c-v1', 'grpc', 19],
        ['wl/c1/shop/c-v1', 'http', 43],
        ['wl/c1/shop/db', 'tcp', undefined],
      ],
    );
    expect(asked).toEqual([stranger.key]);
  });
});
