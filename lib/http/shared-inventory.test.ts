import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { flow, requests } from '@/lib/graph/passes/sample-flows';
import { rowsOf, samplePort } from '@/lib/graph/passes/sample-port';
import type { TrafficPort } from '@/lib/graph/traffic';
import type { InventoryPorts } from '@/lib/insight/inventory/load-rows';
import { sharedRows } from './shared-inventory';

/** One flow, and how often it was asked for. */
function ports(scopeKey: string) {
  const traffic = samplePort({ requests: vi.fn(async () => rowsOf(requests(flow()))) });
  const resources: Pick<InventoryPorts['resources'], 'pods'> = { pods: async () => [] };
  const known = { traffic, resources, config: null, meshFacts: null, suppressions: () => [], scopeKey };
  return known as unknown as InventoryPorts & { readonly scopeKey: string; readonly traffic: TrafficPort };
}

const asked = (toSeconds: number, seenUntil?: number) => ({
  kind: 'workloads' as const,
  window: { fromSeconds: toSeconds - 600, toSeconds },
  figures: true,
  percentiles: false,
  seenUntil,
});

const { signal } = new AbortController();

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('a choice among rows on screen is made among those, though the window has moved on', async () => {
  const known = ports('seen');
  const shown = await sharedRows(known, asked(6000), signal);
  vi.setSystemTime(Date.now() + 45_000);
  expect(await sharedRows(known, asked(6045, 6000), signal)).toBe(shown);
  expect(known.traffic.requests).toHaveBeenCalledTimes(1);
});

test('who does not have them, or sees less, is told of the window as it is now', async () => {
  const known = ports('now');
  const shown = await sharedRows(known, asked(6000), signal);
  expect(await sharedRows(known, asked(6045), signal)).not.toBe(shown);
  expect(await sharedRows(ports('other'), asked(6045, 6000), signal)).not.toBe(shown);
});

test('rows that were read long ago are read anew', async () => {
  const known = ports('late');
  const shown = await sharedRows(known, asked(6000), signal);
  vi.setSystemTime(Date.now() + 91_000);
  const { window } = await sharedRows(known, asked(6090, 6000), signal);
  expect(window.toSeconds).toBe(6090);
  expect(shown.window.toSeconds).toBe(6000);
});
