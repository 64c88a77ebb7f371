import { expect, it } from 'vitest';
import type { DrawnSeries } from './drawn-series';
import { panelAxis } from './panel-axis';

const MIB = 1024 ** 2;
const axis = (extent: readonly [number, number], options: object) =>
  panelAxis([{ options }] as unknown as readonly DrawnSeries[], extent);

it('has round ticks in the prefix that is written, for bytes too', () => {
  expect(axis([0, 120 * MIB], { unit: 'bytes' }).ticks).toEqual([0, 50 * MIB, 100 * MIB, 150 * MIB]);
  expect(axis([0, 120e6], { unit: 'decbytes' }).ticks).toEqual([0, 50e6, 100e6, 150e6]);
  expect(axis([0, 900], { unit: 'bytes' }).ticks).toEqual([0, 500, 1000]);
});

it('keeps the limits that the panel sets', () => {
  const { min, max, ticks } = axis([0, 3 * MIB], { unit: 'bytes', min: 0, max: 4 * MIB });
  expect([min, max]).toEqual([0, 4 * MIB]);
  expect(ticks.every((tick) => tick % (MIB / 2) === 0)).toBe(true);
  expect(axis([2, 7], { unit: 'ms', min: 1, max: 9 })).toMatchObject({ min: 1, max: 9 });
  expect(axis([2, 7], { unit: 'ms', min: 100 })).toMatchObject({ min: 100, max: 101 });
});
