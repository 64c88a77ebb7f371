// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { layOut } from '@/lib/graph/layout/lay-out';
import { syntheticGraph } from '@/lib/graph/layout/synthetic';
import type { GraphPicture } from './picture';
import { svgOf } from './svg';
import { DIFFICULT_TEXTS } from './text-samples';

const colors = {
  canvas: '#f6f8fa',
  surface: '#ffffff',
  raised: '#eef1f5',
  line: '#d8dee7',
  control: '#7f8896',
  text: '#16202e',
  text2: '#465264',
  text3: '#5f6b7c',
  healthy: '#17734a',
  degraded: '#b97f10',
  failing: '#bf2424',
  idle: '#636e7c',
  accent: '#0b5fc4',
};
const icon = '<path d="M1 1h2"/>';
const kinds = ['healthy', 'degraded', 'failing', 'idle', 'unknown'] as const;

function pictureOf(seed: number): GraphPicture {
  const input = syntheticGraph(seed, {
    nodes: 30,
    edgesPerNode: 1.5,
    tiers: 5,
    namespaces: 3,
    backwards: 0.1,
  });
  const layout = layOut(input);
  const text = (index: number) => DIFFICULT_TEXTS[index % DIFFICULT_TEXTS.length] ?? '';
  return {
    bounds: layout,
    title: DIFFICULT_TEXTS.join(' '),
    notes: DIFFICULT_TEXTS,
    colors,
    healthIcons: { healthy: icon, degraded: icon, failing: icon, idle: icon, unknown: icon },
    cards: input.nodes.map((node, index) => ({
      rect: layout.nodes.get(node.id)!,
      shape: (['card', 'pill', 'dashed', 'stack', 'waypoint'] as const)[index % 5]!,
      change: ([null, 'new', 'gone'] as const)[index % 3]!,
      chained: index % 7 === 0,
      title: text(index),
      name: text(index + 1),
      tag: index % 3 === 0 ? null : text(index + 2),
      health: kinds[index % 5]!,
      icon,
      badges: Array.from({ length: index % 6 }, () => ({ icon, name: text(index) })),
      lines: ['a', 'b'],
    })),
    lines: input.edges.map((edge, index) => ({
      name: text(index),
      route: layout.edges.get(edge.id) ?? null,
      loop: layout.nodes.get(edge.source)!,
      width: 1 + (index % 5),
      health: kinds[index % 5]!,
      pattern: (['solid', 'idle', 'tcp'] as const)[index % 3]!,
      failedShare: index % 4 === 0 ? 0.3 : 0,
      change: null,
      chained: index % 6 === 0,
      pill: {
        at: { x: 0, y: 0 },
        width: 60,
        icon: null,
        mark: null,
        parts: [{ text: text(index), unit: 'rps', tone: 'plain' }],
      },
    })),
    boxes: input.boxes.map(({ id }, index) => ({
      rect: layout.boxes.get(id)!,
      name: text(index),
      kind: index === 0 ? 'namespace' : text(index),
      summary: [text(index + 3), '1 %'],
      health: kinds[index % 5]!,
    })),
  };
}

describe('svgOf', () => {
  it.each([1, 2, 3])(
    'is well-formed whatever the labels hold, and without script or outside reference, seed %i',
    (seed) => {
      const { text } = svgOf(pictureOf(seed));
      const document = new DOMParser().parseFromString(text, 'image/svg+xml');
      expect(document.querySelector('parsererror')?.textContent).toBeUndefined();
      expect(document.querySelectorAll('script, image, use, a, foreignObject, style')).toHaveLength(0);
      expect(text).not.toMatch(/href=|url\(|NaN|undefined|Infinity/);
    },
  );

  it('draws each card, line and box, with every name as its title', () => {
    const picture = pictureOf(4);
    const document = new DOMParser().parseFromString(svgOf(picture).text, 'image/svg+xml');
    const titles = [...document.querySelectorAll('g > title')].map((title) => title.textContent);
    const written = (text: string) =>
      [...text].map((one) => (/^([^\P{Cc}\t\n\r]|\p{Cs})$/u.test(one) ? '\ufffd' : one)).join('');
    for (const card of picture.cards) expect(titles).toContain(written(card.name));
    expect(titles.length).toBeGreaterThanOrEqual(picture.cards.length + picture.lines.length);
  });

  it('shows what changed between two moments: look and name of each line, over those that stayed, and both in the legend', () => {
    const picture = pictureOf(6);
    const change = { color: '#123456', arrow: '#123456', hollow: true, dash: [9, 4] as const, front: true };
    const lines = picture.lines.map((line, index) => ({
      ...line,
      name: `line ${index}`,
      change:
        index === 0
          ? { ...change, name: 'faster' }
          : { ...change, name: 'same', color: '#abcdef', dash: null, hollow: false, front: false },
      failedShare: 0,
      pill: null,
    }));
    const { text } = svgOf({ ...picture, lines });
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    const drawn = [...document.querySelectorAll('g > title')]
      .map((title) => title.textContent ?? '')
      .filter((title) => title.startsWith('line '));
    expect(drawn.at(-1)).toBe('line 0: faster');
    expect(document.querySelectorAll('path[stroke="#123456"][stroke-dasharray="9 4"]')).toHaveLength(2);
    const words = [...document.querySelectorAll('text')].map((word) => word.textContent);
    expect(words).toEqual(expect.arrayContaining(['faster', 'same']));
    expect(words.some((word) => word?.startsWith('width: rate'))).toBe(false);
  });

  it('draws waypoints pointed at both sides, what is new in the accent and what is gone hatched', () => {
    const [first] = pictureOf(7).cards;
    const cardOf = (card: Partial<NonNullable<typeof first>>) => {
      const { text } = svgOf({ ...pictureOf(7), cards: [{ ...first!, chained: false, ...card }], lines: [] });
      return new DOMParser().parseFromString(text, 'image/svg+xml');
    };
    expect(cardOf({ shape: 'waypoint' }).querySelector(`path[stroke="${colors.control}"]`)).not.toBeNull();
    expect(cardOf({ change: 'new' }).querySelector(`rect[stroke="${colors.accent}"]`)).not.toBeNull();
    const strokes = cardOf({ change: 'gone' }).querySelectorAll('path[fill="none"][stroke]');
    expect([...strokes].some((path) => (path.getAttribute('d')?.split('M').length ?? 0) > 10)).toBe(true);
  });

  it('is as large as it says and holds all of the picture', () => {
    const picture = pictureOf(5);
    const { text, width, height } = svgOf(picture);
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    expect([root.getAttribute('width'), root.getAttribute('height')]).toEqual([`${width}`, `${height}`]);
    expect(width).toBeGreaterThan(picture.bounds.width);
    expect(height).toBeGreaterThan(picture.bounds.height);
  });
});
