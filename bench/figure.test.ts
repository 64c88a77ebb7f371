import { describe, expect, it } from 'vitest';
import { figureLine, median } from './figure';

describe('a measured figure', () => {
  it('is the median of its runs', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow('nothing');
  });

  it('says whether its goal is met', () => {
    expect(figureLine({ name: 'a', value: 0.0123, unit: '×', goal: 0.05 })).toMatch(
      /^✓ {2}a .*0\.0123 × {2}\(goal ≤ 0\.05\)$/,
    );
    expect(figureLine({ name: 'a', value: 0.06, unit: '×', goal: 0.05 })).toMatch(/^✗/);
    expect(figureLine({ name: 'a', value: 12, unit: 'MB', goal: null, note: 'seed 1' })).toMatch(
      /^·.*12 MB.*seed 1$/,
    );
  });
});
