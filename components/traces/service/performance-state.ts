/** What the page of service performance shows, as it stands in the URL. */
import { parseAsString, parseAsStringLiteral } from 'nuqs';
import { sortParser } from '@/components/traces/views/sort-order';
import type { PerformanceRow, PerformanceSource } from '@/lib/insight/performance/contract';

const SOURCES = ['mesh', 'spans', 'traces'] as const satisfies readonly PerformanceSource[];

export const performanceParsers = {
  service: parseAsString,
  source: parseAsStringLiteral(SOURCES),
  sort: sortParser.withDefault({ column: 'impact', descending: true }),
};

export type FigureColumn = 'requestsPerSecond' | 'errorShare' | 'p50Ms' | 'p95Ms' | 'p99Ms' | 'impact';

/** Rows in the order of a column; what has no figure stands last either way. */
export function sortedRows(
  rows: readonly PerformanceRow[],
  { column, descending }: { readonly column: string; readonly descending: boolean },
): PerformanceRow[] {
  const sign = descending ? -1 : 1;
  const byName = (a: PerformanceRow, b: PerformanceRow) => nameOf(a).localeCompare(nameOf(b), 'en');
  if (column === 'name') return rows.toSorted((a, b) => sign * byName(a, b));
  return rows.toSorted((a, b) => {
    const [left, right] = [a[column as FigureColumn], b[column as FigureColumn]];
    if (left === right) return byName(a, b);
    if (left === null || left === undefined) return 1;
    if (right === null || right === undefined) return -1;
    return sign * (left - right) || byName(a, b);
  });
}

export function nameOf({ service, operation }: Pick<PerformanceRow, 'service' | 'operation'>): string {
  return operation ?? service;
}
