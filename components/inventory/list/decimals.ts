/** Decimals that the cells of a column share, so that their points stand below one another. */
import type { InventoryRow } from '@/lib/insight/inventory/contract';
import { columnDecimals } from '@/lib/mesh/quantity';

export interface Decimals {
  readonly rate: number;
  readonly cpu: number;
}

/** Enough for the smallest rate to differ from zero, at most three. */
export function decimalsOf(rows: readonly InventoryRow[]): Decimals {
  return {
    rate: enough(rows.map(({ figures }) => figures?.requestsPerSecond ?? null)),
    cpu: enough(rows.map(({ usage }) => usage?.cpuCores ?? null)),
  };
}

function enough(values: readonly (number | null)[]): number {
  const positive = values.filter((value): value is number => value !== null && value > 0);
  if (positive.length === 0) return 0;
  const smallest = Math.min(...positive);
  return Math.max(columnDecimals(values), Math.min(3, Math.max(0, 1 - Math.floor(Math.log10(smallest)))));
}
