import { describe, expect, it } from 'vitest';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import type { Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { MANY_LINES, richLines } from './lean-lines';

const nodes = Array.from({ length: 120 }, (_, index) => graphNode({ id: `n${index}`, name: `n${index}` }));
const edges = Array.from({ length: MANY_LINES + 50 }, (_, index) =>
  graphEdge(`n${index % 60}`, `n${60 + ((index * 7) % 60)}`, { id: `e${index}` }),
);
const elements = graphElements(graphAnswer({ nodes, edges }), []);
const layout = layOut(layoutInput(elements, []));
const everything = { x: -1e5, y: -1e5, width: 2e5, height: 2e5 };

describe('richLines', () => {
  it('draws all of a small picture in full', () => {
    expect(richLines(elements.lines.slice(0, MANY_LINES), layout, everything, true, null)).toBeNull();
  });

  it('draws none of a far large picture in full but the selected one', () => {
    expect(richLines(elements.lines, layout, everything, true, 'e3')).toEqual({
      lines: new Set(['e3']),
      near: null,
    });
  });

  it('draws in full the lines of cards in sight, and of too many only what does badly', () => {
    const nothing = { x: 1e6, y: 1e6, width: 10, height: 10 };
    const rich = (seen: Rect) => richLines(elements.lines, layout, seen, false, null);
    expect(rich(nothing)).toEqual({ lines: new Set(), near: new Set() });
    const all = new Set(elements.lines.map(({ id }) => id));
    expect(rich(everything)).toEqual({ lines: new Set(), near: all });
    const card = layout.nodes.get('n3');
    if (card === undefined) throw new Error('There is no card.');
    const own = elements.lines.filter(({ source, target }) => source === 'n3' || target === 'n3');
    const ids = new Set(own.map(({ id }) => id));
    const within = { x: card.x + 10, y: card.y + 10, width: 5, height: 5 };
    expect(rich(within)).toEqual({ lines: ids, near: ids });
  });
});
