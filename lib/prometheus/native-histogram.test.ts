import { describe, expect, it } from 'vitest';
import { quantile } from '@/lib/metrics/histogram';
import {
  areExponential,
  atCommonBounds,
  cumulative,
  type NativeHistogram,
  readNativeHistogram,
} from './native-histogram';

const custom: NativeHistogram = {
  count: 10,
  sum: 90,
  buckets: [
    { lower: Number.NEGATIVE_INFINITY, upper: 5, count: 4 },
    { lower: 5, upper: 25, count: 5 },
    { lower: 25, upper: Number.POSITIVE_INFINITY, count: 1 },
  ],
};
const exponential: NativeHistogram = {
  count: 8,
  sum: 40,
  buckets: [
    { lower: 4, upper: 8, count: 2 },
    { lower: 8, upper: 16, count: 6 },
  ],
};

describe('readNativeHistogram', () => {
  it('reads what Prometheus writes', () => {
    const wire = {
      count: '10',
      sum: '90',
      buckets: [
        [0, '-Inf', '5', '4'],
        [0, '5', '25', '5'],
        [0, '25', '+Inf', '1'],
      ],
    };
    expect(readNativeHistogram(wire)).toEqual(custom);
    expect(readNativeHistogram({ count: '0', sum: '0' })).toEqual({ count: 0, sum: 0, buckets: [] });
  });

  it.each([
    null,
    'x',
    {},
    { count: '1', sum: '1', buckets: 'x' },
    { count: '1', sum: '1', buckets: [[0, 'a', '1', '1']] },
  ])('takes %j for none', (wire) => expect(readNativeHistogram(wire)).toBeNull());
});

describe('cumulative', () => {
  it('gives custom bounds as classic buckets', () => {
    expect(cumulative(custom, false)).toEqual([
      { upperBound: 5, count: 4 },
      { upperBound: 25, count: 9 },
      { upperBound: Number.POSITIVE_INFINITY, count: 10 },
    ]);
  });

  it('follows the curve inside exponential buckets, as histogram_quantile does', () => {
    // Half of the bucket from 8 to 16 lies below 8 × √2, not below 12.
    expect(quantile(5 / 8, cumulative(exponential, true))).toBeCloseTo(8 * Math.SQRT2, 1);
  });

  it('leaves out what is empty', () => {
    expect(cumulative({ count: 0, sum: 0, buckets: [] }, false)).toEqual([
      { upperBound: Number.POSITIVE_INFINITY, count: 0 },
    ]);
  });
});

describe('areExponential', () => {
  it('tells the kinds of bounds apart by all of them', () => {
    const one = { count: 1, sum: 1, buckets: [{ lower: 0.5, upper: 1, count: 1 }] };
    expect(areExponential([exponential])).toBe(true);
    expect(areExponential([one, custom])).toBe(false);
    expect(areExponential([{ ...one, buckets: [{ lower: 5, upper: 10, count: 1 }] }])).toBe(false);
  });
});

describe('atCommonBounds', () => {
  it('gives every distribution a count at every bound, on the line between its own', () => {
    const infinite = Number.POSITIVE_INFINITY;
    const [first, second] = atCommonBounds([
      [
        { upperBound: 10, count: 4 },
        { upperBound: infinite, count: 5 },
      ],
      [
        { upperBound: 5, count: 1 },
        { upperBound: 20, count: 4 },
        { upperBound: infinite, count: 4 },
      ],
    ]);
    expect(first?.map(({ count }) => count)).toEqual([2, 4, 4, 5]);
    expect(second?.map(({ count }) => count)).toEqual([1, 2, 4, 4]);
  });
});
