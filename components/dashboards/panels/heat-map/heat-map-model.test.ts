import { expect, it } from 'vitest';
import { framesFromAnswer } from '@/lib/dashboards/frames/from-answer';
import { heatMap, shadeOf } from './heat-map-model';

const target = { refId: 'A', format: 'heatmap', legend: '{{le}}', expr: 'x' } as const;
const bucket = (le: string, values: readonly number[]) => ({
  labels: { le },
  points: values.map((value, at): [number, number] => [at * 15, value]),
});

it('has buckets from the lowest up with what fell into each alone', () => {
  const series = [bucket('+Inf', [10, 4]), bucket('0.5', [6, 4]), bucket('0.1', [1, 0])];
  const map = heatMap(framesFromAnswer({ kind: 'series', series }, { target, alone: true }), 's');
  expect(map).toMatchObject({ times: [0, 15_000], stepMs: 15_000, most: 5 });
  expect(map?.buckets).toEqual([
    { label: '100 ms', values: [1, 0] },
    { label: '500 ms', values: [5, 4] },
    { label: '∞', values: [4, 0] },
  ]);
});

it('shades the least that there is, and nothing that is not', () => {
  expect([0, null, 0.001, 50, 100].map((value) => shadeOf(value, 100, 'exponential'))).toEqual([
    0, 0, 1, 8, 10,
  ]);
  expect(shadeOf(50, 100, 'linear')).toBe(5);
  expect(shadeOf(1, 100, 'log')).toBe(5);
});

it('is none without buckets', () => {
  expect(heatMap([], 's')).toBeNull();
});
