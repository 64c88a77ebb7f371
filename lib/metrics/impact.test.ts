import { expect, it } from 'vitest';
import { impacts } from './impact';

const row = (requestsPerSecond: number, p95Ms: number | null) => ({ requestsPerSecond, p95Ms });

it('scales latency times rate from the least to the largest of the rows', () => {
  expect(impacts([row(10, 5), row(1, 10), row(3, 10)])).toEqual([1, 0, 0.5]);
  expect(impacts([row(2, 5), row(1, 10)])).toEqual([0, 0]);
});

it('is 1 for a row alone, and unknown without a latency', () => {
  expect(impacts([row(0.1, 1)])).toEqual([1]);
  expect(impacts([row(0.1, null)])).toEqual([null]);
  expect(impacts([row(9, null), row(1, 10), row(2, 10)])).toEqual([null, 0, 1]);
  expect(impacts([])).toEqual([]);
});
