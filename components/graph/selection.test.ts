import { describe, expect, it } from 'vitest';
import { graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { foldChange, selectionOf } from './selection';

const shown = {
  nodes: [graphNode({ id: 'a' }), graphNode({ id: 'b' })],
  edges: [graphEdge('a', 'b', { id: 'e' })],
  folded: [],
  drawnAs: new Map([
    ['gone-into', 'e'],
    ['c', 'b'],
  ]),
};

describe('selectionOf', () => {
  it('takes an edge before a node', () => {
    expect(selectionOf({ node: 'a', edge: 'e' }, shown)).toEqual({ kind: 'edge', id: 'e' });
  });

  it('selects what a thing is drawn as', () => {
    expect(selectionOf({ node: 'c', edge: null }, shown)).toEqual({ kind: 'node', id: 'b' });
    expect(selectionOf({ node: null, edge: 'gone-into' }, shown)).toEqual({ kind: 'edge', id: 'e' });
  });

  it('is none where the thing is not on screen', () => {
    expect(selectionOf({ node: 'nowhere', edge: null }, shown)).toBeNull();
    expect(selectionOf({ node: 'a', edge: null }, null)).toBeNull();
  });
});

describe('foldChange', () => {
  it('moves a box from one list to the other', () => {
    expect(foldChange({ folded: ['x'], unfolded: ['y'] }, 'y', true)).toEqual({
      folded: ['x', 'y'],
      unfolded: [],
    });
    expect(foldChange({ folded: ['x'], unfolded: [] }, 'x', false)).toEqual({ folded: [], unfolded: ['x'] });
  });
});
