import { expect, it } from 'vitest';
import { bucketSeries } from './histogram-buckets';

const histogram = (...buckets: readonly (readonly [lower: number, upper: number, count: number])[]) => ({
  count: buckets.reduce((sum, [, , count]) => sum + count, 0),
  sum: 0,
  buckets: buckets.map(([lower, upper, count]) => ({ lower, upper, count })),
});

it('has a cumulative series for each bound of all instants, as classic histograms have', () => {
  const series = bucketSeries({ app: 'a' }, [
    [0, histogram([1, 2, 3], [4, 8, 1])],
    [15, histogram([2, 4, 5])],
  ]);
  expect(series.map(({ labels, points }) => [labels.le, points])).toEqual([
    [
      '1',
      [
        [0, 0],
        [15, 0],
      ],
    ],
    [
      '2',
      [
        [0, 3],
        [15, 0],
      ],
    ],
    [
      '4',
      [
        [0, 3],
        [15, 5],
      ],
    ],
    [
      '8',
      [
        [0, 4],
        [15, 5],
      ],
    ],
    [
      '+Inf',
      [
        [0, 4],
        [15, 5],
      ],
    ],
  ]);
  expect(series[0]?.labels.app).toBe('a');
});

it('takes custom bounds that begin below zero, and a bucket without end', () => {
  const series = bucketSeries({}, [
    [0, histogram([Number.NEGATIVE_INFINITY, 1, 2], [1, Number.POSITIVE_INFINITY, 3])],
  ]);
  expect(series.map(({ labels, points }) => [labels.le, points[0]?.[1]])).toEqual([
    ['1', 2],
    ['+Inf', 5],
  ]);
});
