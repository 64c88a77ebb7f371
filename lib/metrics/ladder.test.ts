import { expect, it } from 'vitest';
import { ladderOf } from './ladder';

const buckets = [
  { upperBound: 10, count: 50 },
  { upperBound: 100, count: 98 },
  { upperBound: Number.POSITIVE_INFINITY, count: 100 },
];

it('is the mean and six percentiles, interpolated as Prometheus does', () => {
  const ladder = ladderOf({ buckets, sum: 2000, count: null });
  expect(ladder?.mean).toBe(20);
  expect(ladder?.steps.map(({ share }) => share)).toEqual([0.5, 0.75, 0.9, 0.95, 0.99, 0.999]);
  expect(ladder?.steps[0]).toEqual({ share: 0.5, value: 10, beyond: false });
  expect(ladder?.steps[2]?.value).toBeCloseTo(85, 9);
});

it('says of percentiles beyond the last bound that they are more than it', () => {
  const beyond = ladderOf({ buckets, sum: null, count: null })?.steps.filter((step) => step.beyond);
  expect(beyond).toEqual([
    { share: 0.99, value: 100, beyond: true },
    { share: 0.999, value: 100, beyond: true },
  ]);
});

it('is nothing where nothing was observed, or no total is told', () => {
  expect(ladderOf({ buckets: [], sum: 3, count: null })).toBeNull();
  expect(ladderOf({ buckets: buckets.map((one) => ({ ...one, count: 0 })), sum: 0, count: null })).toBeNull();
  expect(ladderOf({ buckets: buckets.slice(0, 2), sum: 1, count: null })).toBeNull();
});

it('adds up buckets of several parts', () => {
  expect(ladderOf({ buckets: [...buckets, ...buckets], sum: 4000, count: null })).toEqual(
    ladderOf({ buckets, sum: 2000, count: null }),
  );
});

it('is a mean alone where buckets are not kept', () => {
  expect(ladderOf({ buckets: [], sum: 600, count: 3 })).toEqual({ mean: 200, steps: [] });
  expect(ladderOf({ buckets: [], sum: 0, count: 0 })).toBeNull();
});
