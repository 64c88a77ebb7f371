import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { framesAsCsv, framesAsTable } from './frames-as-table';

const series = (title: string, times: readonly number[], values: readonly number[]) =>
  frame('A', [
    { name: 'Time', type: 'time', labels: {}, values: times },
    { name: 'Value', type: 'number', labels: {}, values, title },
  ]);

it('puts series side by side on their times', () => {
  expect(framesAsTable([series('a', [0, 1000], [1, 2]), series('b', [1000], [3])])).toEqual({
    columns: ['Time', 'a', 'b'],
    rows: [
      ['1970-01-01T00:00:00.000Z', '1', ''],
      ['1970-01-01T00:00:01.000Z', '2', '3'],
    ],
  });
});

it('writes CSV that no spreadsheet takes for a formula', () => {
  const table = frame('A', [{ name: 'x', type: 'string', labels: {}, values: ['=1+1', 'a "b", c', '-2'] }]);
  expect(framesAsCsv([table])).toBe('x\r\n\'=1+1\r\n"a ""b"", c"\r\n-2');
});

it('is empty without frames', () => {
  expect(framesAsTable([])).toEqual({ columns: [], rows: [] });
});
