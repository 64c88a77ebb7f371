import { describe, expect, it } from 'vitest';
import { axisShare, clockLabel, linearAxis, logAxis, timeTicks } from './axis';

describe('linearAxis', () => {
  it('starts at zero and ends on a round number above the highest value', () => {
    expect(linearAxis([12.4, 434])).toMatchObject({ min: 0, max: 600, ticks: [0, 200, 400, 600] });
  });

  it('puts a value that never changes in the middle', () => {
    const axis = linearAxis([2, 2], { fromZero: false });
    expect(axis.ticks).toEqual([expect.closeTo(1.98), 2, expect.closeTo(2.02)]);
    expect(axisShare(axis, 2)).toBeCloseTo(0.5);
  });

  it('starts above zero only when asked to and the values stand in a narrow band', () => {
    expect(linearAxis([0.985, 1], { fromZero: false }).min).toBeCloseTo(0.985);
    expect(linearAxis([0.985, 1]).min).toBe(0);
    expect(linearAxis([0.2, 1], { fromZero: false }).min).toBe(0);
  });

  it('draws a scale for all zeros and for no values', () => {
    expect(linearAxis([0, 0]).ticks).toEqual([0, 1]);
    expect(linearAxis([]).ticks).toEqual([0, 1]);
  });

  it('ignores infinite values', () => {
    expect(linearAxis([Number.POSITIVE_INFINITY, 3]).max).toBeLessThan(10);
  });

  it('never has more than five lines for spans of any size', () => {
    for (const top of [0.0003, 0.7, 1.3, 9, 11, 47, 101, 999, 12_345]) {
      const axis = linearAxis([top]);
      expect(axis.ticks.length).toBeLessThanOrEqual(5);
      expect(axis.max).toBeGreaterThanOrEqual(top);
    }
  });
});

describe('logAxis', () => {
  it('has lines at 1 and 3 times powers of ten around the values', () => {
    expect(logAxis([63, 2000])).toMatchObject({ min: 30, max: 3000, ticks: [30, 100, 300, 1000, 3000] });
  });

  it('gives one value a span of its own', () => {
    const axis = logAxis([100]);
    expect(axis.max).toBeGreaterThan(axis.min);
  });

  it('leaves out zero, which has no logarithm', () => {
    expect(logAxis([0, 50]).min).toBe(30);
  });
});

describe('axisShare', () => {
  it('places values between bottom and top', () => {
    expect(axisShare(linearAxis([600]), 300)).toBeCloseTo(0.5);
    expect(axisShare({ scale: 'log', min: 1, max: 100, ticks: [] }, 10)).toBeCloseTo(0.5);
    expect(axisShare({ scale: 'log', min: 1, max: 100, ticks: [] }, 0)).toBeNull();
  });
});

describe('timeTicks', () => {
  it('stands on round instants inside the window', () => {
    expect(timeTicks(1_700_000_000, 1_700_000_600, 6)).toEqual([
      1_700_000_040, 1_700_000_160, 1_700_000_280, 1_700_000_400, 1_700_000_520,
    ]);
  });

  it.each([120, 600, 3_600, 2 * 86_400, 7 * 86_400])(
    'never stands so close that two labels of %s seconds are the same',
    (span) => {
      const from = 1_700_000_000;
      const labels = timeTicks(from, from + span, 24).map((at) => clockLabel(at, span));
      expect(labels.length).toBeGreaterThan(1);
      expect(new Set(labels).size).toBe(labels.length);
    },
  );

  it('has none for an empty window', () => {
    expect(timeTicks(10, 10, 5)).toEqual([]);
  });
});

describe('clockLabel', () => {
  it('shows seconds on short spans and the day on long ones', () => {
    const noon = new Date(2026, 2, 5, 12, 4, 9).getTime() / 1000;
    expect(clockLabel(noon, 600)).toBe('12:04');
    expect(clockLabel(noon, 120)).toBe('12:04:09');
    expect(clockLabel(noon, 2 * 86_400)).toBe('5 Mar 12:04');
    expect(clockLabel(noon, 30 * 86_400)).toBe('5 Mar');
  });
});
