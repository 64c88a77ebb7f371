import { describe, expect, it } from 'vitest';
import { quantile } from './histogram';

const buckets = (...counts: readonly (readonly [number, number])[]) =>
  counts.map(([upperBound, count]) => ({ upperBound, count }));
const INF = Number.POSITIVE_INFINITY;

// The expected values are Prometheus' own (promql/testdata/histograms.test).
describe('quantile', () => {
  it('interpolates within a bucket', () => {
    expect(quantile(0.5, buckets([0.1, 5], [0.2, 7], [1e5, 8], [INF, 9]))).toBeCloseTo(0.09, 12);
    expect(quantile(0.8, buckets([5, 2], [10, 4], [INF, 5]))).toBe(10);
  });

  it('gives the last finite bound for what lies beyond it', () => {
    expect(quantile(0.99, buckets([5, 1], [INF, 100]))).toBe(5);
  });

  it('adds equal bounds up, in any order', () => {
    const parts = [...buckets([INF, 4], [5, 2]), ...buckets([5, 2], [INF, 4])];
    expect(quantile(0.25, parts)).toBe(2.5);
  });

  it('mends buckets that are smaller than the one before', () => {
    expect(quantile(0.5, buckets([1, 4], [2, 3], [INF, 4]))).toBe(0.5);
  });

  it('has nothing to say without observations or without a total', () => {
    expect(quantile(0.5, buckets([5, 0], [INF, 0]))).toBeNull();
    expect(quantile(0.5, buckets([5, 1]))).toBeNull();
    expect(quantile(0.5, [])).toBeNull();
  });
});
