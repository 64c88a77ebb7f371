import { expect, it } from 'vitest';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { RequestRow } from '@/lib/graph/traffic';
import type { TrafficRows } from './count-once';
import { planned } from './plan-flows';
import { flow, peer, requests, service, tcp } from './sample-flows';

const request = { ...PLAIN_OPTIONS, window: { fromSeconds: 0, toSeconds: 60 }, type: 'workload' } as const;

const client = flow();
const server = flow({ reporter: 'destination' });
const bytes = flow({ protocol: 'tcp', service: service('db'), destination: peer('db-v1') });
const bank = { namespace: 'bank' };
const elsewhere = flow({
  source: peer('x', bank),
  service: service('y', bank),
  destination: peer('y', bank),
});

function rowsOf(parts: Partial<RequestRow> = {}): TrafficRows {
  return {
    requests: [requests(server), requests(client, parts)],
    tcp: [tcp(bytes)],
    messages: null,
  };
}

const planOf = (rows: TrafficRows, chosen: Parameters<typeof planned>[0] = request) =>
  planned(chosen, rows, null).plan;

it('plans the same flows once, whatever their order, their numbers and how they end', () => {
  const plan = planOf(rowsOf());
  const { requests: rows, tcp: others } = rowsOf();
  expect(planOf(rowsOf({ ratePerSecond: 7, code: '503' }))).toBe(plan);
  expect(planOf(rowsOf(), { ...request })).toBe(plan);
  expect(planOf({ requests: rows.toReversed(), tcp: others, messages: null })).toBe(plan);
  const failed = requests(client, { code: '503', flags: 'UH' });
  expect(planOf({ requests: [failed, ...rows], tcp: others, messages: null })).toBe(plan);
});

it('plans anew where something else decides: what was asked, which flows there are, what ran of them and arrived', () => {
  const plan = planOf(rowsOf());
  const { requests: rows, tcp: others } = rowsOf();
  const all = [
    plan,
    planOf(rowsOf(), { ...request, namespaces: ['shop'] }),
    planOf(rowsOf(), { ...request, serviceNodes: 'all' }),
    planOf(rowsOf({ ratePerSecond: 0 })),
    planOf(rowsOf({ flags: 'UH' })),
    planOf({ requests: rows, tcp: [tcp(bytes, { ratePerSecond: 0 })], messages: null }),
    planOf({ requests: rows, tcp: [], messages: null }),
    planOf({ requests: rows, tcp: others, messages: [] }),
    planOf({ requests: rows, tcp: [...others, tcp(client)], messages: null }),
    planOf({ requests: [...rows, requests(flow())], tcp: others, messages: null }),
  ];
  expect(new Set(all).size).toBe(all.length);
});

it('keeps what is made of edges and flows where another flow only counts otherwise', () => {
  const plan = planOf(rowsOf());
  const { requests: rows, tcp: others } = rowsOf();
  const idle = requests(server, { ratePerSecond: 0 });
  const other = planOf({ requests: [idle, ...rows.slice(1)], tcp: others, messages: null });
  expect(other).not.toBe(plan);
  expect(other.flows).toBe(plan.flows);
  expect(other.shapes).toBe(plan.shapes);
});

it('picks of other rows of the same flows those that are counted and in view, and where they are drawn', () => {
  const rowsAnd = (ratePerSecond: number): TrafficRows => {
    const rows = rowsOf({ ratePerSecond });
    return { ...rows, requests: [requests(elsewhere, { ratePerSecond }), ...rows.requests] };
  };
  const chosen = { ...request, namespaces: ['shop'] };
  const { plan } = planned(chosen, rowsAnd(1), null);
  const other = rowsAnd(7);
  const again = planned(chosen, other, null);
  expect(again.plan).toBe(plan);
  // The server told the same requests again.
  expect(again.counted).toEqual({
    requests: [other.requests[0], other.requests[2]],
    tcp: other.tcp,
    messages: null,
  });
  expect(again.inView).toEqual({ requests: [other.requests[2]], tcp: other.tcp, messages: null });
  expect(plan.shapes.map(({ hop }) => hop.targetId)).toEqual(['wl/c1/shop/b-v1', 'wl/c1/shop/db-v1']);
  expect(again.edges).toEqual({ requests: [[0]], tcp: [[1]], messages: [] });
});
