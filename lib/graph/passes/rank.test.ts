import { expect, it } from 'vitest';
import { graphOf } from '@/lib/graph/sample-graph';
import { rankNodes } from './rank';
import { flow, peer, requests } from './sample-flows';

const call = (from: string, to: string) =>
  requests(flow({ source: peer(from), destination: peer(to) }), { ratePerSecond: 1 });
const ranksOf = (rows: ReturnType<typeof call>[]) =>
  graphOf({ requests: rows }, { type: 'workload', serviceNodes: 'none' }).nodes.map(
    ({ name, rank }) => `${name} ${rank}`,
  );

it('ranks nodes by their edges in and out, equal ones alike and without gaps', () => {
  expect(ranksOf([call('a', 'b'), call('a', 'c'), call('a', 'd'), call('b', 'c'), call('c', 'e')])).toEqual([
    'a 1',
    'b 2',
    'c 1',
    'd 3',
    'e 3',
  ]);
  expect(ranksOf([call('a', 'b')])).toEqual(['a 1', 'b 1']);
  expect(ranksOf([])).toEqual([]);
});

it('presses more than a hundred ranks into 1 to 100', () => {
  const { nodes } = graphOf({ requests: [call('a', 'b')] }, { type: 'workload', serviceNodes: 'none' });
  const [sample] = nodes;
  const [edge] = graphOf({ requests: [call('a', 'b')] }).edges;
  const many = Array.from({ length: 199 }, (_, at) => ({ ...sample!, id: `n${at}` }));
  const edges = many.flatMap((node, at) =>
    Array.from({ length: 199 - at }, () => ({ ...edge!, source: node.id, target: 'elsewhere' })),
  );
  const ranks = rankNodes(many, edges).map(({ rank }) => rank);
  expect([ranks[0], ranks[1], ranks[99], ranks[198]]).toEqual([1, 1, 50, 100]);
});
