import { describe, expect, it } from 'vitest';
import type { GraphEdge } from '@/lib/graph/contract';
import { graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { seeded } from '@/lib/graph/layout/synthetic';
import { path } from './path';
import type { Scene } from './scene';

/** `a>b b>c` as a scene. */
function scene(text: string): Scene {
  const edges = text.split(' ').map((edge) => {
    const [source = '', target = ''] = edge.split('>');
    return graphEdge(source, target);
  });
  const nodes = [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
  return { nodes: nodes.map((id) => graphNode({ id })), edges };
}

function ways(graph: Scene, from: string, to: string, which: 'shortest' | 'all' = 'all') {
  const { scene: left, finding } = path(graph, { from, to, ways: which });
  return { edges: left.edges.map(({ id }) => id).join(' '), ...finding };
}

describe('path', () => {
  it('keeps what lies on a way and leaves out dead ends', () => {
    const graph = scene('a>b b>d a>c c>d b>x y>d d>z a>e e>f f>d');
    expect(ways(graph, 'a', 'd').edges).toBe('a>b b>d a>c c>d a>e e>f f>d');
    expect([...ways(graph, 'a', 'd').shortest]).toEqual(['a>b', 'b>d', 'a>c', 'c>d']);
    expect(ways(graph, 'a', 'd', 'shortest').edges).toBe('a>b b>d a>c c>d');
  });

  it('turns round where only the other direction leads anywhere, and says so', () => {
    expect(ways(scene('a>b b>c'), 'c', 'a')).toMatchObject({ direction: 'backward', edges: 'a>b b>c' });
  });

  it('leaves everything where there is no way, or no such node', () => {
    const graph = scene('a>b c>d');
    expect(ways(graph, 'a', 'd')).toMatchObject({ direction: 'none', edges: 'a>b c>d' });
    expect(ways(graph, 'a', 'gone').direction).toBe('none');
    expect(ways(graph, 'a', 'a').direction).toBe('none');
  });

  it('keeps a call back only where a way without repetition uses it', () => {
    // b and c call each other; only b > c is of use to get from a to d.
    expect(ways(scene('a>b b>c c>b c>d'), 'a', 'd')).toMatchObject({ edges: 'a>b b>c c>d', exact: true });
    // Both ways round are of use here.
    expect(ways(scene('a>b a>c b>c c>b b>d c>d'), 'a', 'd').edges).toBe('a>b a>c b>c c>b b>d c>d');
  });

  it('leaves out a loop that hangs on one node', () => {
    expect(ways(scene('a>b b>x x>y y>b b>c b>b'), 'a', 'c').edges).toBe('a>b b>c');
  });

  for (let seed = 1; seed <= 40; seed += 1) {
    it(`finds exactly what trying all ways finds (seed ${seed})`, () => {
      const random = seeded(seed);
      const edges = new Map<string, GraphEdge>();
      for (let at = 0; at < 16; at += 1) {
        const edge = graphEdge(`n${Math.floor(random() * 8)}`, `n${Math.floor(random() * 8)}`);
        edges.set(edge.id, edge);
      }
      const graph = {
        nodes: Array.from({ length: 8 }, (_, at) => graphNode({ id: `n${at}` })),
        edges: [...edges.values()],
      };
      const expected = bruteForce(graph, 'n0', 'n7');
      const found = path(graph, { from: 'n0', to: 'n7', ways: 'all' });
      expect(found.finding.exact).toBe(true);
      if (expected.size === 0) return expect(found.finding.direction).not.toBe('forward');
      expect(new Set(found.scene.edges.map(({ id }) => id))).toEqual(expected);
    });
  }

  it('comes back from a mesh of calls in which ways cannot be counted', () => {
    const ids = Array.from({ length: 40 }, (_, at) => `n${at}`);
    const edges = ids.flatMap((from) => ids.flatMap((to) => (from === to ? [] : graphEdge(from, to))));
    const { scene: left, finding } = path(
      { nodes: ids.map((id) => graphNode({ id })), edges },
      { from: 'n0', to: 'n39', ways: 'all' },
    );
    expect(finding.direction).toBe('forward');
    expect(left.edges).toHaveLength(39 * 38 + 1);
  });

  it('says that it is not exact where a circle could not be searched through', () => {
    // Two halves of mutual calls: every way through the left half comes back to where it went in.
    const left = Array.from({ length: 14 }, (_, at) => `l${at}`);
    const inner = left.flatMap((from) => left.flatMap((to) => (from === to ? [] : graphEdge(from, to))));
    const edges = [
      graphEdge('a', 'm'),
      graphEdge('m', 'l0'),
      ...left.map((id) => graphEdge(id, 'm')),
      ...inner,
    ];
    const nodes = [...left, 'a', 'm', 'z'].map((id) => graphNode({ id }));
    const found = path(
      { nodes, edges: [...edges, graphEdge('m', 'z')] },
      { from: 'a', to: 'z', ways: 'all' },
    );
    expect(found.finding).toMatchObject({ direction: 'forward', exact: false });
    expect([...found.finding.shortest]).toEqual(['a>m', 'm>z']);
  });
});

function bruteForce({ edges }: Scene, from: string, to: string): Set<string> {
  const found = new Set<string>();
  const walk = (at: string, seen: readonly string[], way: readonly string[]) => {
    if (at === to) {
      for (const id of way) found.add(id);
      return;
    }
    for (const { id, source, target } of edges)
      if (source === at && !seen.includes(target)) walk(target, [...seen, target], [...way, id]);
  };
  walk(from, [from], []);
  return found;
}
