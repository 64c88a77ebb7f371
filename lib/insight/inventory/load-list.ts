/** The answer of a list: a part of all rows, chosen and sorted. */
import type { Warning } from '@/lib/mesh/fault';
import { chooseRows, type RowChoice, type RowOrder } from './choose-rows';
import type { InventoryList, InventoryRow } from './contract';
import { chooseBareRows, type LastFigures } from './last-figures';
import type { AllRows } from './load-rows';
import type { InventoryKind } from './vocabulary';

export interface ListQuestion {
  readonly kind: InventoryKind;
  readonly choice: RowChoice;
  readonly order: RowOrder;
  readonly offset: number;
  readonly limit: number;
  readonly figures: boolean;
  /** Where there are none yet: those that the rows had last. */
  readonly last?: LastFigures | null;
}

export function listOf(all: AllRows, question: ListQuestion): InventoryList {
  const { kind, choice, order, offset, limit, figures, last = null } = question;
  const part = { offset, limit };
  const clusters = rowsByCluster(all.rows);
  const [home = null] = [...clusters.keys()].sort((a, b) => (clusters.get(b) ?? 0) - (clusters.get(a) ?? 0));
  return {
    kind,
    window: { ...all.window },
    asked: { ...all.asked },
    ...(figures || last === null
      ? chooseRows(all.rows, choice, order, part)
      : chooseBareRows(all.rows, last, choice, order, part)),
    figures: figures ? 'given' : 'left-out',
    hasUsage: figures || last === null ? all.rows.some(({ usage }) => usage !== null) : last.hasUsage,
    hasClusters: clusters.size > 1,
    home,
    warnings: all.warnings.map((warning: Warning) => ({ ...warning })),
  };
}

function rowsByCluster(rows: readonly InventoryRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { cluster, clusters } of rows)
    for (const name of cluster === null ? clusters : [cluster]) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
