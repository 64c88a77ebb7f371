/** The statistics as a file for a spreadsheet: times in microseconds, shares of 1, nothing rounded. */
import { csvCell } from '@/lib/graph/export/csv';
import { FIGURE_COLUMNS, figureValue, type GroupLine } from './columns';

/** `keys`: what was grouped by, one or two. */
export function statisticsCsv(lines: readonly GroupLine[], keys: readonly string[]): string {
  const head = [
    ...keys,
    ...FIGURE_COLUMNS.map(({ id, unit }) => (unit === 'us' ? `${id.slice(0, -2)}_us` : id)),
  ];
  const rows = lines.map(({ group, within }) => {
    const values = within === null ? [group.value ?? '', ''] : [within.value ?? '', group.value ?? ''];
    return [...values.slice(0, keys.length), ...FIGURE_COLUMNS.map((column) => figureValue(group, column))];
  });
  return [head, ...rows].map((row) => `${row.map((cell) => csvCell(cell)).join(',')}\r\n`).join('');
}
