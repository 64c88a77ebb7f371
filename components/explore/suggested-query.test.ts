import { expect, it } from 'vitest';
import { syntaxMistake } from '@/lib/promql/syntax';
import { suggestedQuery } from './suggested-query';

it.each([
  [{ name: 'x_bucket', type: 'counter' }, 'histogram_quantile(0.95, sum by (le) (rate(x_bucket[1m])))'],
  [{ name: 'x', type: 'histogram' }, 'histogram_quantile(0.95, sum(rate(x[1m])))'],
  [{ name: 'x_total', type: '' }, 'sum(rate(x_total[1m]))'],
  [{ name: 'odd', type: 'counter' }, 'sum(rate(odd[1m]))'],
  [{ name: 'up', type: 'gauge' }, 'up'],
  [{ name: 'größe.der', type: 'counter' }, 'sum(rate({"größe.der"}[1m]))'],
])('%j: %s', (metric, expected) => {
  const query = suggestedQuery(metric, 15);
  expect(query).toBe(expected);
  expect(syntaxMistake(query)).toBeNull();
});

it('takes ranges that hold samples at slow scrapes', () => {
  expect(suggestedQuery({ name: 'a_total', type: '' }, 60)).toBe('sum(rate(a_total[4m]))');
});
