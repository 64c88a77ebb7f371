import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { fieldConfigSchema } from '@/lib/dashboards/model/field';
import { figures } from './figures';

const series = (title: string, values: readonly (number | null)[]) =>
  frame('A', [
    { name: 'Time', type: 'time', labels: {}, values: values.map((_, at) => at) },
    { name: 'Value', type: 'number', labels: {}, values, title },
  ]);
const reduction = { calc: 'lastNotNull', rows: false, limit: 25, fields: '' };

it('reduces each series, with the colour of its threshold and the way from least to most', () => {
  const config = fieldConfigSchema.parse({
    defaults: {
      unit: 'percent',
      max: 100,
      thresholds: {
        steps: [
          { value: null, color: 'green' },
          { value: 80, color: 'red' },
        ],
      },
    },
  });
  const found = figures([series('a', [1, 90, null]), series('b', [50, Number.NaN])], config, reduction);
  expect(found.map(({ title, shown, color }) => [title, shown.text, shown.share, color])).toEqual([
    ['a', '90', 0.9, 'var(--failing)'],
    ['b', '50', 0.5, 'var(--healthy)'],
  ]);
});

it('says with its own words that there is no value', () => {
  const config = fieldConfigSchema.parse({ defaults: { noValue: 'none' } });
  expect(figures([series('a', [null])], config, reduction)[0]?.shown.text).toBe('none');
});

it('takes every row of a table, named by its texts, up to the limit', () => {
  const table = frame('A', [
    { name: 'app', type: 'string', labels: {}, values: ['x', 'y', 'z'] },
    { name: 'Value', type: 'number', labels: {}, values: [1, 2, 3] },
  ]);
  const found = figures([table], fieldConfigSchema.parse({}), { ...reduction, rows: true, limit: 2 });
  expect(found.map(({ title, shown }) => [title, shown.numeric])).toEqual([
    ['x', 1],
    ['y', 2],
  ]);
});
