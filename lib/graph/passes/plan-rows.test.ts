import { expect, it } from 'vitest';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import type { RequestRow } from '@/lib/graph/traffic';
import type { TrafficRows } from './count-once';
import { planRows, rememberedPlan, rowsAt } from './plan-rows';
import { flow, peer, requests, service, tcp } from './sample-flows';

const request = { ...PLAIN_OPTIONS, window: { fromSeconds: 0, toSeconds: 60 }, type: 'workload' } as const;

const client = flow();
const server = flow({ reporter: 'destination' });
const bytes = flow({ protocol: 'tcp', service: service('db'), destination: peer('db-v1') });

function rowsOf(parts: Partial<RequestRow> = {}): TrafficRows {
  return {
    requests: [requests(server), requests(client, parts)],
    tcp: [tcp(bytes)],
    messages: null,
  };
}

it('plans rows of the same flows once, whatever their numbers and codes', () => {
  const plan = rememberedPlan(request, rowsOf(), null);
  expect(rememberedPlan(request, rowsOf({ ratePerSecond: 7, code: '503' }), null)).toBe(plan);
  expect(rememberedPlan({ ...request }, rowsOf(), null)).toBe(plan);
});

it('plans anew where something else decides: what was asked, what ran, what arrived, which rows came', () => {
  const plan = rememberedPlan(request, rowsOf(), null);
  const { requests: first, tcp: second } = rowsOf();
  const others = [
    rememberedPlan({ ...request, namespaces: ['shop'] }, rowsOf(), null),
    rememberedPlan({ ...request, serviceNodes: 'all' }, rowsOf(), null),
    rememberedPlan(request, rowsOf({ ratePerSecond: 0 }), null),
    rememberedPlan(request, rowsOf({ flags: 'UH' }), null),
    rememberedPlan(request, { requests: first.toReversed(), tcp: second, messages: null }, null),
    rememberedPlan(request, { requests: first, tcp: second, messages: [] }, null),
    rememberedPlan(request, { requests: [], tcp: second, messages: null }, null),
    rememberedPlan(request, { requests: [...first, requests(flow())], tcp: second, messages: null }, null),
  ];
  expect(new Set([plan, ...others]).size).toBe(others.length + 1);
});

it('keeps the very lists of flows and edges where only a further way to end appears', () => {
  const plan = rememberedPlan(request, rowsOf(), null);
  const { requests: first, tcp: second } = rowsOf();
  const failed = requests(client, { code: '503', flags: 'UH' });
  const other = rememberedPlan(request, { requests: [...first, failed], tcp: second, messages: null }, null);
  expect(other).not.toBe(plan);
  expect(other.flows).toBe(plan.flows);
  expect(other.placed.shapes).toBe(plan.placed.shapes);
});

it('picks of other rows those that it picked of the first', () => {
  const { counted, inView, placed } = planRows({ ...request, namespaces: ['shop'] }, rowsOf(), null);
  const other = rowsOf({ ratePerSecond: 7 });
  const rows = rowsAt(rowsAt(other, counted), inView);
  // The server told the same requests again.
  expect(rows).toEqual({ requests: [other.requests[1]], tcp: other.tcp, messages: null });
  expect(placed.shapes.map(({ hop }) => hop.targetId)).toEqual(['wl/c1/shop/b-v1', 'wl/c1/shop/db-v1']);
  expect(placed).toMatchObject({
    requests: { rows: Int32Array.of(0), edges: Int32Array.of(0) },
    tcp: { rows: Int32Array.of(0), edges: Int32Array.of(1) },
    messages: null,
  });
});
