import { describe, expect, it } from 'vitest';
import { storedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import type { ObjectId } from '@/lib/config/store';
import { followCalls } from '@/lib/insight/impact/follow';
import { NO_REACH } from '@/lib/insight/impact/reach';
import { DEMO_CALLS, DEMO_OBJECTS } from '@/lib/insight/impact/sample-demo';
import { ruledHosts, ruleRates } from './rule-rates';

const mesh = storedMesh(DEMO_OBJECTS);
const { calls } = followCalls({ before: mesh.view, after: mesh.view, reach: NO_REACH }, DEMO_CALLS);
const route = (name: string): ObjectId => ({
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name,
});

describe('what the rules of an object carry', () => {
  it('is told by where requests arrive, at the line on which each rule begins', () => {
    const text =
      DEMO_OBJECTS.find(({ id }) => id.kind === 'VirtualService' && id.name === 'reviews')?.text ?? '';
    const rates = ruleRates(calls, route('reviews'), mesh);
    const lines = text.split('\n');
    expect(rates.map(({ line }) => lines[line - 1]?.trim().split(':')[0])).toEqual(['- match', '- route']);
    const [jason, others] = rates;
    // Only the rule for jason leads to v2, which gets 0.5 a second.
    expect(jason?.requestsPerSecond.to).toBeCloseTo(0.5, 6);
    expect(others?.requestsPerSecond.from).toBeCloseTo(9.5, 1);
    expect(others?.requestsPerSecond.to).toBeGreaterThanOrEqual(others?.requestsPerSecond.from ?? 0);
  });

  it('is nothing of an object that rules none of the calls', () => {
    expect(ruleRates(calls, route('nobody'), mesh)).toEqual([]);
  });
});

describe('the hosts that an object leads to', () => {
  it('are those of the destinations of the rules that took requests', () => {
    expect([...ruledHosts(calls, route('reviews'))]).toEqual(['reviews.bookinfo.svc.cluster.local']);
    expect(ruledHosts(calls, route('nobody')).size).toBe(0);
  });
});
