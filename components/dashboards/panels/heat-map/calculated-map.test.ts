import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { calculatedMap } from './calculated-map';

const series = (values: readonly (number | null)[]) =>
  frame('A', [
    { name: 'Time', type: 'time', labels: {}, values: values.map((_, at) => at * 10_000) },
    { name: 'Value', type: 'number', labels: {}, values },
  ]);
const window = { fromMs: 0, toMs: 40_000 };

it('counts the values of all series by time and by range', () => {
  const map = calculatedMap([series([1, 1, 25, 140]), series([3, Number.NaN, 26, null])], 'short', window);
  expect(map?.times).toEqual([5000, 15_000, 25_000, 35_000]);
  expect(map?.buckets.map(({ label }) => label).slice(0, 3)).toEqual(['10', '20', '30']);
  expect(map?.buckets[0]?.values).toEqual([2, 1, 0, 0]);
  expect(map?.buckets[2]?.values).toEqual([0, 0, 2, 0]);
  expect(map?.buckets.at(-1)?.values).toEqual([0, 0, 0, 1]);
  expect(map?.most).toBe(2);
});

it('has one row where all are the same, rows below zero, and none without figures', () => {
  expect(calculatedMap([series([5, 5])], '', window)?.buckets).toEqual([{ label: '6', values: [2, 0] }]);
  expect(calculatedMap([series([-7, 7])], '', window)?.buckets.length).toBeGreaterThan(10);
  expect(calculatedMap([series([Number.POSITIVE_INFINITY, null])], '', window)).toBeNull();
});

it('groups 20,000 instants into columns that can be seen', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => at % 7);
  const map = calculatedMap([series(many)], '', { fromMs: 0, toMs: 200_000_000 });
  expect(map?.times).toHaveLength(120);
  expect(
    map?.buckets.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0),
  ).toBe(20_000);
});
