import { describe, expect, it } from 'vitest';
import type { EdgeRoute, Layout, LayoutInput, Point, Rect } from './drawing';
import { layOut } from './lay-out';
import { syntheticGraph } from './synthetic';

/** The graphs that every property is checked on; the seed stands in the title of a failing test. */
const graphs = [1, 2, 3, 4, 5, 6].flatMap((seed) => [
  {
    name: `flat, seed ${seed}`,
    input: syntheticGraph(seed, { nodes: 40, edgesPerNode: 1.6, tiers: 6, namespaces: 0, backwards: 0.05 }),
  },
  {
    name: `boxed, seed ${seed}`,
    input: syntheticGraph(seed, { nodes: 60, edgesPerNode: 1.5, tiers: 6, namespaces: 5, backwards: 0.1 }),
  },
  {
    name: `sparse, seed ${seed}`,
    input: syntheticGraph(seed, { nodes: 30, edgesPerNode: 0.5, tiers: 4, namespaces: 4, backwards: 0 }),
  },
]);

const nested: LayoutInput = {
  nodes: [
    { id: 'gateway', width: 148, height: 40, box: null },
    { id: 'web', width: 116, height: 40, box: 'shop' },
    { id: 'cart-v1', width: 116, height: 40, box: 'shop/cart' },
    { id: 'cart-v2', width: 116, height: 40, box: 'shop/cart' },
    { id: 'db', width: 116, height: 40, box: 'data' },
    { id: 'alone', width: 116, height: 40, box: 'data' },
  ],
  boxes: [
    { id: 'shop', parent: null },
    { id: 'shop/cart', parent: 'shop' },
    { id: 'data', parent: null },
  ],
  edges: [
    { id: 'a', source: 'gateway', target: 'web' },
    { id: 'b', source: 'web', target: 'cart-v1' },
    { id: 'c', source: 'web', target: 'cart-v2' },
    { id: 'd', source: 'cart-v1', target: 'db' },
    { id: 'e', source: 'cart-v2', target: 'db' },
    { id: 'self', source: 'db', target: 'db' },
  ],
  columnGap: 84,
};

function overlap(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width - 0.01 &&
    b.x < a.x + a.width - 0.01 &&
    a.y < b.y + b.height - 0.01 &&
    b.y < a.y + a.height - 0.01
  );
}

function inside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x - 0.01 &&
    inner.y >= outer.y - 0.01 &&
    inner.x + inner.width <= outer.x + outer.width + 0.01 &&
    inner.y + inner.height <= outer.y + outer.height + 0.01
  );
}

/** Points along the quadratic B-spline, as the renderer draws it. */
function sampled(route: EdgeRoute): Point[] {
  const points: Point[] = [route.source];
  const { controls } = route;
  let from = route.source;
  controls.forEach((control, i) => {
    const next = controls[i + 1];
    const to =
      next === undefined ? route.target : { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 };
    for (let step = 1; step <= 12; step += 1) {
      const t = step / 12;
      const blend = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t ** 2 * c;
      points.push({ x: blend(from.x, control.x, to.x), y: blend(from.y, control.y, to.y) });
    }
    from = to;
  });
  if (controls.length === 0) {
    for (let step = 1; step <= 20; step += 1) {
      const t = step / 20;
      points.push({ x: from.x + (route.target.x - from.x) * t, y: from.y + (route.target.y - from.y) * t });
    }
  }
  return points;
}

function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((a, i) => list.slice(i + 1).map((b): [T, T] => [a, b]));
}

function ancestors(input: LayoutInput, box: string | null): string[] {
  if (box === null) return [];
  return [box, ...ancestors(input, input.boxes.find((one) => one.id === box)?.parent ?? null)];
}

describe.each([...graphs, { name: 'nested', input: nested }])('layOut of $name', ({ input }) => {
  const layout = layOut(input);

  it('gives every node a place of its size and no two the same', () => {
    for (const node of input.nodes) {
      expect(layout.nodes.get(node.id)).toMatchObject({ width: node.width, height: node.height });
    }
    for (const [a, b] of pairs([...layout.nodes]))
      expect(overlap(a[1], b[1]), `${a[0]} and ${b[0]}`).toBe(false);
  });

  it('keeps boxes apart and everything inside its box, below the header', () => {
    for (const [a, b] of pairs(input.boxes)) {
      if (ancestors(input, a.id).includes(b.id) || ancestors(input, b.id).includes(a.id)) continue;
      expect(overlap(layout.boxes.get(a.id)!, layout.boxes.get(b.id)!), `${a.id} and ${b.id}`).toBe(false);
    }
    for (const node of input.nodes) {
      const rect = layout.nodes.get(node.id)!;
      const around = ancestors(input, node.box);
      for (const box of around) {
        expect(inside(rect, layout.boxes.get(box)!), `${node.id} in ${box}`).toBe(true);
        expect(rect.y - layout.boxes.get(box)!.y).toBeGreaterThanOrEqual(35.9);
      }
      for (const box of input.boxes) {
        if (!around.includes(box.id))
          expect(overlap(rect, layout.boxes.get(box.id)!), `${node.id}, ${box.id}`).toBe(false);
      }
    }
  });

  it('runs every edge from left to right unless it is a back edge', () => {
    for (const edge of input.edges) {
      const route = layout.edges.get(edge.id);
      if (edge.source === edge.target) {
        expect(route).toBeUndefined();
        continue;
      }
      expect(Math.sign(route!.target.x - route!.source.x)).toBe(route!.back ? -1 : 1);
    }
  });

  it('starts and ends edges on the sides of their nodes', () => {
    for (const edge of input.edges) {
      const route = layout.edges.get(edge.id);
      if (route === undefined) continue;
      const source = layout.nodes.get(edge.source)!;
      const target = layout.nodes.get(edge.target)!;
      expect(route.source.x).toBeCloseTo(route.back ? source.x : source.x + source.width);
      expect(route.target.x).toBeCloseTo(route.back ? target.x + target.width : target.x);
      expect(route.source.y).toBeGreaterThanOrEqual(source.y);
      expect(route.source.y).toBeLessThanOrEqual(source.y + source.height);
      expect(route.target.y).toBeGreaterThanOrEqual(target.y);
      expect(route.target.y).toBeLessThanOrEqual(target.y + target.height);
    }
  });

  it('leads no edge through a node', () => {
    for (const edge of input.edges) {
      const route = layout.edges.get(edge.id);
      if (route === undefined) continue;
      for (const [id, rect] of layout.nodes) {
        if (id === edge.source || id === edge.target) continue;
        const hit = sampled(route).find(
          (p) =>
            p.x > rect.x &&
            p.x < rect.x + rect.width &&
            p.y > rect.y + 0.5 &&
            p.y < rect.y + rect.height - 0.5,
        );
        expect(hit, `${edge.id} through ${id}`).toBeUndefined();
      }
    }
  });

  it('is the same whatever order the graph arrives in', () => {
    const shuffled = layOut({
      ...input,
      nodes: [...input.nodes].reverse(),
      edges: [...input.edges].reverse(),
      boxes: [...input.boxes].reverse(),
    });
    expect(new Map([...shuffled.nodes].sort())).toEqual(new Map([...layout.nodes].sort()));
    expect(new Map([...shuffled.edges].sort())).toEqual(new Map([...layout.edges].sort()));
  });

  it('draws the same graph again at the same places', () => {
    const again = layOut(input, layout);
    expect(again.nodes).toEqual(layout.nodes);
    expect(again.boxes).toEqual(layout.boxes);
  });

  it('keeps what is left where it was when a node goes', () => {
    const gone = input.nodes[input.nodes.length >> 1]!.id;
    const smaller = {
      ...input,
      nodes: input.nodes.filter((node) => node.id !== gone),
      edges: input.edges.filter((edge) => edge.source !== gone && edge.target !== gone),
    };
    const after = layOut(smaller, layout);
    if (input.nodes.length * 0.2 < 1) return;
    for (const [id, rect] of after.nodes) expect(rect, id).toEqual(layout.nodes.get(id));
    const back = layOut(input, after);
    expect(back.nodes).toEqual(layout.nodes);
  });
});

describe('a fan-out', () => {
  it('leaves by ports in the order of its targets', () => {
    const targets = ['a', 'b', 'c', 'd'];
    const layout = layOut({
      nodes: [...targets, 'source'].map((id) => ({ id, width: 116, height: 40, box: null })),
      boxes: [],
      edges: targets.map((target) => ({ id: target, source: 'source', target })),
      columnGap: 84,
    });
    const byTarget = targets.toSorted((a, b) => layout.nodes.get(a)!.y - layout.nodes.get(b)!.y);
    const ports = byTarget.map((target) => layout.edges.get(target)!.source.y);
    expect(ports).toEqual([...ports].sort((a, b) => a - b));
    expect(new Set(ports).size).toBe(4);
  });
});

describe('a new node', () => {
  const base = graphs[1]!.input;
  const before = layOut(base);
  const caller = base.edges[0]!.source;
  const box = base.nodes.find((node) => node.id === caller)!.box;
  const grown: LayoutInput = {
    ...base,
    nodes: [...base.nodes, { id: 'zz-new', width: 116, height: 40, box }],
    edges: [...base.edges, { id: 'zz-edge', source: caller, target: 'zz-new' }],
  };

  it('is placed without moving the others to the side', () => {
    const after = layOut(grown, before);
    for (const [id, rect] of before.nodes) expect(after.nodes.get(id)!.x, id).toBe(rect.x);
    for (const [a, b] of pairs([...after.nodes]))
      expect(overlap(a[1], b[1]), `${a[0]} and ${b[0]}`).toBe(false);
  });

  it('moves at most what stands below its grown box', () => {
    const after = layOut(grown, before);
    const moved = [...before.nodes].filter(([id, rect]) => after.nodes.get(id)!.y !== rect.y);
    for (const [id, rect] of moved) {
      expect(after.nodes.get(id)!.y, id).toBeGreaterThan(rect.y);
      expect(rect.y).toBeGreaterThan(before.boxes.get(box!)!.y + before.boxes.get(box!)!.height);
    }
  });
});

describe('a graph that changed much', () => {
  it('is drawn anew', () => {
    const small = syntheticGraph(1, { nodes: 10, edgesPerNode: 1, tiers: 3, namespaces: 0, backwards: 0 });
    const large = syntheticGraph(1, { nodes: 30, edgesPerNode: 1, tiers: 3, namespaces: 0, backwards: 0 });
    const fresh: Layout = layOut(large);
    expect(layOut(large, layOut(small)).nodes).toEqual(fresh.nodes);
  });

  it('has a drawing when it is empty', () => {
    expect(layOut({ nodes: [], boxes: [], edges: [], columnGap: 84 })).toMatchObject({ width: 0, height: 0 });
  });
});
