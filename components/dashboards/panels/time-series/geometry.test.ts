import { expect, it } from 'vitest';
import type { DrawnSeries } from './drawn-series';
import { axisLabel } from './geometry';

const labels = (ticks: readonly number[], unit: string, decimals?: number) => {
  const series = [
    { options: { unit, ...(decimals === undefined ? {} : { decimals }) } },
  ] as unknown as readonly DrawnSeries[];
  return ticks.map((tick) => axisLabel(tick, series, ticks).replaceAll('\u00a0', ' '));
};

it('writes the figures of an axis without zeros that all of them end in', () => {
  expect(labels([0, 0.2, 0.4, 0.6], 'cps')).toEqual(['0 c/s', '0.2 c/s', '0.4 c/s', '0.6 c/s']);
  expect(labels([0, 0.01, 0.02], 'ops')).toEqual(['0 ops/s', '0.01 ops/s', '0.02 ops/s']);
  expect(labels([0, 0.25, 0.5], 'none')).toEqual(['0', '0.25', '0.50']);
  expect(labels([0, 10, 20], 'none')).toEqual(['0', '10', '20']);
  expect(labels([1, 2], 'none', 2)).toEqual(['1', '2']);
});
