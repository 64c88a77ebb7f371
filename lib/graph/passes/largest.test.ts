import { expect, it } from 'vitest';
import { draftGraph, finishGraph } from '@/lib/graph/build';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { RequestRow, TcpRow } from '@/lib/graph/traffic';
import { gatherEdges } from './gather-edges';
import { largestEdges, MOST_EDGES } from './largest';
import { planned } from './plan-flows';
import { flow, groupOf, peer, requests, tcp } from './sample-flows';

const to = (name: string, protocol: 'http' | 'tcp') => flow({ destination: peer(name), protocol });
const request = { ...PLAIN_OPTIONS, window: { fromSeconds: 0, toSeconds: 60 }, type: 'workload' } as const;

function edgesOf(rows: { requests?: readonly RequestRow[]; tcp?: readonly TcpRow[] }) {
  const whole = { requests: rows.requests ?? [], tcp: rows.tcp ?? [], messages: null };
  return gatherEdges(planned(request, whole, null));
}

it('keeps all where there is room', () => {
  const edges = edgesOf({ requests: [requests(to('x', 'http'))] });
  expect(largestEdges(edges, 1)).toEqual({ edges, warning: null });
  expect(largestEdges(edgesOf({}), 1)).toEqual({ edges: [], warning: null });
});

it('leaves out those with least traffic, the same share of requests and bytes, and says what and how to narrow', () => {
  const { edges, warning } = largestEdges(
    edgesOf({
      requests: ['p', 'q', 'r', 's'].map((name, at) => requests(to(name, 'http'), { ratePerSecond: at })),
      tcp: ['t', 'u'].map((name, at) => tcp(to(name, 'tcp'), { ratePerSecond: 1e6 * (at + 1) })),
    }),
    3,
  );
  expect(edges.map(({ hop }) => hop.targetId)).toEqual(['wl/c1/shop/r', 'wl/c1/shop/s', 'wl/c1/shop/u']);
  expect(warning).toMatchObject({ source: 'prometheus', code: 'partial' });
  expect(warning?.message).toContain('6 edges; the 3 with least traffic are left out');
  expect(warning?.message).toContain('Choose namespaces');
});

it('answers for a mesh that is too large with the largest of its edges and totals of all', () => {
  const many = Array.from({ length: MOST_EDGES + 1000 }, (_, at) =>
    requests(to(`w${at}`, 'http'), { ratePerSecond: at % 1000 === 0 ? 2 : 1 }),
  );
  const draft = draftGraph(request, { requests: many, tcp: [], messages: null }, groupOf);
  const none = { durations: [], quantiles: new Map(), buckets: [], throughput: null, security: null };
  const answer = finishGraph(draft, none, []);
  expect(answer.edges).toHaveLength(MOST_EDGES);
  expect(answer.nodes).toHaveLength(MOST_EDGES + 1);
  expect(answer.edges.filter((edge) => edge.requests?.requestsPerSecond === 2)).toHaveLength(21);
  expect(answer.totals.requests.requestsPerSecond).toBe(21_021);
  expect(answer.warnings.map(({ message }) => message)).toEqual([
    'The graph has 21,000 edges; the 1,000 with least traffic are left out, totals count them. Choose namespaces, or draw apps or services, to see all.',
  ]);
}, 30_000);
