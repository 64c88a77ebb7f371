import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { syntaxMistake } from '@/lib/promql/syntax';
import { BURN_ALERTS, BURN_WINDOWS, budgetOf, burnRate, firingAlerts, sloState } from './burn';
import { proposals } from './propose';
import { sloRuleGroups, sloRulesYaml } from './rules';
import { badShareExpr, usedBoundMs } from './sli';
import { type Slo, sloSchema, sloSubject } from './slo';

const slo = (value: object = {}): Slo =>
  sloSchema.parse({
    name: 'checkout',
    service: { namespace: 'shop', name: 'checkout' },
    target: 99.9,
    ...value,
  });

describe('badShareExpr', () => {
  it.each([
    slo(),
    slo({ withinMs: 300 }),
    slo({ caller: { namespace: 'a', workload: 'we"ird\\' }, operation: 'GET /pay' }),
  ])('is PromQL for %j', (one) => {
    for (const window of [...BURN_WINDOWS, '30d'])
      expect(syntaxMistake(badShareExpr(one, window))).toBeNull();
  });

  it('uses the bound of a bucket that is not above the agreed one', () => {
    expect([300, 250, 1, 0.4].map(usedBoundMs)).toEqual([250, 250, 1, null]);
    expect(badShareExpr(slo({ withinMs: 300 }), '1h')).toContain('le="250"');
  });

  it('says whose objective it is', () => {
    expect(sloSubject(slo({ caller: { namespace: 'a', workload: 'web' }, operation: 'GET /' }))).toBe(
      'GET / of checkout in shop, called by web in a',
    );
  });
});

describe('budgets', () => {
  it('burns at 1 where exactly as many fail as may', () => {
    expect(burnRate(0.001, slo())).toBeCloseTo(1);
    expect(burnRate(null, slo())).toBeNull();
  });

  it('tells what is used and left, and when it ends', () => {
    const budget = budgetOf(0.0005, 0.005, slo());
    expect(budget?.used).toBeCloseTo(0.5);
    expect(budget?.left).toBeCloseTo(0.5);
    // Half a budget at five times the pace: a tenth of thirty days.
    expect(budget?.endsInSeconds).toBeCloseTo(3 * 86_400);
  });

  it('has no end where it lasts, where it is overdrawn and where nobody asks', () => {
    expect(budgetOf(0.0001, 0.0009, slo())?.endsInSeconds).toBeNull();
    expect(budgetOf(0.01, 0.1, slo())).toMatchObject({ endsInSeconds: null });
    expect(budgetOf(null, null, slo())).toBeNull();
  });

  it('fires only where both windows burn', () => {
    const fast = { '1h': 0.02, '5m': 0.02 };
    expect(firingAlerts(fast, slo()).map(({ long }) => long)).toEqual(['1h']);
    expect(firingAlerts({ ...fast, '5m': 0 }, slo())).toEqual([]);
    expect(firingAlerts({ '3d': 0.002, '6h': 0.002 }, slo()).map(({ severity }) => severity)).toEqual([
      'ticket',
    ]);
  });

  it('names the gravest state', () => {
    const fine = budgetOf(0, 0, slo());
    expect(sloState(fine, {}, slo())).toBe('met');
    expect(sloState(fine, { '1h': 0.02, '5m': 0.02 }, slo())).toBe('burning-fast');
    expect(sloState(fine, { '1d': 0.004, '2h': 0.004 }, slo())).toBe('burning');
    expect(sloState(budgetOf(0.002, 0, slo()), {}, slo())).toBe('missed');
    expect(sloState(null, {}, slo())).toBe('idle');
  });
});

describe('rules', () => {
  const groups = sloRuleGroups([slo(), slo({ name: 'fast', withinMs: 300, windowDays: 7 })]);

  it('records every window that alerts need, and the whole one', () => {
    const recorded = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ record }) => record ?? [])));
    for (const { long, short } of BURN_ALERTS) {
      expect(recorded).toContain(`slo:bad_requests:share${long}`);
      expect(recorded).toContain(`slo:bad_requests:share${short}`);
    }
    expect(recorded).toContain('slo:bad_requests:share30d');
    expect(recorded).toContain('slo:bad_requests:share7d');
  });

  it('writes PromQL and YAML', () => {
    for (const { rules } of groups) for (const { expr } of rules) expect(syntaxMistake(expr)).toBeNull();
    expect(load(sloRulesYaml([slo()]))).toMatchObject({
      groups: [{ name: 'periplus-slo-checkout-shares' }, {}],
    });
    expect(sloRulesYaml([slo()])).toContain('> 0.0144 and');
  });
});

describe('proposals', () => {
  const observed = { namespace: 'a', name: 'x', requests: 1e6, badShare: 0, p99Ms: 120 };

  it('takes the strictest target that would have used half a budget at most', () => {
    expect(proposals([observed])[0]).toMatchObject({ target: 99.99, withinMs: 250 });
    expect(proposals([{ ...observed, badShare: 0.0004 }])[0]?.target).toBe(99.9);
    expect(proposals([{ ...observed, badShare: 0.4 }])).toEqual([]);
  });

  it('proposes nothing that so few requests could not tell', () => {
    expect(proposals([{ ...observed, requests: 10 }])).toEqual([]);
    expect(proposals([{ ...observed, requests: 2000 }])[0]?.target).toBe(99.95);
  });
});
