/** The answer of a list: a part of all rows, chosen and sorted. */
import type { Warning } from '@/lib/mesh/fault';
import { chooseRows, type RowChoice, type RowOrder } from './choose-rows';
import type { InventoryList, InventoryRow } from './contract';
import type { AllRows } from './load-rows';
import type { InventoryKind } from './vocabulary';

export interface ListQuestion {
  readonly kind: InventoryKind;
  readonly choice: RowChoice;
  readonly order: RowOrder;
  readonly offset: number;
  readonly limit: number;
  readonly figures: boolean;
}

export function listOf(all: AllRows, question: ListQuestion): InventoryList {
  const { kind, choice, order, offset, limit, figures } = question;
  const clusters = rowsByCluster(all.rows);
  const [home = null] = [...clusters.keys()].sort((a, b) => (clusters.get(b) ?? 0) - (clusters.get(a) ?? 0));
  return {
    kind,
    window: { ...all.window },
    asked: { ...all.asked },
    ...chooseRows(all.rows, choice, order, { offset, limit }),
    figures: figures ? 'given' : 'left-out',
    hasUsage: all.rows.some(({ usage }) => usage !== null),
    hasClusters: clusters.size > 1,
    home,
    warnings: all.warnings.map((warning: Warning) => ({ ...warning })),
  };
}

function rowsByCluster(rows: readonly InventoryRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { cluster } of rows) if (cluster !== null) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  return counts;
}
