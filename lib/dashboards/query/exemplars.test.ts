import { expect, it } from 'vitest';
import { loadQueryExemplars } from './exemplars';
import type { AskedExemplar } from './port';

const one = (atSeconds: number, value: number, metric = 'x_seconds_bucket'): AskedExemplar => ({
  traceId: `${atSeconds}`.padStart(16, '0'),
  atSeconds,
  value,
  metric,
  labels: { app: 'web' },
});
const load = (found: readonly AskedExemplar[], asked = {}) =>
  loadQueryExemplars({ exemplars: async () => found }, { expr: 'x', from: 0, to: 600, ...asked });

it('has the highest of each stretch of time with its unit', async () => {
  const found = [
    one(301, 5, 'istio_request_duration_milliseconds_bucket'),
    one(12, 9),
    one(15, 40),
    one(900, 99),
  ];
  const answer = await load([...found, one(500, 1, 'sizes')]);
  expect(answer.found).toBe(5);
  expect(answer.exemplars.map(({ atSeconds, value, unit }) => [atSeconds, value, unit])).toEqual([
    [15, 40, 's'],
    [301, 5, 'ms'],
    [500, 1, null],
  ]);
  expect(answer.exemplars[0]?.labels).toEqual({ app: 'web' });
});

it('sends as many as can be told apart', async () => {
  const many = Array.from({ length: 600 }, (_, at) => one(at, at));
  expect((await load(many)).exemplars).toHaveLength(60);
});

it('refuses what is no query', async () => {
  await expect(load([], { expr: 'sum(' })).rejects.toThrow('no PromQL');
  await expect(load([], { from: 600, to: 600 })).rejects.toThrow('range');
});
