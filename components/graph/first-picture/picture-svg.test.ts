// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { graphAnswer, graphBox, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { placeAnew } from '@/lib/graph/layout/draw-anew';
import type { DrawnPicture } from './drawn-picture';
import { pictureSvg } from './picture-svg';

const failing = { kind: 'failing' as const, reasons: ['all of it'] };

function picture(box: string): DrawnPicture {
  const nodes = [
    graphNode({ id: 'a', name: 'a', health: failing }),
    graphNode({ id: 'b', name: 'b' }),
    graphNode({ id: 'c', name: 'c' }),
  ].map((node) => ({ ...node, boxes: ['box/shop'] }));
  const edges = [graphEdge('a', 'b'), graphEdge('b', 'c', { health: failing })];
  const boxes = [graphBox('shop', { name: box, health: failing })];
  const elements = graphElements(graphAnswer({ nodes, edges, boxes }), []);
  const layout = placeAnew(layoutInput(elements, []));
  return { elements, layout, fitted: { zoom: 0.25, x: 10, y: 80 }, size: { width: 900, height: 600 } };
}

const parsed = (box: string) =>
  new DOMParser().parseFromString(pictureSvg(picture(box)), 'image/svg+xml').documentElement;

describe('a picture as SVG', () => {
  it('has the size of the stage, and every card and line at its place', () => {
    const { layout, fitted } = picture('shop');
    const svg = parsed('shop');
    expect([svg.getAttribute('width'), svg.getAttribute('height')]).toEqual(['900', '600']);
    const rects = [...svg.querySelectorAll('rect')].map((rect) => Number(rect.getAttribute('x')));
    expect(rects).toHaveLength(4);
    for (const id of ['a', 'b', 'c']) {
      const { x = 0 } = layout.nodes.get(id) ?? {};
      expect(rects).toContain(Math.round((x * fitted.zoom + fitted.x) * 10) / 10);
    }
    const lines = [...svg.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '');
    expect(lines.join('').match(/M[\d.]+ [\d.]+L[\d.]+ [\d.]+/g)).toHaveLength(2);
  });

  it('has colours of whichever theme it stands in', () => {
    const fills = [...parsed('shop').querySelectorAll('g')].map((group) => group.getAttribute('fill'));
    expect(fills).toContain('color-mix(in srgb, var(--failing) 85%, var(--surface))');
  });

  it('shows what fails last and never too thin', () => {
    const strokes = [...parsed('shop').querySelectorAll('g[stroke-width]')].filter(
      (group) => group.querySelector('path') !== null,
    );
    expect(strokes.map((group) => Number(group.getAttribute('stroke-width')))).toEqual([0.35, 1.1]);
    expect(strokes[1]?.getAttribute('stroke')).toBe('var(--failing)');
  });

  it('names boxes and what does not do well', () => {
    const words = [...parsed('shop').querySelectorAll('foreignObject')].map((one) => one.textContent);
    expect(words).toEqual(['shop', 'a']);
  });

  it.each([
    ['a&b <script>"x"</script>', 'a&b <script>"x"</script>'],
    ["größe '名前' 😀", "größe '名前' 😀"],
    ['bell\u0007 half \ud800 end', 'bell\ufffd half \ufffd end'],
  ])('writes %j as what it is', (name, written) => {
    const svg = parsed(name);
    expect(svg.localName).toBe('svg');
    expect(svg.querySelector('foreignObject')?.textContent).toBe(written);
    expect(svg.querySelector('script')).toBeNull();
  });

  it('leaves out names that would stand over the bars', () => {
    const drawn = picture('shop');
    const svg = pictureSvg({ ...drawn, fitted: { ...drawn.fitted, y: -60 } });
    expect(svg).not.toContain('foreignObject');
  });
});
