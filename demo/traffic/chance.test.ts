import { describe, expect, it } from 'vitest';
import { evenChance, mix, normalQuantile, seededChance } from './chance';

describe('chance', () => {
  it('gives the same sequence for the same seed', () => {
    const one = seededChance(7);
    const other = seededChance(7);
    const drawn = Array.from({ length: 50 }, () => one.next(0));
    expect(Array.from({ length: 50 }, () => other.next(0))).toEqual(drawn);
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it('hits every share to about one in n when drawn evenly', () => {
    const chance = evenChance(1);
    for (let point = 0; point < 60; point += 1) {
      const below = Array.from({ length: 1000 }, () => chance.next(point)).filter(
        (value) => value < 0.2,
      ).length;
      expect(Math.abs(below - 200)).toBeLessThanOrEqual(8);
    }
  });

  it('keeps two decision points independent', () => {
    const chance = evenChance(3);
    let both = 0;
    for (let draw = 0; draw < 4000; draw += 1) {
      const first = chance.next(mix(1, 1)) < 0.5;
      const second = chance.next(mix(1, 2)) < 0.5;
      if (first && second) both += 1;
    }
    expect(both / 4000).toBeCloseTo(0.25, 1);
  });

  it('knows the quantiles of the normal distribution', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 9);
    expect(normalQuantile(0.95)).toBeCloseTo(1.644854, 5);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 5);
  });
});
