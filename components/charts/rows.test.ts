import { describe, expect, it } from 'vitest';
import { type ChartSeries, chartRows, lastValue, nearestInstant, typicalStep, valueAt } from './rows';

function series(points: readonly (readonly [number, number | null])[], key = 'a'): ChartSeries {
  return { key, name: key, color: 'var(--series-1)', points };
}

describe('chartRows', () => {
  it('joins series on their instants and leaves gaps where one has none', () => {
    const rows = chartRows([
      series([
        [10, 1],
        [20, 2],
      ]),
      series(
        [
          [20, 5],
          [30, 6],
        ],
        'b',
      ),
    ]);
    expect(rows).toEqual([
      { at: 10, a: 1, b: null },
      { at: 20, a: 2, b: 5 },
      { at: 30, a: null, b: 6 },
    ]);
  });

  it('shows a value that is no number as a gap, not as zero', () => {
    expect(chartRows([series([[10, Number.NaN]])])[0]).toEqual({ at: 10, a: null });
  });
});

describe('values at the cursor', () => {
  const one = series([
    [10, 1],
    [20, null],
    [30, 3],
  ]);

  it('takes the nearest sample and says null in a gap', () => {
    expect(valueAt(one, 11, 5)).toBe(1);
    expect(valueAt(one, 20, 5)).toBeNull();
    expect(valueAt(one, 100, 5)).toBeNull();
  });

  it('finds the last value before a trailing gap', () => {
    expect(
      lastValue(
        series([
          [10, 1],
          [20, null],
        ]),
      ),
    ).toEqual({ at: 10, value: 1 });
    expect(lastValue(series([[10, null]]))).toBeNull();
  });

  it('snaps the cursor to samples', () => {
    const rows = chartRows([one]);
    expect(nearestInstant(rows, 24)).toBe(20);
    expect(nearestInstant(rows, 26)).toBe(30);
    expect(nearestInstant(rows, -5)).toBe(10);
    expect(nearestInstant([], 5)).toBeNull();
    expect(typicalStep(rows)).toBe(10);
  });
});
