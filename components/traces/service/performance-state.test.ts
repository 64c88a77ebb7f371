import { expect, it } from 'vitest';
import type { PerformanceRow } from '@/lib/insight/performance/contract';
import { sortedRows } from './performance-state';

const row = (operation: string, p95Ms: number | null) =>
  ({ service: 's', operation, p95Ms }) as PerformanceRow;
const rows = [row('b', 5), row('a', null), row('c', 5), row('d', 9)];
const names = (column: string, descending: boolean) =>
  sortedRows(rows, { column, descending })
    .map(({ operation }) => operation)
    .join('');

it('sorts by a figure, those without one last either way, equal ones by name', () => {
  expect(names('p95Ms', true)).toBe('dbca');
  expect(names('p95Ms', false)).toBe('bcda');
  expect(names('name', false)).toBe('abcd');
  expect(names('name', true)).toBe('dcba');
});
