import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { fieldConfigSchema } from '@/lib/dashboards/model/field';
import { footerCell, shownCell, sortedRows, tableColumns } from './table-model';

const table = frame('A', [
  { name: 'app', type: 'string', labels: {}, values: ['b', 'a', 'c', 'd'] },
  { name: 'Value', type: 'number', labels: {}, values: [2, null, 10, Number.NaN] },
  { name: 'secret', type: 'string', labels: {}, values: ['1', '2', '3', '4'] },
]);
const config = fieldConfigSchema.parse({
  defaults: { unit: 'percent', noValue: '–' },
  overrides: [{ matcher: { by: 'name', name: 'secret' }, options: { cell: { hidden: true } } }],
});

it('leaves out what is hidden, and sets figures to the right', () => {
  const columns = tableColumns(table, config);
  expect(columns.map(({ title, align }) => [title, align])).toEqual([
    ['app', 'left'],
    ['Value', 'right'],
  ]);
});

it('sorts figures as figures, and puts what has none last either way', () => {
  const columns = tableColumns(table, config);
  expect(sortedRows(columns, 4, [{ field: 'Value', desc: false }])).toEqual([0, 2, 1, 3]);
  expect(sortedRows(columns, 4, [{ field: 'Value', desc: true }])).toEqual([2, 0, 1, 3]);
  expect(sortedRows(columns, 4, [{ field: 'no such', desc: true }])).toEqual([0, 1, 2, 3]);
});

it('writes cells by unit, and the footer of figures only', () => {
  const [app, value] = tableColumns(table, config);
  expect(value && shownCell(value, 0).shown).toMatchObject({ text: '2', suffix: '%' });
  expect(value && shownCell(value, 1).shown.text).toBe('–');
  expect(value && footerCell(value, 'sum', [])).toBe('12%');
  expect(app && footerCell(app, 'sum', [])).toBeNull();
});
