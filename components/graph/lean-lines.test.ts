import { describe, expect, it } from 'vitest';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import { graphElements, layoutInput } from './elements';
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
    expect([...(richLines(elements.lines, layout, everything, true, 'e3') ?? [])]).toEqual(['e3']);
  });

  it('draws in full what is in sight, and of too much only what does badly', () => {
    const nothing = { x: 1e6, y: 1e6, width: 10, height: 10 };
    expect(richLines(elements.lines, layout, nothing, false, null)?.size).toBe(0);
    expect(richLines(elements.lines, layout, everything, false, null)?.size).toBe(0);
    const some = richLines(elements.lines, layout, { ...everything, height: 1e5 + 60 }, false, null);
    expect(some?.size).toBeGreaterThan(0);
  });
});
