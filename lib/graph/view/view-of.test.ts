import { describe, expect, it } from 'vitest';
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import { graphAnswer, graphBox, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { randomAnswer } from '@/lib/graph/fixtures/random-answer';
import { PLAIN_VIEW, type ViewGraph, type ViewOptions } from './view-graph';
import { viewOf } from './view-of';

const failing: GraphNode['health'] = { kind: 'failing', reasons: ['20 % of requests fail'] };

/** `a → b → c`, all in box `one` but `c`, which stands in `two`; `d` has no edges. */
function small(): GraphAnswer {
  return graphAnswer({
    nodes: [
      graphNode({ id: 'a', name: 'a', boxes: ['box/one'] }),
      graphNode({ id: 'b', name: 'b', boxes: ['box/one'] }),
      graphNode({ id: 'c', name: 'c', boxes: ['box/two'], health: failing }),
      graphNode({ id: 'd', name: 'd', boxes: ['box/two'] }),
    ],
    edges: [
      graphEdge('a', 'b'),
      graphEdge('b', 'c', { requests: requests({ errorsPerSecond: 2 }), health: failing }),
    ],
    boxes: [graphBox('one'), graphBox('two')],
  });
}

function view(options: Partial<ViewOptions>, answer = small()): ViewGraph {
  return viewOf(answer, { ...PLAIN_VIEW, ...options });
}

function ids(parts: readonly { readonly id: string }[]): string[] {
  return parts.map(({ id }) => id);
}

function matches(nodes: string[], edges: string[] = []) {
  return { nodes: new Set(nodes), edges: new Set(edges) };
}

describe('viewOf', () => {
  it('shows everything as it came when nothing is asked', () => {
    const answer = randomAnswer({ seed: 1, nodes: 40, edges: 120, namespaces: 4 });
    const shown = viewOf(answer, PLAIN_VIEW);
    expect(shown.nodes).toEqual(answer.nodes);
    expect(shown.edges).toEqual(answer.edges);
    expect(shown.boxes).toEqual(answer.boxes);
    expect(shown.nodes[0]).toBe(answer.nodes[0]);
    expect([shown.folded, shown.autoFolded, shown.path]).toEqual([[], null, null]);
    expect(shown.leftOut).toEqual({ nodes: 0, edges: 0 });
  });

  it('hides nodes with their edges and what is left alone, but not what was alone before', () => {
    const shown = view({ hide: matches(['a']) });
    expect(ids(shown.nodes)).toEqual(['b', 'c', 'd']);
    expect(ids(view({ hide: matches(['c']) }).nodes)).toEqual(['a', 'b', 'd']);
    expect(ids(view({ hide: matches(['b']) }).nodes)).toEqual(['d']);
    expect(view({ hide: matches(['b']) }).leftOut).toEqual({ nodes: 3, edges: 2 });
  });

  it('hides edges, nodes that end up alone, and boxes that end up empty', () => {
    const shown = view({ hide: matches(['d'], ['b>c']) });
    expect(ids(shown.nodes)).toEqual(['a', 'b']);
    expect(ids(shown.edges)).toEqual(['a>b']);
    expect(ids(shown.boxes)).toEqual(['box/one']);
  });

  it('keeps only what fails, with its ends', () => {
    const shown = view({ onlyErrors: true });
    expect(ids(shown.edges)).toEqual(['b>c']);
    expect(ids(shown.nodes)).toEqual(['b', 'c']);
  });

  it('keeps a node that does badly though no call to it fails', () => {
    const answer = graphAnswer({ nodes: [graphNode({ id: 'x', health: failing }), graphNode({ id: 'y' })] });
    expect(ids(view({ onlyErrors: true }, answer).nodes)).toEqual(['x']);
    expect(ids(view({ onlySlow: true }, answer).nodes)).toEqual([]);
  });

  it('keeps only what is slow, from the limit on, and nothing whose latency is not known', () => {
    const latencyMs = (p95: number) => ({ avg: null, p50: null, p95, p99: null });
    const answer = graphAnswer({
      nodes: ['a', 'b', 'c', 'd'].map((id) => graphNode({ id })),
      edges: [
        graphEdge('a', 'b', { latencyMs: latencyMs(500) }),
        graphEdge('b', 'c', { latencyMs: latencyMs(499) }),
        graphEdge('c', 'd'),
      ],
    });
    expect(ids(view({ onlySlow: true, slowFromMs: 500 }, answer).edges)).toEqual(['a>b']);
    expect(ids(view({ onlySlow: true, slowFromMs: 0 }, answer).edges)).toEqual(['a>b', 'b>c']);
    expect(ids(view({ onlySlow: true, onlyErrors: true }, answer).edges)).toEqual(['a>b']);
  });

  it('shows chosen protocols only', () => {
    const answer = graphAnswer({
      nodes: ['a', 'b', 'c'].map((id) => graphNode({ id })),
      edges: [graphEdge('a', 'b'), graphEdge('b', 'c', { protocol: 'tcp', requests: null })],
    });
    expect(ids(view({ protocols: ['http', 'grpc'] }, answer).nodes)).toEqual(['a', 'b']);
    expect(ids(view({ protocols: ['tcp'] }, answer).edges)).toEqual(['b>c']);
  });

  it('makes healthy edges quiet, or all, and leaves them in', () => {
    expect([...view({ quiet: 'healthy' }).quiet]).toEqual(['a>b']);
    expect([...view({ quiet: 'all' }).quiet]).toEqual(['a>b', 'b>c']);
    expect(view({ quiet: 'all' }).edges).toHaveLength(2);
  });

  it('does not depend on the order of nodes and edges', () => {
    const answer = randomAnswer({ seed: 7, nodes: 60, edges: 200, namespaces: 5 });
    const turned = { ...answer, nodes: answer.nodes.toReversed(), edges: answer.edges.toReversed() };
    const options: Partial<ViewOptions> = {
      focus: { node: 'node-3', hops: 2, direction: 'both' },
      hide: matches(['node-9']),
      quiet: 'healthy',
    };
    const [one, other] = [view(options, answer), view(options, turned)];
    expect(ids(one.nodes).sort()).toEqual(ids(other.nodes).sort());
    expect(ids(one.edges).sort()).toEqual(ids(other.edges).sort());
  });

  it('says the same of what it has said', () => {
    const answer = randomAnswer({ seed: 8, nodes: 60, edges: 200, namespaces: 5 });
    const options: Partial<ViewOptions> = {
      onlyErrors: true,
      hide: matches(['node-9']),
      folded: ['box/ns-1'],
    };
    const once = view({ ...options, folded: [] }, answer);
    const twice = view({ ...options, folded: [] }, once);
    expect(ids(twice.nodes)).toEqual(ids(once.nodes));
    expect(ids(twice.edges)).toEqual(ids(once.edges));
  });
});

describe('folding', () => {
  it('draws a box as one node with its edges summed per protocol', () => {
    const answer = graphAnswer({
      nodes: ['a', 'b', 'c'].map((id) => graphNode({ id, name: id, boxes: id === 'c' ? [] : ['box/one'] })),
      edges: [
        graphEdge('a', 'b'),
        graphEdge('a', 'c', {
          requests: requests({ requestsPerSecond: 1, errorsPerSecond: 1, serverErrorsPerSecond: 1 }),
          health: failing,
        }),
        graphEdge('b', 'c', { requests: requests({ requestsPerSecond: 2 }) }),
        graphEdge('b', 'c', { id: 'tcp', protocol: 'tcp', requests: null }),
      ],
      boxes: [graphBox('one')],
    });
    const shown = view({ folded: ['box/one'] }, answer);
    expect(ids(shown.nodes)).toEqual(['c']);
    expect(shown.boxes).toEqual([]);
    expect(shown.folded).toMatchObject([
      { id: 'box/one', kind: 'namespace', name: 'one', members: 2, apps: 2, boxes: [] },
    ]);
    expect(shown.folded[0]?.healthCounts).toMatchObject({ healthy: 2, failing: 0 });
    expect(shown.folded[0]?.outgoing?.requestsPerSecond).toBe(3);
    expect(shown.folded[0]?.incoming).toBeNull();
    expect(shown.edges.map(({ source, target, protocol }) => [source, target, protocol])).toEqual([
      ['box/one', 'c', 'http'],
      ['box/one', 'c', 'tcp'],
    ]);
    const [http, tcp] = shown.edges;
    expect(http?.requests).toMatchObject({ requestsPerSecond: 3, errorsPerSecond: 1 });
    expect(http?.health.kind).toBe('failing');
    expect(shown.merged.get(http?.id ?? '')).toEqual(['a>c', 'b>c']);
    expect(shown.merged.get(tcp?.id ?? '')).toEqual(['tcp']);
    expect(shown.drawnAs.get('a')).toBe('box/one');
    expect(shown.drawnAs.get('a>b')).toBe('box/one');
    expect(shown.drawnAs.get('a>c')).toBe(http?.id);
    expect(shown.leftOut).toEqual({ nodes: 0, edges: 0 });
  });

  it('folds the outermost of boxes inside one another and keeps the boxes around a folded one', () => {
    const answer = randomAnswer({ seed: 3, nodes: 40, edges: 80, namespaces: 8, clusters: 2 });
    const inner = view({ folded: ['box/ns-0'] }, answer);
    expect(inner.folded).toMatchObject([{ id: 'box/ns-0', boxes: ['box/cluster-0'], namespace: 'ns-0' }]);
    expect(ids(inner.boxes)).toContain('box/cluster-0');
    expect(ids(inner.boxes)).not.toContain('box/ns-0');
    const both = view({ folded: ['box/ns-0', 'box/cluster-0'] }, answer);
    expect(ids(both.folded)).toEqual(['box/cluster-0']);
    expect(both.folded[0]).toMatchObject({ cluster: 'cluster-0', namespace: null, members: 20 });
  });

  for (const seed of [11, 12, 13, 14, 15]) {
    it(`preserves traffic and members, whatever is folded (seed ${seed})`, () => {
      const answer = randomAnswer({ seed, nodes: 80, edges: 400, namespaces: 9, clusters: 3 });
      const folded = ['box/cluster-1', ...[0, 2, 3, 5].map((at) => `box/ns-${at}`)];
      const shown = view({ folded }, answer);
      const inside = answer.edges.filter(({ id }) => shown.drawnAs.get(id)?.startsWith('box/') === true);
      for (const sum of [rate, errors, bytes])
        expect(total(shown.edges, sum) + total(inside, sum)).toBeCloseTo(total(answer.edges, sum), 6);
      const members = shown.folded.reduce((count, box) => count + box.members, 0);
      expect(shown.nodes.length + members).toBe(answer.nodes.length);
      const parts = shown.edges.flatMap(({ id }) => shown.merged.get(id) ?? [id]);
      expect([...parts, ...ids(inside)].sort()).toEqual(ids(answer.edges).sort());
      for (const box of shown.folded) {
        const into = shown.edges.filter((edge) => edge.target === box.id);
        expect(box.incoming?.requestsPerSecond ?? 0).toBeCloseTo(total(into, rate), 6);
      }
    });
  }

  it('does not change a folded box’s own figures because something is hidden', () => {
    const answer = small();
    const all = view({ folded: ['box/two'] }, answer).folded[0];
    const some = view({ folded: ['box/two'], hide: matches(['a']) }, answer).folded[0];
    expect(some?.incoming).toEqual(all?.incoming);
  });
});

describe('folding by itself', () => {
  const answer = randomAnswer({ seed: 5, nodes: 100, edges: 150, namespaces: 10, clusters: 2 });

  it('leaves boxes open up to the limit', () => {
    expect(view({ foldFrom: 100 }, answer).autoFolded).toBeNull();
  });

  it('folds all boxes of the smallest kind that helps', () => {
    const shown = view({ foldFrom: 99 }, answer);
    expect(shown.autoFolded).toBe('namespace');
    expect(shown.folded).toHaveLength(10);
    expect(ids(shown.boxes)).toEqual(['box/cluster-0', 'box/cluster-1']);
    expect(view({ foldFrom: 9 }, answer).autoFolded).toBe('cluster');
  });

  it('keeps open what was opened by hand', () => {
    const shown = view({ foldFrom: 99, unfolded: ['box/ns-4'] }, answer);
    expect(shown.folded).toHaveLength(9);
    expect(shown.nodes).toHaveLength(10);
  });

  it('stays folded a little below the limit, so that refreshes do not flip it', () => {
    expect(view({ foldFrom: 105 }, answer).autoFolded).toBeNull();
    expect(view({ foldFrom: 105, autoFolded: 'namespace' }, answer).autoFolded).toBe('namespace');
    expect(view({ foldFrom: 120, autoFolded: 'namespace' }, answer).autoFolded).toBeNull();
  });

  it('counts only what is left to draw', () => {
    expect(
      view({ foldFrom: 50, focus: { node: 'node-1', hops: 1, direction: 'down' } }, answer).autoFolded,
    ).toBeNull();
  });
});

function total(edges: readonly GraphEdge[], of: (edge: GraphEdge) => number): number {
  return edges.reduce((sum, edge) => sum + of(edge), 0);
}

const rate = (edge: GraphEdge) => edge.requests?.requestsPerSecond ?? 0;
const errors = (edge: GraphEdge) => edge.requests?.errorsPerSecond ?? 0;
const bytes = (edge: GraphEdge) => edge.tcp?.sentBytesPerSecond ?? 0;
