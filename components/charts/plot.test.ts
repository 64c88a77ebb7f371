import { describe, expect, it } from 'vitest';
import { linearAxis, logAxis } from './axis';
import { type Plot, plotSeconds, plotValue, plotX, plotY, spread } from './plot';

const plot: Plot = {
  left: 40,
  top: 10,
  width: 100,
  height: 50,
  fromSeconds: 0,
  toSeconds: 600,
  axis: linearAxis([600]),
};

describe('plot', () => {
  it('reads values back on both kinds of axis, and stops at their ends', () => {
    const log = { ...plot, axis: logAxis([1, 1000]) };
    for (const [one, value] of [
      [plot, 150],
      [log, 30],
    ] as const)
      expect(plotValue(one, plotY(one, value) ?? 0)).toBeCloseTo(value, 6);
    expect(plotValue(plot, 500)).toBe(plot.axis.min);
    expect(plotValue(plot, -500)).toBe(plot.axis.max);
  });

  it('places instants and values, and reads instants back', () => {
    expect(plotX(plot, 300)).toBe(90);
    expect(plotY(plot, 600)).toBe(10);
    expect(plotY(plot, 0)).toBe(60);
    expect(plotSeconds(plot, 90)).toBe(300);
  });

  it('keeps the pointer inside the window', () => {
    expect(plotSeconds(plot, 0)).toBe(0);
    expect(plotSeconds(plot, 900)).toBe(600);
  });
});

describe('spread', () => {
  it('moves labels apart and keeps their order', () => {
    expect(spread([20, 10, 12], 12)).toEqual([34, 10, 22]);
    expect(spread([10, 50], 12)).toEqual([10, 50]);
  });
});
