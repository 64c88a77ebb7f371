import { describe, expect, it } from 'vitest';
import type { GraphAnswer } from '@/lib/graph/contract';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import type { SpanCall } from './span-calls';
import { namespacesOf, tracePath } from './trace-path';

const TRACE = sampleTrace(
  { spanId: 'a', kind: 'client', durationUs: 100 },
  { spanId: 'b', kind: 'client', startUs: 1, durationUs: 300, status: 'error' },
  { spanId: 'c', kind: 'client', startUs: 2, durationUs: 20 },
);
const peer = (workload: string) => ({
  cluster: null,
  namespace: 'bookinfo',
  workload,
  app: null,
  version: null,
});
const host = 'ratings.bookinfo.svc.cluster.local';
const called = { cluster: null, namespace: 'bookinfo', name: 'ratings', host, subset: null, port: 9080 };

function call(clientRow: number, target: string | null): SpanCall {
  return {
    clientRow,
    serverRow: -1,
    source: peer('page'),
    called,
    target: target === null ? null : peer(target),
  };
}

function node(workload: string) {
  return {
    id: `wl/-/bookinfo/${workload}`,
    namespace: 'bookinfo',
    workload,
    app: null,
    version: null,
    host: null,
    name: workload,
  };
}

const GRAPH = {
  nodes: [node('page'), node('reviews'), node('other'), node('far')],
  edges: [
    { source: 'wl/-/bookinfo/page', target: 'wl/-/bookinfo/reviews', requests: {} },
    { source: 'wl/-/bookinfo/page', target: 'wl/-/bookinfo/other' },
    { source: 'wl/-/bookinfo/other', target: 'wl/-/bookinfo/far' },
  ],
} as unknown as Pick<GraphAnswer, 'nodes' | 'edges'>;

describe('the path of a trace on the traffic graph', () => {
  const path = tracePath(TRACE, [call(0, 'reviews'), call(1, 'reviews'), call(2, null)], GRAPH);

  it('adds up the calls of an edge: how many, how many failed, how long, and the longest', () => {
    expect(path.edges[0]).toMatchObject({ calls: 2, failed: 1, totalNs: 400_000, row: 1 });
    expect(path.edges[0]?.traffic).toBe(GRAPH.edges[0]);
  });

  it('ends at the service where nobody answered, and says that metrics saw no such edge', () => {
    expect(path.edges[1]).toMatchObject({ to: 'trace/bookinfo/ratings', calls: 1, traffic: null });
  });

  it('shows beside it what else its workloads exchanged, and nothing further away', () => {
    expect(path.edges.slice(2)).toMatchObject([{ to: 'wl/-/bookinfo/other', calls: 0, row: -1 }]);
    expect(path.nodes.map(({ name, isOnPath }) => [name, isOnPath])).toEqual([
      ['page', true],
      ['reviews', true],
      ['ratings', true],
      ['other', false],
    ]);
  });

  it('is drawn from the trace alone while there is no graph', () => {
    const alone = tracePath(TRACE, [call(0, 'reviews')], null);
    expect(alone.nodes.map(({ node: seen }) => seen)).toEqual([null, null]);
    expect(alone.edges[0]).toMatchObject({ calls: 1, traffic: null });
  });

  it('runs through the namespaces that its calls name', () => {
    expect(namespacesOf([call(0, 'reviews')])).toEqual(['bookinfo']);
    expect(namespacesOf([])).toBeNull();
  });
});
