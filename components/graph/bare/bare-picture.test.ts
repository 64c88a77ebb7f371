import { describe, expect, it } from 'vitest';
import type { ThemeColors } from '@/components/graph/canvas/theme-colors';
import { graphElements, layoutInput } from '@/components/graph/elements';
import { NO_EMPHASIS } from '@/components/graph/emphasis';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { layOut } from '@/lib/graph/layout/lay-out';
import { bareLines, lineAt, lineGroups } from './bare-picture';

const colors = new Proxy(
  {},
  { get: (_, name) => (name === 'failing' ? '#ff0000' : '#808080') },
) as ThemeColors;
const nodes = ['a', 'b', 'c'].map((name) => graphNode({ id: name, name }));
const failing = { kind: 'failing' as const, reasons: ['all of it'] };
const edges = [graphEdge('a', 'b'), graphEdge('b', 'c', { health: failing }), graphEdge('a', 'c')];
const elements = graphElements(graphAnswer({ nodes, edges }), []);
const layout = layOut(layoutInput(elements, []));
const bare = bareLines(elements.lines, layout, new Set(['a>c']), NO_EMPHASIS, new Map());

describe('bare lines', () => {
  it('run from middle to middle, without those that are drawn in full', () => {
    const { x = 0, y = 0, width = 0, height = 0 } = layout.nodes.get('a') ?? {};
    expect(bare.map(({ line }) => line.id)).toEqual(['a>b', 'b>c']);
    expect(bare[0]?.from).toEqual({ x: x + width / 2, y: y + height / 2 });
  });

  it('follow a card that is dragged', () => {
    const moved = bareLines(elements.lines, layout, new Set(), NO_EMPHASIS, new Map([['b', { x: 7, y: 9 }]]));
    expect(moved[0]?.to).toEqual({ x: 7, y: 9 });
    expect(moved[1]?.from).toEqual({ x: 7, y: 9 });
  });

  it('show what fails last and never too thin, and what is pointed at before everything else', () => {
    const groups = lineGroups(bare, NO_EMPHASIS, colors);
    expect(groups.map(({ color }) => color === '#ff0000')).toEqual([false, true]);
    expect(groups[1]?.least).toBeGreaterThan(1);
    expect(groups.map(({ segments }) => segments.length)).toEqual([4, 4]);
    const pointed = lineGroups(bare, { nodes: new Set(['a']), edges: new Set(['a>b']) }, colors);
    expect(pointed[1]?.segments[0]).toBe(bare[0]?.from.x);
    expect(pointed[0]?.color).not.toBe('#ff0000');
  });

  it('stay behind where they only pass by, but for what is pointed at', () => {
    const passing = lineGroups(bare, NO_EMPHASIS, colors, new Set());
    const usual = lineGroups(bare, NO_EMPHASIS, colors);
    expect(passing[1]?.color).not.toBe(usual[1]?.color);
    const emphasis = { nodes: new Set(['a']), edges: new Set(['a>b']) };
    const front = lineGroups(bare, emphasis, colors, new Set()).at(-1);
    expect(front).toEqual(lineGroups(bare, emphasis, colors).at(-1));
  });

  it('have a wash along the chain of the likely cause, below all of them and wide enough to be seen from afar', () => {
    const chained = elements.lines.map((line) => ({ ...line, chained: line.id === 'b>c' ? 0 : null }));
    const lines = bareLines(chained, layout, new Set(), NO_EMPHASIS, new Map());
    const [wash, ...others] = lineGroups(lines, NO_EMPHASIS, colors);
    const way = lines.find(({ line }) => line.id === 'b>c');
    expect([...(wash?.segments ?? [])]).toEqual(
      [way?.from.x, way?.from.y, way?.to.x, way?.to.y].map((value) => Math.fround(value ?? 0)),
    );
    for (const group of others) expect(wash?.width).toBeGreaterThan(3 * group.width);
    expect(wash?.least).toBeGreaterThan(4);
  });

  it('leave out those that are quiet until they are pointed at', () => {
    const quiet = elements.lines.map((line) => ({ ...line, quiet: true }));
    const emphasis = { nodes: new Set<string>(), edges: new Set(['b>c']) };
    expect(bareLines(quiet, layout, new Set(), NO_EMPHASIS, new Map())).toEqual([]);
    expect(bareLines(quiet, layout, new Set(), emphasis, new Map()).map(({ line }) => line.id)).toEqual([
      'b>c',
    ]);
  });

  it('are found within reach of a point, the nearest first', () => {
    const [first] = bare;
    if (first === undefined) throw new Error('There is no line.');
    const middle = { x: (first.from.x + first.to.x) / 2, y: (first.from.y + first.to.y) / 2 };
    expect(lineAt(bare, { x: middle.x, y: middle.y + 3 }, 6)).toBe('a>b');
    expect(lineAt(bare, { x: middle.x, y: middle.y + 9 }, 6)).toBeNull();
  });
});
