import { describe, expect, it } from 'vitest';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { graphAnswer, graphBox, graphNode } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import { PLAIN_VIEW } from '@/lib/graph/view/view-graph';
import { viewOf } from '@/lib/graph/view/view-of';
import { openedBox } from './opened-box';

const answer = graphAnswer({
  nodes: ['a', 'b', 'c', 'd'].map((id, index) => graphNode({ id, boxes: [index < 2 ? 'box/x' : 'box/y'] })),
  boxes: [graphBox('x'), graphBox('y')],
});

function picture(folded: string[], generation = 1) {
  const elements = graphElements(viewOf(answer, { ...PLAIN_VIEW, folded }), []);
  return { elements, layout: layOut(layoutInput(elements, [])), generation };
}

describe('openedBox', () => {
  it('is the box that was folded before', () => {
    expect(openedBox(picture(['box/x', 'box/y']), picture(['box/y']))).toBe('box/x');
  });

  it('is none when nothing, or everything at once, was opened', () => {
    expect(openedBox(picture(['box/x']), picture(['box/x']))).toBeNull();
    expect(openedBox(picture(['box/x', 'box/y']), picture([]))).toBeNull();
    expect(openedBox(null, picture([]))).toBeNull();
  });

  it('is none when the picture was drawn anew: then all of it is shown', () => {
    expect(openedBox(picture(['box/x', 'box/y']), picture(['box/y'], 2))).toBeNull();
  });
});
