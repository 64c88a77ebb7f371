import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import type { TracePort, TraceQuery } from '@/lib/traces/search';
import { joinedByService } from './by-service';
import { joined } from './by-workload';
import { loadDependencies } from './load';

const node = (pod: string) => `sidecar~10.0.0.1~${pod}-7d4f8b9c6-x2lqp.shop~shop.svc.cluster.local`;
const TRACE = sampleTrace(
  {
    spanId: 'a',
    kind: 'client',
    attributes: { node_id: node('web'), upstream_cluster: 'outbound|80||cart.shop.svc.cluster.local' },
  },
  { spanId: 'b', parentSpanId: 'a', kind: 'server', status: 'error', attributes: { node_id: node('cart') } },
);
const graphNode = (workload: string) => ({
  id: `wl/${workload}`,
  name: workload,
  namespace: 'shop',
  workload,
  app: null,
  version: null,
  host: null,
});
const requests = { requestsPerSecond: 4, errorsPerSecond: 1 };
const METRICS = {
  nodes: ['web', 'cart', 'db'].map(graphNode),
  edges: [
    { source: 'wl/web', target: 'wl/cart', requests, latencyMs: { p95: 12 } },
    { source: 'wl/cart', target: 'wl/db', requests, latencyMs: null },
    { source: 'wl/web', target: 'wl/db', requests: null, latencyMs: null },
  ],
} as unknown as Parameters<typeof joined>[1];

describe('dependencies of traces beside those of metrics', () => {
  it('are one edge where both saw it, and tell where only one did', () => {
    expect(joined([TRACE, TRACE], METRICS).edges).toEqual([
      {
        from: 'wl/web',
        to: 'wl/cart',
        calls: 2,
        failed: 2,
        recorded: null,
        traffic: { requestsPerSecond: 4, errorShare: 0.25, p95Ms: 12 },
      },
      {
        from: 'wl/cart',
        to: 'wl/db',
        calls: 0,
        failed: 0,
        recorded: null,
        traffic: { requestsPerSecond: 4, errorShare: 0.25, p95Ms: null },
      },
    ]);
    expect(joined([TRACE], null).edges).toMatchObject([{ from: 'trace/shop/web', calls: 1, traffic: null }]);
  });

  it('are of services as traces name them, with the counts of the source of traces', () => {
    const trace = sampleTrace(
      { spanId: 'a', service: 'web.shop', kind: 'client' },
      { spanId: 'b', parentSpanId: 'a', service: 'cart.shop', kind: 'server', status: 'error' },
      { spanId: 'c', parentSpanId: 'b', service: 'cart.shop' },
    );
    const apps = {
      nodes: ['web', 'cart', 'db'].map((app) => ({ ...graphNode(app), app })),
      edges: [
        { source: 'wl/web', target: 'wl/cart', requests, latencyMs: { p95: 12 } },
        { source: 'wl/cart', target: 'wl/db', requests, latencyMs: null },
      ],
    } as unknown as Parameters<typeof joined>[1];
    const recorded = [
      { parent: 'web.shop', child: 'cart.shop', calls: 70 },
      { parent: 'web.shop', child: 'ads.shop', calls: 5 },
      { parent: 'far.away', child: 'far.off', calls: 9 },
      { parent: 'web.shop', child: 'web.shop', calls: 3 },
    ];
    const answer = joinedByService([trace], { metrics: apps, recorded, namespaces: ['shop'] });
    const facts = answer.edges.map(({ from, to, calls, failed, recorded, traffic }) => [
      `${from} > ${to}`,
      calls,
      failed,
      recorded,
      traffic?.requestsPerSecond ?? null,
    ]);
    expect(facts).toEqual([
      ['web.shop > cart.shop', 1, 1, 70, 4],
      ['web.shop > ads.shop', 0, 0, 5, null],
      ['cart.shop > db.shop', 0, 0, 0, 4],
    ]);
    expect(answer.nodes.find(({ key }) => key === 'db.shop')).toMatchObject({
      name: 'db',
      namespace: 'shop',
    });
    const silent = joinedByService([trace], { metrics: null, recorded: null, namespaces: null });
    expect(silent.edges).toMatchObject([{ calls: 1, recorded: null, traffic: null }]);
  });

  it('read each trace once, of the services of the chosen namespaces, and do without metrics', async () => {
    const asked: TraceQuery[] = [];
    const traces = {
      services: async () => ['web.shop', 'cart.shop', 'other.far'],
      search: async (query: TraceQuery) => {
        asked.push(query);
        return { traces: [TRACE], warnings: [] };
      },
    } as unknown as TracePort;
    const down = () => Promise.reject(new Fault('source-timeout', 'Too slow.', { source: 'prometheus' }));
    const ports = { traffic: new Proxy({}, { get: () => down }) } as unknown as Parameters<
      typeof loadDependencies
    >[0];
    const window = { fromSeconds: 1, toSeconds: 601 };
    const answer = await loadDependencies(ports, traces, { window, namespaces: ['shop'], by: 'workload' });
    expect(asked.map(({ service, startUs }) => [service, startUs])).toEqual([
      ['web.shop', 1e6],
      ['cart.shop', 1e6],
    ]);
    expect(answer.looked).toEqual({
      search: false,
      traces: 1,
      services: 2,
      ofServices: 2,
      metrics: false,
      recorded: false,
    });
    expect(answer.warnings[0]?.message).toContain('Metrics are missing');
  });

  it('are of the traces of one search alone where one is named', async () => {
    const quiet = {
      ...sampleTrace(
        { spanId: 'a', service: 'web.shop', kind: 'client' },
        { spanId: 'b', parentSpanId: 'a', service: 'db.shop', kind: 'server' },
      ),
      traceId: '2',
    };
    const failing = sampleTrace(
      { spanId: 'a', service: 'web.shop', kind: 'client' },
      { spanId: 'b', parentSpanId: 'a', service: 'cart.shop', kind: 'server', status: 'error' },
    );
    const asked: TraceQuery[] = [];
    const traces = {
      abilities: async () => ({ allServices: true, tags: true, tagsOfAllServices: true, summaries: true }),
      search: async (query: TraceQuery) => {
        asked.push(query);
        return { traces: [failing, quiet], warnings: [] };
      },
      dependencies: () => Promise.reject(new Error('never asked')),
    } as unknown as TracePort;
    const down = () => Promise.reject(new Fault('source-timeout', 'Too slow.', { source: 'prometheus' }));
    const ports = { traffic: new Proxy({}, { get: () => down }) } as unknown as Parameters<
      typeof loadDependencies
    >[0];
    const window = { fromSeconds: 0, toSeconds: 4e9 };
    const answer = await loadDependencies(ports, traces, {
      window,
      namespaces: null,
      by: 'service',
      search: { q: 'error', limit: 1500 },
    });
    expect(asked.every(({ service }) => service === null)).toBe(true);
    expect(answer.looked).toMatchObject({ search: true, traces: 1, recorded: false });
    expect(answer.edges).toMatchObject([{ from: 'web.shop', to: 'cart.shop', calls: 1, failed: 1 }]);
    expect(answer.nodes.map(({ key }) => key).sort()).toEqual(['cart.shop', 'web.shop']);
  });
});
