/** Lists of which a part stands on the page of one subject, and the percentiles of the rows that stand there. */
import type { Warning } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { SubjectsPort } from '@/lib/metrics/subjects';
import type { InventoryRow } from './contract';
import type { AllRows } from './load-rows';
import { loadSubjectFigures, withPercentiles } from './subject-figures';
import type { InventoryKind } from './vocabulary';

/** All rows of a list, from wherever they are kept. */
export type RowsOf = (kind: InventoryKind) => Promise<AllRows>;

export type Lists = Readonly<Partial<Record<InventoryKind, readonly InventoryRow[]>>>;

/** Never its own list. */
const RELATED: Readonly<Record<InventoryKind, readonly InventoryKind[]>> = {
  workloads: ['services'],
  services: ['workloads'],
  applications: ['workloads', 'services'],
  namespaces: ['workloads', 'services', 'applications'],
};

export async function relatedRows(kind: InventoryKind, rowsOf: RowsOf): Promise<Lists> {
  const lists = await Promise.all(RELATED[kind].map(async (one) => [one, (await rowsOf(one)).rows] as const));
  return Object.fromEntries(lists);
}

/** `shown` with percentiles, one query a list; `all` holds the whole lists. Without figures nothing is asked. */
export async function withLatencies(
  port: SubjectsPort,
  { shown, all, window }: { readonly shown: Lists; readonly all: Lists; readonly window: TimeWindow },
  signal?: AbortSignal,
): Promise<{ readonly lists: Lists; readonly warnings: readonly Warning[] }> {
  const warnings: Warning[] = [];
  const lists = await Promise.all(
    Object.entries(shown).map(async ([name, rows]) => {
      const kind = name as InventoryKind;
      const request = { kind, window, all: all[kind] ?? [], rows, trends: false };
      const { figures, warnings: missing } = await loadSubjectFigures(port, request, signal);
      warnings.push(...missing);
      return [kind, withPercentiles(rows, figures)] as const;
    }),
  );
  return { lists: Object.fromEntries(lists), warnings };
}
