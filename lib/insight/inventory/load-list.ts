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
  return {
    kind,
    window: { ...all.window },
    asked: { ...all.asked },
    ...(figures || last === null
      ? chooseRows(all.rows, choice, order, part)
      : chooseBareRows(all.rows, last, choice, order, part)),
    figures: figures ? 'given' : 'left-out',
    hasUsage: figures || last === null ? all.rows.some(({ usage }) => usage !== null) : last.hasUsage,
    hasClusters: namedClusters(all.rows).size > 1,
    warnings: all.warnings.map((warning: Warning) => ({ ...warning })),
  };
}

function namedClusters(rows: readonly InventoryRow[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ cluster, clusters }) => (cluster === null ? clusters : [cluster])));
}
