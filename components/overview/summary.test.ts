import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import type { RequestTraffic } from '@/lib/metrics/traffic';
import { mtlsShareOf } from './encryption';
import { applicationOf, groupRows, tallyOf } from './group-rows';
import { summarize as summarizeAnswer, worstKind } from './summary';

const window = { fromSeconds: 1_000_000, toSeconds: 1_000_600 };
const summarize = (answer: { nodes: GraphNode[]; edges: GraphEdge[] }) =>
  summarizeAnswer({ ...answer, window });

function traffic(requestsPerSecond: number, errorsPerSecond = 0): RequestTraffic {
  return {
    requestsPerSecond,
    errorsPerSecond,
    clientErrorsPerSecond: 0,
    serverErrorsPerSecond: errorsPerSecond,
    noResponsePerSecond: 0,
    grpcErrorsPerSecond: 0,
    injectedPerSecond: 0,
    delayedPerSecond: 0,
    codes: [],
  };
}

function node(name: string, parts: Partial<GraphNode> = {}): GraphNode {
  const of = { id: name, kind: 'service', cluster: null, namespace: 'shop', name } as const;
  return graphNode({ ...of, incoming: traffic(1), ...parts });
}

function edge(source: string, target: string, parts: Partial<GraphEdge> = {}): GraphEdge {
  return graphEdge(source, target, { requests: traffic(1), ...parts });
}

function p95(value: number | null) {
  return { latencyMs: { avg: null, p50: null, p95: value, p99: null } };
}

function mtls(share: number, rate: number) {
  return {
    mtls: { share, sourcePrincipals: [], destinationPrincipals: [] },
    requests: traffic(rate),
  };
}

const failing = { kind: 'failing', reasons: ['38 % of requests fail'] } as const;
const degraded = { kind: 'degraded', reasons: ['slow'] } as const;

describe('summarize', () => {
  it('lists what fails before what is degraded, most errors first', () => {
    const summary = summarize({
      nodes: [
        node('slow', { health: { ...degraded, reasons: ['slow'] }, incoming: traffic(10, 9) }),
        node('few', { health: { ...failing, reasons: ['a'] }, incoming: traffic(10, 1) }),
        node('many', { health: { ...failing, reasons: ['a', 'b'] }, incoming: traffic(10, 5) }),
        node('fine'),
      ],
      edges: [],
    });
    expect(summary.attention.map((row) => row.node.name)).toEqual(['many', 'few', 'slow']);
    expect(summary.attention[0]).toMatchObject({ reasons: ['a', 'b'], errorShare: 0.5 });
  });

  it('takes the p95 of the slowest calls and never mixes edges', () => {
    const summary = summarize({
      nodes: [node('a', { health: { ...failing, reasons: ['x'] } }), node('b'), node('c')],
      edges: [edge('b', 'a', p95(120)), edge('c', 'a', p95(900)), edge('a', 'b', p95(null))],
    });
    expect(summary.attention[0]?.slowest).toEqual({ p95Ms: 900, edgeId: 'c>a', from: 'c' });
    expect(summary.namespaces[0]?.slowest?.p95Ms).toBe(900);
  });

  it('ranks calls by their own p95', () => {
    const summary = summarize({
      nodes: [node('a'), node('b')],
      edges: [edge('a', 'b', p95(10)), edge('b', 'a', p95(20)), edge('a', 'a', p95(null))],
    });
    expect(summary.slowest.map((calls) => [calls.from, calls.to, calls.p95Ms])).toEqual([
      ['b', 'a', 20],
      ['a', 'b', 10],
    ]);
  });

  it('counts callers without a proxy and pass-through as no services', () => {
    const summary = summarize({
      nodes: [node('a'), node('?', { kind: 'unknown' }), node('PassthroughCluster', { kind: 'passthrough' })],
      edges: [],
    });
    expect(summary.services).toBe(1);
  });

  it('counts what arrives in a namespace, from outside and from within', () => {
    const { namespaces } = summarize({
      nodes: [node('a'), node('b'), node('out', { namespace: 'edge' })],
      edges: [
        edge('out', 'a', { requests: traffic(7, 1) }),
        edge('a', 'b', { requests: traffic(5) }),
        edge('b', 'out', { requests: traffic(100) }),
      ],
    });
    expect(namespaces.find((row) => row.name === 'shop')).toMatchObject({
      requestsPerSecond: 12,
      errorShare: 1 / 12,
    });
  });

  it('judges an ingress by what it passes on, since its callers have no proxy', () => {
    const gateway = node('gateway', {
      kind: 'gateway',
      namespace: 'edge',
      incoming: null,
      outgoing: traffic(40, 4),
      health: { ...degraded, reasons: ['slow'] },
    });
    const { namespaces, attention } = summarize({
      nodes: [gateway, node('a')],
      edges: [edge('gateway', 'a', { requests: traffic(40, 4) })],
    });
    expect(namespaces.find((row) => row.name === 'edge')).toMatchObject({
      counted: 'letIn',
      requestsPerSecond: 40,
    });
    expect(namespaces.find((row) => row.name === 'shop')).toMatchObject({ counted: 'arriving' });
    expect(attention[0]).toMatchObject({ requestsPerSecond: 40, errorShare: 0.1 });
  });

  it('adds what a namespace’s gateways let in to what arrives there, each request once', () => {
    const nodes = [
      node('ingress', { kind: 'gateway', namespace: 'edge', incoming: null }),
      node('egress', { namespace: 'edge' }),
      node('a'),
    ];
    const edges = [
      edge('ingress', 'a', { requests: traffic(40, 4) }),
      edge('ingress', 'egress', { requests: traffic(2) }),
      edge('a', 'egress', { requests: traffic(3) }),
    ];
    expect(summarize({ nodes, edges }).namespaces.find((row) => row.name === 'edge')).toMatchObject({
      counted: 'letIn',
      requestsPerSecond: 45,
      errorShare: 4 / 45,
    });
  });

  it('ranks calls by the share that fails, and passes over those with too few requests to tell', () => {
    const { failing: calls } = summarize({
      nodes: [node('a'), node('b'), node('c'), node('d')],
      edges: [
        edge('a', 'b', { requests: traffic(100, 2) }),
        edge('a', 'c', { requests: traffic(1, 0.5) }),
        edge('a', 'd', { requests: traffic(0.02, 0.02) }),
        edge('b', 'd', { requests: traffic(50) }),
      ],
    });
    expect(calls.map(({ edgeId, errorShare }) => [edgeId, errorShare])).toEqual([
      ['a>c', 0.5],
      ['a>b', 0.02],
    ]);
  });

  it('knows applications by their namespace, with all of their services', () => {
    const nodes = [
      node('cart'),
      node('cart-next', { app: 'cart', health: { ...degraded, reasons: ['slow'] } }),
      node('cart-elsewhere', { app: 'cart', namespace: 'other' }),
      node('no-app', { app: null }),
    ];
    const edges = [
      edge('no-app', 'cart', { requests: traffic(3) }),
      edge('no-app', 'cart-next', { requests: traffic(1, 1) }),
    ];
    expect(
      groupRows(edges, nodes, applicationOf).map(({ key, requestsPerSecond, errorShare, health }) => [
        key,
        requestsPerSecond,
        errorShare,
        health.healthy,
        health.degraded,
      ]),
    ).toEqual([
      ['shop/cart', 4, 0.25, 1, 1],
      ['other/cart', 0, null, 1, 0],
    ]);
  });

  it('orders namespaces by traffic and leaves out what belongs to none', () => {
    const summary = summarize({
      nodes: [
        node('a', { namespace: 'quiet' }),
        node('b', { namespace: 'busy' }),
        node('ext', { namespace: null, kind: 'external' }),
      ],
      edges: [],
    });
    expect(summary.namespaces.map((row) => row.name)).toEqual(['busy', 'quiet']);
    expect(summary.namespaces[1]?.errorShare).toBeNull();
  });

  it('names the calls without mutual TLS, most first', () => {
    const summary = summarize({
      nodes: [node('a'), node('b'), node('c')],
      edges: [edge('a', 'b', mtls(0.5, 10)), edge('a', 'c', mtls(0, 8)), edge('b', 'c', mtls(1, 100))],
    });
    expect(summary.calls).toEqual({ encrypted: 1, plain: 2, untold: 0 });
    expect(summary.plain.map((calls) => [calls.edgeId, calls.plainPerSecond])).toEqual([
      ['a>c', 8],
      ['a>b', 5],
    ]);
  });
});

describe('mtlsShareOf', () => {
  it('weighs each edge by its rate', () => {
    expect(mtlsShareOf([edge('a', 'b', mtls(1, 30)), edge('a', 'c', mtls(0, 10))])).toBe(0.75);
  });

  it('knows nothing where no server told', () => {
    expect(mtlsShareOf([edge('a', 'b')])).toBeNull();
    expect(mtlsShareOf([])).toBeNull();
  });
});

describe('worstKind', () => {
  it('is the worst that occurs', () => {
    expect(worstKind({ ...tallyOf([]), healthy: 3, degraded: 1 })).toBe('degraded');
    expect(worstKind(tallyOf([]))).toBe('unknown');
  });
});
