import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from '@/lib/traces/model/sample-trace';
import { selfTimes } from '@/lib/traces/self-time';
import { graphByPath, graphByService } from './trace-graph';

const TRACE = sampleTrace(
  { spanId: 'r', service: 'web', name: 'GET /', durationUs: 100 },
  { spanId: 'a', parentSpanId: 'r', service: 'db', name: 'query', startUs: 0, durationUs: 10 },
  {
    spanId: 'b',
    parentSpanId: 'r',
    service: 'db',
    name: 'query',
    startUs: 20,
    durationUs: 30,
    status: 'error',
  },
  { spanId: 'c', parentSpanId: 'b', service: 'db', name: 'disk', startUs: 25, durationUs: 5 },
  { spanId: 'd', parentSpanId: 'r', service: 'cache', name: 'query', startUs: 60, durationUs: 10 },
);
const SELF = selfTimes(TRACE);

describe('graphByPath', () => {
  it('has one node for an operation called over the same way, with its calls and failures', () => {
    const { nodes, edges, count } = graphByPath(TRACE, SELF, 100);
    expect(count).toBe(4);
    expect(
      nodes.map((node) => [
        TRACE.services[node.service],
        TRACE.names[node.name],
        node.spans,
        node.failed,
        node.totalNs,
        node.selfNs,
      ]),
    ).toEqual([
      ['web', 'GET /', 1, 0, 100_000, 50_000],
      ['db', 'query', 2, 1, 40_000, 35_000],
      ['db', 'disk', 1, 0, 5_000, 5_000],
      ['cache', 'query', 1, 0, 10_000, 10_000],
    ]);
    expect(edges.map(({ from, to, calls, failed }) => [from, to, calls, failed])).toEqual([
      [0, 1, 2, 1],
      [1, 2, 1, 0],
      [0, 3, 1, 0],
    ]);
  });

  it('keeps the nodes with most time, and the callers of each', () => {
    for (const most of [1, 7, 60]) {
      const { nodes, edges, count, ofRow } = graphByPath(randomTrace(900, 21), new Float64Array(900), most);
      expect(nodes).toHaveLength(Math.min(most, count));
      const ids = new Set(nodes.map(({ id }) => id));
      expect(edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
      // All but roots have a caller.
      expect(edges.length).toBeGreaterThanOrEqual(nodes.length - 1);
      expect([...ofRow].every((id) => id === -1 || ids.has(id))).toBe(true);
    }
  });
});

describe('graphByService', () => {
  it('counts calls from one service to another, and no time twice within one', () => {
    const { nodes, edges } = graphByService(TRACE, SELF, 100);
    expect(
      nodes.map((node) => [
        TRACE.services[node.service],
        node.spans,
        node.failed,
        node.totalNs,
        node.selfNs,
        node.row,
      ]),
    ).toEqual([
      ['web', 1, 0, 100_000, 50_000, 0],
      ['db', 3, 1, 40_000, 40_000, 2],
      ['cache', 1, 0, 10_000, 10_000, 4],
    ]);
    expect(edges).toEqual([
      { from: 0, to: 1, calls: 2, failed: 1, isAsynchronous: false },
      { from: 0, to: 2, calls: 1, failed: 0, isAsynchronous: false },
    ]);
  });

  it('marks edges over which only asynchronous calls go', () => {
    const trace = sampleTrace(
      { spanId: 'r', service: 'web', kind: 'producer' },
      { spanId: 'a', parentSpanId: 'r', service: 'mail', kind: 'consumer', startUs: 200 },
    );
    expect(graphByService(trace, selfTimes(trace), 9).edges).toMatchObject([{ isAsynchronous: true }]);
    expect(graphByPath(trace, selfTimes(trace), 9).edges).toMatchObject([{ isAsynchronous: true }]);
  });
});
