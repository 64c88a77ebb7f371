import { expect, it } from 'vitest';
import { graphAnswer, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { changeSummary } from './change-rows';

const nodes = ['front', 'cart', 'email', 'stock', 'old'].map((name) =>
  graphNode({ id: name, name, namespace: 'shop' }),
);
const latency = (p95: number) => ({ avg: null, p50: null, p95, p99: null });

const before = graphAnswer({
  nodes,
  edges: [
    graphEdge('front', 'cart', { latencyMs: latency(100) }),
    graphEdge('front', 'email', { latencyMs: latency(800) }),
    graphEdge('front', 'stock'),
    graphEdge('front', 'old', { requests: requests({ requestsPerSecond: 3 }) }),
  ],
});
const after = graphAnswer({
  nodes: nodes.slice(0, 4),
  edges: [
    graphEdge('front', 'cart', {
      latencyMs: latency(100),
      requests: requests({ requestsPerSecond: 10, errorsPerSecond: 4, serverErrorsPerSecond: 4 }),
    }),
    graphEdge('front', 'email', { latencyMs: latency(300) }),
    graphEdge('front', 'stock'),
  ],
});

it('tells each change by the figure that shows it, trouble first', () => {
  const { rows, changed, calls, partial } = changeSummary(before, after, 6);
  expect(rows.map(({ to, kind, before: was, after: is, unit }) => [to, kind, was, is, unit])).toEqual([
    ['cart', 'moreErrors', 0, 0.4, 'share'],
    ['old', 'gone', 3, null, 'rps'],
    ['email', 'faster', 800, 300, 'ms'],
  ]);
  expect([changed, calls, partial]).toEqual([3, 4, false]);
});

it('shows the biggest and counts them all', () => {
  const { rows, changed } = changeSummary(before, after, 1);
  expect(rows).toHaveLength(1);
  expect(changed).toBe(3);
});

it('says when one of the answers lacks something', () => {
  const warnings = [{ source: 'prometheus' as const, code: 'partial', message: 'cut off' }];
  expect(changeSummary({ ...before, warnings }, after, 6).partial).toBe(true);
});
