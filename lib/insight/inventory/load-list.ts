/** The answer of a list: a part of all rows, chosen and sorted. */
import type { Warning } from '@/lib/mesh/fault';
import { chooseRows, type RowChoice, type RowOrder } from './choose-rows';
import type { InventoryList } from './contract';
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
  return {
    kind,
    window: { ...all.window },
    asked: { ...all.asked },
    ...chooseRows(all.rows, choice, order, { offset, limit }),
    figures: figures ? 'given' : 'left-out',
    hasUsage: all.rows.some(({ usage }) => usage !== null),
    hasClusters: new Set(all.rows.flatMap(({ cluster }) => cluster ?? [])).size > 1,
    warnings: all.warnings.map((warning: Warning) => ({ ...warning })),
  };
}
