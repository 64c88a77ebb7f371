import { expect, it } from 'vitest';
import { graphAnswer, graphBox, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { routePath, smallPicture } from './small-picture';

const nodes = ['a', 'b', 'c', 'd'].map((name) => graphNode({ id: name, name, app: name }));
const edges = [graphEdge('a', 'b'), graphEdge('b', 'c'), graphEdge('c', 'd')];

it('draws everything, or one thing with its neighbours', () => {
  const answer = graphAnswer({ nodes, edges });
  expect(smallPicture(answer, '')?.elements.cards).toHaveLength(4);
  const picture = smallPicture(answer, 'b');
  expect(picture?.elements.cards.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(picture?.focus?.id).toBe('b');
  expect([...(picture?.layout.nodes.keys() ?? [])].sort()).toEqual(['a', 'b', 'c']);
  expect(smallPicture(answer, 'nobody')).toBeNull();
});

it('folds namespaces where there is too much to be read', () => {
  const many = Array.from({ length: 40 }, (_, at) =>
    graphNode({ id: `n${at}`, name: `n${at}`, namespace: `ns${at % 2}`, boxes: [`box/ns${at % 2}`] }),
  );
  const answer = graphAnswer({
    nodes: many,
    edges: [graphEdge('n0', 'n1')],
    boxes: [graphBox('ns0'), graphBox('ns1')],
  });
  const picture = smallPicture(answer, '');
  expect(picture?.elements.cards.map(({ kind, name }) => [kind, name])).toEqual([
    ['stack', 'ns0'],
    ['stack', 'ns1'],
  ]);
  expect(picture?.elements.lines).toHaveLength(1);
});

it('writes a route through the middles of its control points', () => {
  const ends = { source: { x: 0, y: 0 }, target: { x: 40, y: 20 }, back: false };
  expect(routePath({ ...ends, controls: [] })).toBe('M0 0L40 20');
  expect(
    routePath({
      ...ends,
      controls: [
        { x: 10, y: 0 },
        { x: 30, y: 20 },
      ],
    }),
  ).toBe('M0 0Q10 0 20 10Q30 20 40 20');
});
