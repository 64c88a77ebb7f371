import { describe, expect, it } from 'vitest';
import { tallyOf } from './group-rows';
import { healthSegments } from './health-bar';

const none = tallyOf([]);

describe('healthSegments', () => {
  it('fills the width whatever the shares', () => {
    for (const tally of [
      { ...none, healthy: 1 },
      { ...none, healthy: 999, failing: 1 },
      { ...none, healthy: 3, degraded: 2, failing: 1, idle: 4 },
    ]) {
      const segments = healthSegments(tally, 64);
      const last = segments.at(-1)!;
      expect(last.x + last.width).toBeCloseTo(64, 6);
    }
  });

  it('keeps one failing service among a thousand in sight', () => {
    expect(healthSegments({ ...none, healthy: 999, failing: 1 }, 64)[0]).toMatchObject({
      kind: 'failing',
      width: 5,
    });
  });

  it('draws nothing of nothing', () => {
    expect(healthSegments(none, 64)).toEqual([]);
  });
});
