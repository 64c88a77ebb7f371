/** From a row of service performance to the traces behind it. Pure. */
import type { PerformanceRow, PerformanceSource } from '@/lib/insight/performance/contract';

export interface RowLinks {
  readonly all: string;
  readonly failed: string;
  /** Slower than its p95; null = none is known. */
  readonly slow: string | null;
}

/** null = no traces are to be expected. An operation of the mesh's metrics is a label that proxies do not write into spans. */
export function rowLinks(
  row: Pick<PerformanceRow, 'searchService' | 'operation' | 'p95Ms'>,
  source: PerformanceSource,
): RowLinks | null {
  if (row.searchService === null) return null;
  const base = new URLSearchParams({ service: row.searchService });
  if (source !== 'mesh' && row.operation !== null) base.set('operation', row.operation);
  const withMore = (more: Readonly<Record<string, string>>) =>
    `/traces?${new URLSearchParams([...base, ...Object.entries(more)])}`;
  return {
    all: withMore({}),
    failed: withMore({ errors: 'true' }),
    slow: row.p95Ms === null ? null : withMore({ min: `${Math.max(1, Math.floor(row.p95Ms))}ms` }),
  };
}
