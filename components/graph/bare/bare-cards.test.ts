import { describe, expect, it } from 'vitest';
import type { ThemeColors } from '@/components/graph/canvas/theme-colors';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { NO_EMPHASIS } from '@/components/graph/emphasis';
import { graphAnswer, graphBox, graphNode } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import { bareBoxes, bareCards } from './bare-cards';

const colors = new Proxy(
  {},
  { get: (_, name) => (name === 'failing' ? '#ff0000' : name === 'raised' ? '#eeeeee' : '#808080') },
) as ThemeColors;
const boxes = ['box/shop'];
const nodes = [
  graphNode({ id: 'a', name: 'a', boxes }),
  graphNode({ id: 'b', name: 'b', boxes, health: { kind: 'failing', reasons: ['all of it'] } }),
];
const elements = graphElements(graphAnswer({ nodes, edges: [], boxes: [graphBox('shop')] }), []);
const layout = layOut(layoutInput(elements, []));

describe('far-away cards', () => {
  it('are shapes at their places in the colour of their health', () => {
    const groups = bareCards(elements, layout, NO_EMPHASIS, colors);
    expect(groups).toHaveLength(2);
    const { x = 0, y = 0, width = 0, height = 0 } = layout.nodes.get('b') ?? {};
    expect([...(groups[1]?.rects ?? [])]).toEqual([x, y, width, height]);
    expect(groups[1]?.fill).not.toBe(groups[0]?.fill);
  });

  it('step back where something else is pointed at', () => {
    const groups = bareCards(elements, layout, { nodes: new Set(['b']), edges: new Set() }, colors);
    expect(groups.map(({ fill }) => fill === '#eeeeee')).toEqual([true, false]);
  });

  it('stand in boxes', () => {
    const { x = 0, y = 0, width = 0, height = 0 } = layout.boxes.get('box/shop') ?? {};
    expect([...bareBoxes(elements, layout, colors).rects]).toEqual([x, y, width, height]);
  });
});
