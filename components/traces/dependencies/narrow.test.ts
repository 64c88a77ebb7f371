import { describe, expect, it } from 'vitest';
import { largest, MOST_DRAWN, narrowed, seenBy } from './narrow';

const edge = (from: string, to: string, calls: number, rate: number | null) => ({
  from,
  to,
  calls,
  failed: 0,
  recorded: null,
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

  it('is the largest edges where a picture cannot hold all', () => {
    const many = Array.from({ length: MOST_DRAWN + 20 }, (_, at) => edge(`n${at}`, `n${at + 1}`, at, null));
    expect(largest(many)).toHaveLength(MOST_DRAWN);
    expect(largest(many)[0]?.calls).toBe(MOST_DRAWN + 19);
  });

  it('counts what the source of traces counted as seen in traces', () => {
    expect(seenBy({ ...edge('a', 'b', 0, 1), recorded: 4 })).toBe('both');
    expect(seenBy({ ...edge('a', 'b', 0, 1), recorded: 0 })).toBe('metrics');
  });

  it('says which of the two saw an edge', () => {
    expect(ALL.edges.map(seenBy)).toEqual(['both', 'traces', 'metrics']);
  });
});
