import { describe, expect, it } from 'vitest';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { busiestNamespaces } from './busiest';
import { graphElements } from './elements';
import { adjacencyAfter, adjacencyOf, hoverEmphasis, neighbour, selectionEmphasis } from './emphasis';

// a → b → c, a → d, and e alone.
const nodes = ['a', 'b', 'c', 'd', 'e'].map((name) => graphNode({ id: name, name }));
const edges = [graphEdge('a', 'b'), graphEdge('b', 'c'), graphEdge('a', 'd')];
const elements = graphElements(graphAnswer({ nodes, edges }), []);
const graph = adjacencyOf(elements);
const place = new Map([
  ['a', { x: 0, y: 50 }],
  ['b', { x: 100, y: 0 }],
  ['c', { x: 200, y: 0 }],
  ['d', { x: 100, y: 60 }],
  ['e', { x: 0, y: 200 }],
]);

describe('adjacency after a refresh', () => {
  it('stays the same object while lines join what they joined, and no longer', () => {
    const again = graphElements(graphAnswer({ nodes, edges: edges.map((edge) => ({ ...edge })) }), []);
    expect(adjacencyAfter(graph, again)).toBe(graph);
    const fewer = graphElements(graphAnswer({ nodes, edges: edges.slice(1) }), []);
    expect(adjacencyAfter(graph, fewer).outgoing.get('a')).toEqual(['a>d']);
    const turned = [graphEdge('b', 'a', { id: 'a>b' }), ...edges.slice(1)];
    expect(
      adjacencyAfter(graph, graphElements(graphAnswer({ nodes, edges: turned }), [])).ends.get('a>b'),
    ).toEqual(['b', 'a']);
  });
});

describe('selectionEmphasis', () => {
  it('brings a node and its neighbours forward', () => {
    const { nodes: forward, edges: lines } = selectionEmphasis(graph, { kind: 'node', id: 'b' });
    expect([...(forward ?? [])].sort()).toEqual(['a', 'b', 'c']);
    expect([...(lines ?? [])].sort()).toEqual(['a>b', 'b>c']);
  });

  it('brings an edge and its ends forward', () => {
    expect(selectionEmphasis(graph, { kind: 'edge', id: 'a>d' }).nodes).toEqual(new Set(['a', 'd']));
  });

  it('dims nothing for an edge that is gone', () => {
    expect(selectionEmphasis(graph, { kind: 'edge', id: 'x' })).toEqual({ nodes: null, edges: null });
  });
});

describe('hoverEmphasis', () => {
  it('follows everything upstream and downstream, and no side branches', () => {
    expect([...(hoverEmphasis(graph, { kind: 'node', id: 'b' }).nodes ?? [])].sort()).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect([...(hoverEmphasis(graph, { kind: 'edge', id: 'a>b' }).edges ?? [])].sort()).toEqual([
      'a>b',
      'b>c',
    ]);
  });

  it('ends on a cycle', () => {
    const round = adjacencyOf(
      graphElements(graphAnswer({ nodes, edges: [graphEdge('a', 'b'), graphEdge('b', 'a')] }), []),
    );
    expect(hoverEmphasis(round, { kind: 'node', id: 'a' }).nodes).toEqual(new Set(['a', 'b']));
  });
});

describe('neighbour', () => {
  it('moves along edges to the one nearest in height', () => {
    expect(neighbour(graph, 'a', 'ArrowRight', place)).toBe('d');
    expect(neighbour(graph, 'c', 'ArrowLeft', place)).toBe('b');
    expect(neighbour(graph, 'c', 'ArrowRight', place)).toBeNull();
  });

  it('moves up and down to what stands there, connected or not', () => {
    expect(neighbour(graph, 'b', 'ArrowDown', place)).toBe('d');
    expect(neighbour(graph, 'e', 'ArrowUp', place)).toBe('a');
  });
});

describe('busiestNamespaces', () => {
  const many = ['busy', 'calm', 'rare'].flatMap((namespace) =>
    Array.from({ length: 10 }, (_, i) => graphNode({ name: `${namespace}${i}`, namespace })),
  );
  const namespaces = ['busy', 'calm', 'rare'].map((name, i) => ({ name, requestsPerSecond: 100 - i }));

  it('chooses none when all fit', () => {
    expect(busiestNamespaces({ nodes: many, namespaces }, 30)).toBeNull();
  });

  it('takes the busiest as long as they fit, and at least one', () => {
    expect(busiestNamespaces({ nodes: many, namespaces }, 20)).toEqual(['busy', 'calm']);
    expect(busiestNamespaces({ nodes: many, namespaces }, 5)).toEqual(['busy']);
  });
});
