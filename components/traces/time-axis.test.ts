import { describe, expect, it } from 'vitest';
import { logTicks, roundStep, roundTicks, tickText } from './time-axis';

describe('time axis', () => {
  it('chooses round steps', () => {
    expect(roundStep(2_310_000, 5)).toBe(500_000);
    expect(roundStep(7, 10)).toBe(1);
    expect(roundStep(0, 5)).toBe(1);
    expect(roundTicks(0, 2_310_000, 5)).toEqual([0, 500_000, 1_000_000, 1_500_000, 2_000_000]);
    expect(roundTicks(130, 260, 4)).toEqual([150, 200, 250]);
  });

  it('writes ticks in the unit of the ruler', () => {
    expect(tickText(500_000, 2_310_000)).toBe('0.5 s');
    expect(tickText(0, 10)).toBe('0');
    expect(tickText(50, 999)).toBe('50 µs');
    expect(tickText(1500, 90_000)).toBe('1.5 ms');
  });

  it('puts logarithmic ticks on 1, 2 and 5, thinned to decades', () => {
    expect(logTicks(800, 3000, 6)).toEqual([1000, 2000]);
    expect(logTicks(1, 1e6, 7)).toEqual([1, 10, 100, 1e3, 1e4, 1e5, 1e6]);
  });
});
