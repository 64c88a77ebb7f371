import { expect, it } from 'vitest';
import { nodeId, parseNodeId } from '@/lib/graph/identity';
import { selectionFrom, selectionTo } from '@/lib/graph/node-selection';
import { edgesInWords, graphOf } from '@/lib/graph/sample-graph';
import { flow, peer, requests, service, tcp } from './sample-flows';

const list = flow({ operation: 'list' });
const buy = flow({ operation: 'buy' });
const rest = flow();
const rows = {
  requests: [
    requests(list, { ratePerSecond: 4 }),
    requests(buy, { ratePerSecond: 2 }),
    requests(rest, { ratePerSecond: 1 }),
  ],
};

it('puts operations between callers and what they call, and leaves unclassified requests as they are', () => {
  const straight = graphOf(rows, { operations: true, serviceNodes: 'none' });
  expect(edgesInWords(straight)).toEqual([
    'operation buy > app b: 2',
    'operation list > app b: 4',
    'app a > operation buy: 2',
    'app a > operation list: 4',
    'app a > app b: 1',
  ]);
  expect(straight.totals.requests.requestsPerSecond).toBe(7);
  expect(straight.boxes.find(({ kind }) => kind === 'app')?.incoming?.requestsPerSecond).toBe(7);
  expect(straight.nodes.find(({ operation }) => operation === 'buy')).toMatchObject({
    kind: 'operation',
    name: 'buy',
    app: 'b',
    namespace: 'shop',
    host: 'b.shop.svc.cluster.local',
  });
});

it('goes from the operation to the service where services are drawn, which is whole again after it', () => {
  expect(edgesInWords(graphOf(rows, { operations: true }))).toEqual([
    'operation buy > service b: 2',
    'operation list > service b: 4',
    'service b > app b: 7',
    'app a > operation buy: 2',
    'app a > operation list: 4',
    'app a > service b: 1',
  ]);
  expect(edgesInWords(graphOf(rows, { operations: true, type: 'service' }))).toContain(
    'app a > operation buy: 2',
  );
});

it('comes after a waypoint', () => {
  const told = flow({ reporter: 'waypoint', operation: 'buy' });
  const leg = flow({ protocol: 'tcp', ztunnel: true, destination: peer('waypoint') });
  const answer = graphOf(
    { requests: [requests(told)], tcp: [tcp(leg)] },
    { operations: true, waypoints: 'nodes', serviceNodes: 'none', type: 'workload' },
  );
  expect(edgesInWords(answer)).toEqual([
    'operation buy > workload b-v1: 1',
    'workload a-v1 > waypoint waypoint: 1',
    'waypoint waypoint > operation buy: 1',
  ]);
});

it('is not drawn where no service was called', () => {
  const direct = flow({ operation: 'buy', service: service('PassthroughCluster') });
  expect(edgesInWords(graphOf({ requests: [requests(direct)] }, { operations: true }))).toEqual([
    'app a > app b: 1',
  ]);
});

it('has an id that can be read back, and charts of its own', () => {
  const node = {
    kind: 'operation',
    cluster: 'c1',
    namespace: 'shop',
    name: 'b',
    operation: 'GET /a b',
  } as const;
  expect(parseNodeId(nodeId(node))).toEqual(node);
  expect(selectionTo(node)).toEqual({ service: { namespace: 'shop', name: 'b' }, operation: 'GET /a b' });
  expect(selectionFrom(node)).toEqual(selectionTo(node));
});
