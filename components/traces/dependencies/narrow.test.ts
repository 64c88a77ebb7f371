import { describe, expect, it } from 'vitest';
import { narrowed, seenBy } from './narrow';

const edge = (from: string, to: string, calls: number, rate: number | null) => ({
  from,
  to,
  calls,
  failed: 0,
  traffic: rate === null ? null : { requestsPerSecond: rate, errorShare: 0, p95Ms: null },
});
const ALL = {
  nodes: ['a', 'b', 'c', 'd'].map((key) => ({ key, name: key, namespace: null })),
  edges: [edge('a', 'b', 9, 1), edge('b', 'c', 2, null), edge('c', 'd', 0, 3)],
};
const names = (part: ReturnType<typeof narrowed>) => part.nodes.map(({ key }) => key).join('');

describe('the shown part of the dependencies', () => {
  it('is what lies so many steps around a node, either way', () => {
    expect(names(narrowed(ALL, { focus: 'b', depth: 1, leastCalls: 1 }))).toBe('abc');
    expect(names(narrowed(ALL, { focus: 'b', depth: 2, leastCalls: 1 }))).toBe('abcd');
    expect(names(narrowed(ALL, { focus: 'gone', depth: 1, leastCalls: 1 }))).toBe('abcd');
  });

  it('leaves small edges out', () => {
    expect(narrowed(ALL, { focus: null, depth: 1, leastCalls: 5 }).edges).toEqual([ALL.edges[0]]);
  });

  it('says which of the two saw an edge', () => {
    expect(ALL.edges.map(seenBy)).toEqual(['both', 'traces', 'metrics']);
  });
});
