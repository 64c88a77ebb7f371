import { describe, expect, it } from 'vitest';
import { figureLine, median, missesGoal } from './figure';

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

  it('misses a goal that it exceeds or cannot be compared with', () => {
    const figure = { name: 'a', value: 1, unit: '×', goal: 1 };
    expect(missesGoal(figure)).toBe(false);
    expect(missesGoal({ ...figure, value: 1.1 })).toBe(true);
    expect(missesGoal({ ...figure, value: Number.NaN })).toBe(true);
    expect(missesGoal({ ...figure, value: Number.NaN, goal: null })).toBe(false);
  });
});
