import { describe, expect, it } from 'vitest';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { graphAnswer, graphNode } from '@/lib/graph/fixtures/builders';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { fitPicture, fitWhole } from './fit';

const size = { width: 1000, height: 700 };
const minimap: Rect = { x: 12, y: 600, width: 120, height: 88 };
const toolbar: Rect = { x: 12, y: 12, width: 976, height: 90 };

function picture(nodes: readonly Rect[], width: number, height: number): Layout {
  const empty = layOut(layoutInput(graphElements(graphAnswer({ nodes: [graphNode({ id: 'a' })] }), []), []));
  return {
    ...empty,
    x: 0,
    y: 0,
    width,
    height,
    nodes: new Map(nodes.map((rect, index) => [`n${index}`, rect])),
  };
}

describe('fitPicture', () => {
  it('shows a small picture in life size, in the middle', () => {
    const { zoom, x } = fitPicture(picture([], 200, 100), size, [], 0.04);
    expect(zoom).toBe(1);
    expect(x + 100).toBe(500);
  });

  it('stays below the bars, however many lines they have', () => {
    const { y } = fitPicture(picture([], 2000, 2000), size, [toolbar], 0.04);
    expect(y).toBeGreaterThanOrEqual(toolbar.y + toolbar.height);
  });

  it('keeps cards clear of what stands in a corner', () => {
    const corner = { x: 0, y: 1900, width: 120, height: 40 };
    const { zoom, x, y } = fitPicture(picture([corner], 3000, 1940), size, [minimap], 0.04);
    const left = corner.x * zoom + x;
    const bottom = (corner.y + corner.height) * zoom + y;
    expect(left > minimap.x + minimap.width || bottom < minimap.y).toBe(true);
  });

  it('takes all the room where no card is in the corner', () => {
    const far = { x: 2000, y: 100, width: 120, height: 40 };
    const free = fitPicture(picture([far], 3000, 1940), size, [], 0.04);
    expect(fitPicture(picture([far], 3000, 1940), size, [minimap], 0.04)).toEqual(free);
  });
});

describe('fitWhole', () => {
  const cards = [
    { x: 0, y: 0, width: 120, height: 40 },
    { x: 2880, y: 1900, width: 120, height: 40 },
  ];
  const routed = { ...picture(cards, 3400, 2300), x: -200, y: -180 };

  it('does not make room for where the lines of a large picture will run', () => {
    const placed = fitPicture(picture(cards, 3000, 1940), size, [], 0.04);
    expect(fitWhole(routed, 1000, size, [], 0.04)).toEqual(placed);
  });

  it('does where they are drawn', () => {
    expect(fitWhole(routed, 100, size, [], 0.04)).toEqual(fitPicture(routed, size, [], 0.04));
    const near = { ...picture([{ x: 0, y: 0, width: 900, height: 500 }], 1000, 560), x: -50, y: -30 };
    expect(fitWhole(near, 1000, size, [], 0.04)).toEqual(fitPicture(near, size, [], 0.04));
  });
});
