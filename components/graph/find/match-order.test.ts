import { describe, expect, it } from 'vitest';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { graphAnswer, graphBox, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import { PLAIN_VIEW } from '@/lib/graph/view/view-graph';
import { viewOf } from '@/lib/graph/view/view-of';
import { orderedMatches, placeOf } from './match-order';

const answer = graphAnswer({
  nodes: [
    graphNode({ id: 'c', boxes: ['box/far'] }),
    graphNode({ id: 'b', boxes: ['box/far'] }),
    graphNode({ id: 'a' }),
  ],
  edges: [graphEdge('a', 'b'), graphEdge('b', 'c')],
  boxes: [graphBox('far')],
});

function order(nodes: string[], edges: string[], folded: string[] = []) {
  const shown = viewOf(answer, { ...PLAIN_VIEW, folded });
  const elements = graphElements(shown, []);
  const picture = { elements, layout: layOut(layoutInput(elements, [])) };
  return {
    ids: orderedMatches({ nodes: new Set(nodes), edges: new Set(edges) }, shown, picture),
    shown,
    picture,
  };
}

describe('orderedMatches', () => {
  it('goes from left to right, over nodes and edges', () => {
    expect(order(['c', 'a'], ['a>b', 'b>c']).ids).toEqual(['a', 'a>b', 'b>c', 'c']);
  });

  it('finds what is in a folded box as that box, once', () => {
    const { ids, shown } = order(['b', 'c', 'a'], ['b>c', 'a>b'], ['box/far']);
    const [into] = shown.edges;
    expect(ids).toEqual(['a', into?.id, 'box/far']);
  });

  it('leaves out what is not drawn, and finds nothing for nothing', () => {
    expect(order(['gone'], []).ids).toEqual([]);
    expect(orderedMatches(null, order([], []).shown, order([], []).picture)).toEqual([]);
  });

  it('knows where a line is', () => {
    const { picture } = order([], []);
    const [a, b] = [picture.layout.nodes.get('a'), picture.layout.nodes.get('b')];
    const middle = placeOf('a>b', picture);
    expect(middle?.x).toBeGreaterThan(a?.x ?? Number.NaN);
    expect(middle?.x).toBeLessThan(b?.x ?? Number.NaN);
    expect(placeOf('gone', picture)).toBeNull();
  });
});
