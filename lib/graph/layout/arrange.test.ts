import { describe, expect, it } from 'vitest';
import { arrange } from './arrange';
import type { Layout, LayoutInput } from './drawing';
import { flawsOf } from './flaws';
import { sameThings } from './keep';
import { layOut } from './lay-out';
import { moveNodes } from './move';
import { layoutNames } from './names';
import { seeded, syntheticGraph } from './synthetic';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const ROOM = { width: 950, height: 650 };

/** Namespaces in clusters, cards outside of any, calls to oneself. */
function nested(seed: number, nodes = 36): LayoutInput {
  const random = seeded(seed * 977);
  const input = syntheticGraph(seed, { nodes, edgesPerNode: 1.4, tiers: 5, namespaces: 5, backwards: 0.1 });
  const clusters = ['east', 'west'].map((id) => ({ id, parent: null, minWidth: 160 }));
  return {
    ...input,
    nodes: input.nodes.map((node) => (random() < 0.15 ? { ...node, box: null } : node)),
    boxes: [
      ...clusters,
      ...input.boxes.map((box, index) => ({
        ...box,
        parent: index < 2 ? 'east' : index < 4 ? 'west' : null,
      })),
    ],
    edges: [...input.edges, { id: 'self', source: input.nodes[0]!.id, target: input.nodes[0]!.id }],
  };
}

describe.each(SEEDS)('our layout of nested boxes, seed %i', (seed) => {
  it.each(['right', 'down'] as const)('has no flaw to the %s', (direction) => {
    const input = { ...nested(seed), direction };
    expect(flawsOf(input, layOut(input))).toEqual([]);
  });

  it.each(['right', 'down'] as const)(
    'has no flaw wrapped to the page, to the %s, and is not smaller for it',
    (direction) => {
      const input = { ...nested(seed), direction };
      const wrapped = layOut({ ...input, room: ROOM });
      expect(flawsOf(input, wrapped)).toEqual([]);
      const scale = (one: { width: number; height: number }) =>
        Math.min(1, ROOM.width / one.width, ROOM.height / one.height);
      expect(scale(wrapped)).toBeGreaterThanOrEqual(scale(layOut(input)));
    },
  );

  it('is the same in whatever order the graph arrives', () => {
    const input = { ...nested(seed), room: ROOM };
    const shuffled = {
      ...input,
      nodes: input.nodes.toReversed(),
      boxes: input.boxes.toReversed(),
      edges: input.edges.toReversed(),
    };
    const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    const layout = layOut(input);
    const other = layOut(shuffled);
    expect(sorted(other.nodes)).toEqual(sorted(layout.nodes));
    expect(sorted(other.boxes)).toEqual(sorted(layout.boxes));
    expect(sorted(other.edges)).toEqual(sorted(layout.edges));
  });

  it('keeps all places when nothing changes, and takes in new nodes and boxes without a flaw', () => {
    const input = { ...nested(seed), room: ROOM };
    const before = layOut(input);
    expect(layOut(input, before)).toMatchObject({
      nodes: before.nodes,
      boxes: before.boxes,
      edges: before.edges,
    });
    const grown: LayoutInput = {
      ...input,
      boxes: [...input.boxes, { id: 'new-box', parent: 'east' }],
      nodes: [
        ...input.nodes,
        { id: 'new-1', width: 140, height: 40, box: 'new-box' },
        { id: 'new-2', width: 116, height: 40, box: input.nodes[3]!.box },
        { id: 'new-3', width: 116, height: 40, box: null },
      ],
      edges: [
        ...input.edges,
        { id: 'new-a', source: input.nodes[1]!.id, target: 'new-1' },
        { id: 'new-b', source: 'new-1', target: 'new-2' },
        { id: 'new-c', source: input.nodes[5]!.id, target: 'new-3' },
      ],
    };
    const after = layOut(grown, before);
    expect(flawsOf(grown, after)).toEqual([]);
    // Nothing moves up or to the side; what moves makes room for a box that has grown.
    for (const [id, rect] of before.nodes) {
      expect(after.nodes.get(id)!.x, id).toBe(rect.x);
      expect(after.nodes.get(id)!.y, id).toBeGreaterThanOrEqual(rect.y);
    }
  });
});

describe('a dragged card', () => {
  it.each(SEEDS)('stands where it was put, its box with it, all else where it was, seed %i', (seed) => {
    const input = nested(seed);
    const layout = layOut(input);
    const { id } = input.nodes[seed]!;
    const to = { x: layout.width + 200, y: layout.height + 80 };
    const moved = moveNodes(input, layout, new Map([[id, to]]));
    expect(moved.nodes.get(id)).toMatchObject(to);
    for (const [other, rect] of layout.nodes) if (other !== id) expect(moved.nodes.get(other)).toEqual(rect);
    expect(moved.x + moved.width).toBeGreaterThanOrEqual(to.x);
    const box = input.nodes[seed]!.box;
    if (box !== null) {
      const rect = moved.boxes.get(box)!;
      expect(rect.x + rect.width).toBeGreaterThan(to.x);
    }
    const lines = flawsOf(input, moved).filter((flaw) => /route|nowhere|through/.test(flaw));
    expect(lines).toEqual([]);
  });

  it('back at its place leaves the picture as it was', () => {
    const input = nested(1);
    const layout = layOut(input);
    const { id } = input.nodes[2]!;
    expect(moveNodes(input, layout, new Map([[id, layout.nodes.get(id)!]]))).toBe(layout);
  });
});

describe.each(layoutNames)('the layout %s', (name) => {
  it.each(['right', 'down'] as const)(
    'places everything without a flaw to the %s',
    async (direction) => {
      const input = { ...nested(3, 24), direction };
      const layout = await arrange(name, input, undefined);
      expect(flawsOf(input, layout)).toEqual([]);
    },
    30_000,
  );

  it('gives the same graph the same picture, and keeps it when nothing changes', async () => {
    const input = nested(5, 16);
    const layout = await arrange(name, input, undefined);
    expect((await arrange(name, input, undefined)).nodes).toEqual(layout.nodes);
    expect((await arrange(name, input, layout)).nodes).toEqual(layout.nodes);
  }, 30_000);

  it('that draws its lines last tells the places before, and moves nothing for the lines', async () => {
    const input = { ...nested(7, 60), room: ROOM };
    const told: Layout[] = [];
    const layout = await arrange(name, input, undefined, undefined, (placed) => told.push(placed));
    expect(told.length).toBeLessThanOrEqual(1);
    for (const placed of told) {
      expect(placed.nodes).toEqual(layout.nodes);
      expect(placed.boxes).toEqual(layout.boxes);
      expect(placed.edges.size).toBeLessThan(layout.edges.size);
    }
    if (name !== 'layered') expect(told).toHaveLength(1);
  }, 30_000);

  it('takes a graph of nothing, of one card, and of cards without calls', async () => {
    const alone = { id: 'a', width: 116, height: 40, box: null };
    for (const nodes of [[], [alone], [alone, { ...alone, id: 'b' }]]) {
      const input = { nodes, boxes: [], edges: [], columnGap: 60 };
      expect(flawsOf(input, await arrange(name, input, undefined))).toEqual([]);
    }
  }, 30_000);
});

describe('what is to be arranged', () => {
  const input = nested(3);
  const [first, ...rest] = input.nodes;

  it('is the same in another order', () => {
    const turned = { ...input, nodes: [...input.nodes].reverse(), edges: [...input.edges].reverse() };
    expect(sameThings(input, turned)).toBe(true);
  });

  it.each([
    ['a node is gone', { ...input, nodes: rest }],
    ['a node is wider', { ...input, nodes: [{ ...first!, width: first!.width + 1 }, ...rest] }],
    ['a node is in another box', { ...input, nodes: [{ ...first!, box: 'elsewhere' }, ...rest] }],
    ['a box is in another', { ...input, boxes: input.boxes.map((box) => ({ ...box, parent: null })) }],
    [
      'an edge has another name',
      { ...input, edges: input.edges.map((edge) => ({ ...edge, id: `${edge.id}'` })) },
    ],
    ['labels need more room', { ...input, columnGap: input.columnGap + 1 }],
  ])('is something else when %s', (_, other) => {
    expect(sameThings(input, other)).toBe(false);
  });
});
