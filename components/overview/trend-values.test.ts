import { expect, it } from 'vitest';
import type { Trend, TrendsAnswer } from '@/lib/metrics/trends';
import { ofApplication, ofNamespace, ofService, trendValues } from './trend-values';

const trend = (part: Partial<Trend>): Trend => ({
  namespace: 'shop',
  service: 'cart',
  app: 'cart',
  requestsPerSecond: [4, null, 2],
  errorsPerSecond: [1, null, 0],
  ...part,
});

const answer: TrendsAnswer = {
  window: { fromSeconds: 0, toSeconds: 30 },
  instants: [10, 20, 30],
  trends: [
    trend({}),
    trend({ app: null, requestsPerSecond: [null, null, 2], errorsPerSecond: [null, null, 2] }),
    trend({ service: 'email', app: 'email', requestsPerSecond: [0, 0, 0], errorsPerSecond: [0, 0, 0] }),
    trend({ namespace: 'other' }),
  ],
  leftOut: 0,
  warnings: [],
};

it('sums what belongs together, keeps gaps, and knows no error rate without requests', () => {
  expect(trendValues(answer, ofService('shop', 'cart'))).toEqual({
    rates: [4, null, 4],
    errorShares: [0.25, null, 0.5],
  });
  expect(trendValues(answer, ofService('shop', 'email'))?.errorShares).toEqual([null, null, null]);
  expect(trendValues(answer, ofNamespace('shop'))?.rates).toEqual([4, 0, 4]);
});

it('counts requests that reached nobody to the application of that name', () => {
  expect(trendValues(answer, ofApplication('shop', 'cart'))?.rates).toEqual([4, null, 4]);
});

it('is nothing before the answer is there, and where nothing is called', () => {
  expect(trendValues(undefined, ofNamespace('shop'))).toBeNull();
  expect(trendValues(answer, ofNamespace('nowhere'))).toBeNull();
});
