import { describe, expect, it } from 'vitest';
import type { Plot } from '@/components/charts/plot';
import { linePath } from './line-path';
import { tickText } from './mesh-chart';

const plot: Plot = {
  left: 0,
  top: 0,
  width: 100,
  height: 50,
  fromSeconds: 0,
  toSeconds: 100,
  axis: { scale: 'linear', min: 0, max: 10, ticks: [0, 10] },
};

describe('linePath', () => {
  it('joins neighbours and closes the area at the foot', () => {
    const shape = linePath(
      [
        [0, 0],
        [50, 10],
      ],
      plot,
    );
    expect(shape.line).toBe('M0 50L50 0');
    expect(shape.area).toBe('M0 50L50 0L50 50L0 50Z');
  });

  it('leaves gaps open', () => {
    const shape = linePath(
      [
        [0, 0],
        [10, null],
        [20, 5],
        [30, 5],
      ],
      plot,
    );
    expect(shape.line).toBe('M0 50h0M20 25L30 25');
  });

  it('draws nothing of values that are not finite', () => {
    expect(
      linePath(
        [
          [0, Number.NaN],
          [10, Number.POSITIVE_INFINITY],
        ],
        plot,
      ).line,
    ).toBe('');
  });
});

describe('tickText', () => {
  it('is short on every axis', () => {
    expect([0, 200, 1500].map((tick) => tickText(tick, 'rps'))).toEqual(['0', '200', '1.5K']);
    expect([0.01, 0.025].map((tick) => tickText(tick, 'share'))).toEqual(['1 %', '2.5 %']);
    expect([500, 1500, 2000].map((tick) => tickText(tick, 'ms'))).toEqual(['500 ms', '1.5 s', '2 s']);
  });
});
