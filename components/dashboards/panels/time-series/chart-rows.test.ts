import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { fieldConfigSchema } from '@/lib/dashboards/model/field';
import { chartRows } from './chart-rows';
import { drawnSeries } from './drawn-series';
import { panelAxis } from './panel-axis';

function one(refId: string, times: readonly number[], values: readonly (number | null)[]) {
  return frame(refId, [
    { name: 'Time', type: 'time', labels: {}, values: times },
    { name: 'Value', type: 'number', labels: {}, values, title: refId },
  ]);
}
const config = (draw: object, more: object = {}) => fieldConfigSchema.parse({ defaults: { draw, ...more } });

it('leaves gaps open where points are missing or are no figures, and bridges them on demand', () => {
  const frames = [
    one('a', [0, 10, 20, 50, 60], [1, Number.NaN, 3, 4, 5]),
    one('b', [0, 10, 20, 30, 50], [1, 1, 1, 1, 1]),
  ];
  const a = (draw: object) => chartRows(drawnSeries(frames, config(draw)), 500).rows.map((row) => row.s0);
  expect(a({})).toEqual([1, null, 3, null, 4, 5]);
  expect(a({ gaps: 'connected' })).toEqual([1, 2, 3, expect.closeTo(3.33, 1), 4, 5]);
});

it('draws a coarser series through between its points', () => {
  const frames = [one('a', [0, 20, 40], [0, 2, 4]), one('b', [0, 10, 20, 30, 40], [1, 1, 1, 1, 1])];
  expect(chartRows(drawnSeries(frames, config({})), 500).rows.map((row) => row.s0)).toEqual([0, 1, 2, 3, 4]);
});

it('stacks upwards and downwards apart, and to shares of the whole', () => {
  const frames = [one('a', [0], [1]), one('b', [0], [3]), one('c', [0], [-2])];
  const rows = (draw: object) => chartRows(drawnSeries(frames, config(draw)), 500);
  expect(rows({ stacking: 'normal' }).rows).toEqual([{ at: 0, s0: [0, 1], s1: [1, 4], s2: [0, -2] }]);
  expect(rows({ stacking: 'normal' }).extent.left).toEqual([-2, 4]);
  const [share] = chartRows(drawnSeries(frames.slice(0, 2), config({ stacking: 'percent' })), 500).rows;
  expect(share).toEqual({ at: 0, s0: [0, 0.25], s1: [0.25, 1] });
});

it('keeps the spike of 20,000 points', () => {
  const times = Array.from({ length: 20_000 }, (_, at) => at * 1000);
  const values = times.map((_, at) => (at === 12_345 ? 99 : at % 3));
  const { rows, extent } = chartRows(drawnSeries([one('a', times, values)], config({})), 500);
  expect(rows.length).toBeLessThan(3000);
  expect(Math.max(...rows.map((row) => Number(row.s0)))).toBe(99);
  expect(extent.left).toEqual([0, 99]);
});

it('negates, and puts series on the axis that they name', () => {
  const series = drawnSeries([one('a', [0, 1], [1, 2])], config({ transform: 'negative-Y', axis: 'right' }));
  const { rows, extent } = chartRows(series, 500);
  expect(rows.map((row) => row.s0)).toEqual([-1, -2]);
  expect(extent).toEqual({ left: null, right: [-2, -1] });
});

it('has axes inside the limits that are set', () => {
  const series = drawnSeries([one('a', [0, 1], [10, 90])], config({}, { min: 0, max: 100 }));
  expect(panelAxis(series, [10, 90])).toMatchObject({ min: 0, max: 100, ticks: [0, 50, 100] });
  expect(panelAxis([], null)).toMatchObject({ min: 0, max: 1 });
  const log = drawnSeries([one('a', [0], [10])], config({ scale: 'log10' }));
  expect(panelAxis(log, [1, 1000]).scale).toBe('log');
});
