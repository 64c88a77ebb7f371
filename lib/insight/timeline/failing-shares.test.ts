import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '@/lib/health/rules';
import { healthRulesOf } from '@/lib/settings/health-rules';
import { failing, failingShares } from './failing-shares';

const rules = healthRulesOf({
  health: {
    rate: [
      { namespace: '^shop$', name: '^cart$', tolerance: [{ code: '5XX', degraded: 1, failure: 2 }] },
      { namespace: '^shop$', name: '^search$', tolerance: [{ code: '503', degraded: 1, failure: 1 }] },
      { namespace: '^lab$', tolerance: [{ code: '5XX', degraded: 50 }] },
    ],
  },
});
const annotated = { namespace: 'shop', name: 'payment', healthRate: '5XX,1,30,http,inbound' };

describe('from which share a service is failing', () => {
  it('is a tenth where nobody says otherwise', () => {
    const shares = failingShares(DEFAULT_RULES, []);
    expect([shares.least, shares.of('shop', 'cart')]).toEqual([0.1, 0.1]);
  });

  it('follows the settings, and never is where they say never', () => {
    const shares = failingShares(rules, [annotated]);
    expect(shares.least).toBe(0.02);
    expect(shares.of('shop', 'cart')).toBe(0.02);
    expect(shares.of('lab', 'anything')).toBeNull();
    expect(shares.of('other', 'cart')).toBe(0.1);
  });

  it('leaves what is for a single code to the graph, which tells codes apart', () => {
    expect(failingShares(rules, []).of('shop', 'search')).toBeNull();
  });

  it('lets an annotation go before all', () => {
    expect(failingShares(rules, [annotated]).of('shop', 'payment')).toBe(0.3);
    expect(failingShares(rules, [{ ...annotated, healthRate: '5XX,0,1,http,inbound' }]).least).toBe(0.01);
  });

  it('keeps the looks that are failing by the own rules of each', () => {
    const sighting = (namespace: string, service: string) => ({
      namespace,
      service,
      version: null,
      points: [
        [0, 0.05],
        [15, 0.2],
      ] as const,
    });
    const kept = failing(
      [sighting('shop', 'cart'), sighting('shop', 'payment'), sighting('other', 'cart')],
      failingShares(rules, [annotated]),
    );
    expect(kept.map(({ namespace, service, points }) => [namespace, service, points.length])).toEqual([
      ['shop', 'cart', 2],
      ['other', 'cart', 1],
    ]);
  });
});
