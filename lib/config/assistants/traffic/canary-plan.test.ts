import { describe, expect, it } from 'vitest';
import { nextStep, planText, previousStep, readPlan, readSteps, sharesAt } from './canary-plan';

const shares = (v1: number, v2: number, v3: number) => [
  { subset: 'v1', weight: v1 },
  { subset: 'v2', weight: v2 },
  { subset: 'v3', weight: v3 },
];
const plan = { subset: 'v3', steps: [5, 25, 100] };

describe('canary plan', () => {
  it('reads what it writes, and nothing else', () => {
    expect(readPlan(planText(plan))).toEqual(plan);
    expect(readPlan('soon')).toBeNull();
    expect(readPlan(null)).toBeNull();
  });

  it('puts typed steps in order', () => {
    expect(readSteps('50, 5 200; 25 x 5')).toEqual([5, 25, 50]);
  });

  it('knows the next step and the one before', () => {
    expect(nextStep(plan, shares(100, 0, 0))).toBe(5);
    expect(nextStep(plan, shares(90, 0, 10))).toBe(25);
    expect(nextStep(plan, shares(0, 0, 100))).toBeNull();
    expect(previousStep(plan, shares(75, 0, 25))).toBe(5);
    expect(previousStep(plan, shares(95, 0, 5))).toBe(0);
    expect(previousStep(plan, shares(100, 0, 0))).toBeNull();
  });

  it('takes from the others in proportion, in whole per cent that add up to 100', () => {
    expect(sharesAt(shares(60, 40, 0), 'v3', 5)).toEqual(shares(57, 38, 5));
    expect(sharesAt(shares(33, 33, 34), 'v3', 1)).toEqual(shares(50, 49, 1));
    expect(sharesAt(shares(0, 0, 100), 'v3', 25)).toEqual(shares(75, 0, 25));
    expect(sharesAt(shares(60, 40, 0), 'v3', 100)).toEqual(shares(0, 0, 100));
  });
});
