import { describe, expect, it } from 'vitest';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { graphAnswer, graphBox, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import type { Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { placeFarNames } from './far-names';

const ZOOM = 0.2;
const bad = { kind: 'failing' as const, reasons: ['x'] };
const nodes = Array.from({ length: 40 }, (_, index) =>
  graphNode({
    id: `n${index}`,
    name: `service-${index}`,
    boxes: ['box/ns'],
    health: index % 4 === 0 ? bad : { kind: 'healthy' as const },
  }),
);
const edges = nodes.slice(1).map(({ id }, index) => graphEdge(`n${Math.floor(index / 3)}`, id));
const elements = graphElements(graphAnswer({ nodes, edges, boxes: [graphBox('ns')] }), []);
const layout = layOut(layoutInput(elements, []));

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** As large as a name is drawn, in the picture's pixels. */
function rectOf(id: string, at: { readonly x: number; readonly y: number }): Rect {
  const name = elements.cards.find((card) => card.id === id)?.name ?? '';
  return { x: at.x, y: at.y, width: (name.length * 5.5 + 24) / ZOOM, height: 18 / ZOOM };
}

describe('placeFarNames', () => {
  const { cards, boxes } = placeFarNames(elements, layout, ZOOM, new Set());

  it('names what fails, and nothing else', () => {
    expect(cards.size).toBeGreaterThan(3);
    for (const id of cards.keys()) expect(Number(id.slice(1)) % 4).toBe(0);
    expect([...boxes.keys()]).toEqual(['box/ns']);
  });

  it('keeps names off nodes and off one another', () => {
    const rects = [...cards].map(([id, at]) => rectOf(id, at));
    rects.forEach((rect, index) => {
      for (const node of layout.nodes.values()) expect(overlap(rect, node)).toBe(false);
      for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
    });
  });

  it('places what was found or selected before all others', () => {
    expect(placeFarNames(elements, layout, ZOOM, new Set(['n5'])).cards.has('n5')).toBe(true);
  });

  it('leads a line to a name that stands apart', () => {
    for (const [id, { x, y, leader }] of cards) {
      const rect = layout.nodes.get(id);
      if (leader === null || rect === undefined) continue;
      expect(leader.x1).toBeGreaterThanOrEqual(rect.x);
      expect(leader.x1).toBeLessThanOrEqual(rect.x + rect.width);
      expect(Math.hypot(leader.x2 - x, leader.y2 - y)).toBeLessThan(Math.hypot(400, 100) / ZOOM);
    }
  });
});
