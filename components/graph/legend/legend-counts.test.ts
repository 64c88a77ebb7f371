import { expect, it } from 'vitest';
import { graphElements } from '@/components/graph/elements';
import { graphAnswer, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { legendCounts } from './legend-counts';

it('counts what is in the picture, each thing by the sign that it has there', () => {
  const nodes = [graphNode({ id: 'a' }), graphNode({ id: 'b', kind: 'service', health: { kind: 'idle' } })];
  const edges = [
    graphEdge('a', 'b', { id: '1' }),
    graphEdge('a', 'b', { id: '2', requests: requests({ errorsPerSecond: 0.1 }) }),
    graphEdge('a', 'b', { id: '3', requests: requests({ errorsPerSecond: 4 }) }),
    graphEdge('a', 'b', { id: '4', health: { kind: 'idle' } }),
  ];
  const counts = legendCounts(graphElements(graphAnswer({ nodes, edges }), []));
  expect(Object.fromEntries(counts.lines)).toEqual({ healthy: 1, some: 1, many: 1, idle: 1 });
  expect(Object.fromEntries(counts.kinds)).toEqual({ app: 1, service: 1 });
  expect(Object.fromEntries(counts.health)).toEqual({ healthy: 1, idle: 1 });
  expect(counts.badges.size).toBe(0);
});
