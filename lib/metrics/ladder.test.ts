import { expect, it } from 'vitest';
import { ladderOf } from './ladder';

const buckets = [
  { upperBound: 10, count: 50 },
  { upperBound: 100, count: 98 },
  { upperBound: Number.POSITIVE_INFINITY, count: 100 },
];

it('is the mean and six percentiles, interpolated as Prometheus does', () => {
  const ladder = ladderOf({ buckets, sum: 2000 });
  expect(ladder?.mean).toBe(20);
  expect(ladder?.steps.map(({ share }) => share)).toEqual([0.5, 0.75, 0.9, 0.95, 0.99, 0.999]);
  expect(ladder?.steps[0]).toEqual({ share: 0.5, value: 10, beyond: false });
  expect(ladder?.steps[2]?.value).toBeCloseTo(85, 9);
});

it('says of percentiles beyond the last bound that they are more than it', () => {
  const beyond = ladderOf({ buckets, sum: null })?.steps.filter((step) => step.beyond);
  expect(beyond).toEqual([
    { share: 0.99, value: 100, beyond: true },
    { share: 0.999, value: 100, beyond: true },
  ]);
});

it('is nothing where nothing was observed, or no total is told', () => {
  expect(ladderOf({ buckets: [], sum: 3 })).toBeNull();
  expect(ladderOf({ buckets: buckets.map((one) => ({ ...one, count: 0 })), sum: 0 })).toBeNull();
  expect(ladderOf({ buckets: buckets.slice(0, 2), sum: 1 })).toBeNull();
});

it('adds up buckets of several parts', () => {
  expect(ladderOf({ buckets: [...buckets, ...buckets], sum: 4000 })).toEqual(
    ladderOf({ buckets, sum: 2000 }),
  );
});
