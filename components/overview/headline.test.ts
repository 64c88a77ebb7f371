import { describe, expect, it } from 'vitest';
import { tallyOf } from './group-rows';
import { headline } from './headline';

describe('headline', () => {
  const say = (parts: Partial<ReturnType<typeof tallyOf>>) => {
    const tally = { ...tallyOf([]), ...parts };
    return headline(
      tally,
      Object.values(tally).reduce((a, b) => a + b, 0),
    );
  };

  it('says what is wrong with its number', () => {
    expect(say({ failing: 1, degraded: 2, healthy: 20 })).toBe('1 service is failing and 2 are degraded');
    expect(say({ failing: 2, degraded: 1 })).toBe('2 services are failing and 1 is degraded');
    expect(say({ failing: 3 })).toBe('3 services are failing');
    expect(say({ degraded: 1, healthy: 4 })).toBe('1 service is degraded');
  });

  it('says that all is well, or that nothing happens', () => {
    expect(say({ healthy: 20, idle: 2 })).toBe('All 20 services with traffic are healthy');
    expect(say({ healthy: 1 })).toBe('The one service with traffic is healthy');
    expect(say({ idle: 2 })).toBe('Nothing is called');
    expect(say({})).toBe('No services had traffic');
    expect(say({ unknown: 2 })).toBe('Health is not known');
  });
});
