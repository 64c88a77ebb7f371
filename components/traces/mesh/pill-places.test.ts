import { describe, expect, it } from 'vitest';
import type { Rect } from '@/lib/graph/layout/drawing';
import { drawCalls } from './call-drawing';
import { pillWidth, placeOfPill } from './pill-places';

const across = [
  { x: 0, y: 100 },
  { x: 400, y: 100 },
];
const pill = { text: '12.4 rps', look: 'seen' } as const;

describe('the place of a pill', () => {
  it('is the middle of its line, and beside what stands there', () => {
    expect(placeOfPill(pill, across, []).x).toBeCloseTo(200, 0);
    const card: Rect = { x: 180, y: 80, width: 60, height: 40 };
    const { x } = placeOfPill(pill, across, [card]);
    const half = pillWidth(pill) / 2;
    expect(x + half <= card.x || x - half >= card.x + card.width).toBe(true);
  });

  it('gives way to pills that were placed before', () => {
    const taken: Rect[] = [];
    const first = placeOfPill(pill, across, taken);
    const second = placeOfPill(pill, across, taken);
    expect(Math.abs(first.x - second.x)).toBeGreaterThanOrEqual(pillWidth(pill));
  });

  it('lies on no card of a drawing, however much it says', () => {
    const card = (key: string) => ({ key, name: key, detail: 'shop', look: 'seen' as const });
    const line = (from: string, to: string) => ({
      key: `${from}>${to}`,
      from,
      to,
      look: 'failed' as const,
      text: '12.4 rps · 25.3 % · 1.25 s',
      title: '',
    });
    const drawing = drawCalls(
      ['a', 'b', 'c', 'd', 'e', 'f'].map(card),
      [
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'd'],
        ['c', 'd'],
        ['a', 'd'],
        ['d', 'e'],
        ['a', 'f'],
      ].map(([from = '', to = '']) => line(from, to)),
    );
    for (const { line: one, at } of drawing.lines) {
      const half = pillWidth(one) / 2;
      for (const { card: other, rect } of drawing.cards) {
        const apart =
          at.x + half <= rect.x ||
          at.x - half >= rect.x + rect.width ||
          at.y + 9 <= rect.y ||
          at.y - 9 >= rect.y + rect.height;
        expect(apart, `${one.key} on ${other.key}`).toBe(true);
      }
    }
  });
});
