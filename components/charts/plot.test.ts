import { describe, expect, it } from 'vitest';
import { linearAxis } from './axis';
import { type Plot, plotSeconds, plotX, plotY, spread } from './plot';

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
