import { describe, expect, it } from 'vitest';
import { graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { focus } from './focus';
import type { FocusOptions } from './view-graph';

/** far → near → (service) → mid → next → last, near calls side; mid and next call each other. */
const scene = {
  nodes: ['far', 'near', 'service', 'mid', 'next', 'last', 'side', 'alone'].map((id) =>
    graphNode({ id, kind: id === 'service' ? 'service' : 'app' }),
  ),
  edges: [
    graphEdge('far', 'near'),
    graphEdge('near', 'service'),
    graphEdge('service', 'mid'),
    graphEdge('mid', 'next'),
    graphEdge('next', 'mid'),
    graphEdge('next', 'last'),
    graphEdge('near', 'side'),
  ],
};

function around(options: Partial<FocusOptions>): string {
  const left = focus(scene, { node: 'mid', hops: 1, direction: 'both', ...options });
  return left.nodes.map(({ id }) => id).join(' ');
}

describe('focus', () => {
  it('shows callers and callees, through a service as if it were not there', () => {
    expect(around({})).toBe('near service mid next');
    expect(around({ direction: 'up' })).toBe('near service mid next');
    expect(around({ direction: 'down' })).toBe('mid next');
    expect(around({ node: 'near', direction: 'down' })).toBe('near service mid side');
    expect(around({ node: 'service' })).toBe('near service mid');
  });

  it('goes two calls far, or to the end', () => {
    expect(around({ hops: 2 })).toBe('far near service mid next last');
    expect(around({ hops: 'all', node: 'far', direction: 'down' })).toBe(
      'far near service mid next last side',
    );
    expect(around({ hops: 'all', node: 'last', direction: 'up' })).toBe('far near service mid next last');
  });

  it('shows only edges on the way', () => {
    const left = focus(scene, { node: 'far', hops: 1, direction: 'both' });
    expect(left.edges.map(({ id }) => id)).toEqual(['far>near']);
  });

  it('changes nothing for a node that is not there', () => {
    expect(focus(scene, { node: 'gone', hops: 1, direction: 'both' })).toBe(scene);
  });

  it('shows a node without edges alone', () => {
    expect(around({ node: 'alone' })).toBe('alone');
  });
});
