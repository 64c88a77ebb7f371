/**
 * Rows without figures stand where their figures will leave them, as far as the last ones say: who comes back to a list
 * sees nothing move when the new ones are there. Only the order is taken from them, and never shown as a figure.
 */
import { type ChosenRows, chooseRows, type RowChoice, type RowOrder } from './choose-rows';
import type { InventoryRow } from './contract';

export interface LastFigures {
  readonly hasUsage: boolean;
  /** Of a row that has no figures yet; undefined = none are known. */
  of(row: InventoryRow): InventoryRow | undefined;
}

export function lastFigures(rows: readonly InventoryRow[]): LastFigures {
  const byName = new Map<string, InventoryRow>();
  for (const row of rows) {
    const { namespace, name, cluster } = row;
    byName.set(`${cluster} ${namespace}/${name}`, row);
    // Configuration of a single cluster names none.
    if (!byName.has(`${namespace}/${name}`)) byName.set(`${namespace}/${name}`, row);
  }
  return {
    hasUsage: rows.some(({ usage }) => usage !== null),
    of: ({ cluster, namespace, name }) =>
      byName.get(`${cluster} ${namespace}/${name}`) ?? byName.get(`${namespace}/${name}`),
  };
}

/** The part of `bare` that its last figures choose, in their order. */
export function chooseBareRows(
  bare: readonly InventoryRow[],
  last: LastFigures,
  choice: RowChoice,
  order: RowOrder,
  part: { readonly offset: number; readonly limit: number },
): ChosenRows {
  const plain = new Map<InventoryRow, InventoryRow>();
  const expected = bare.map((row) => {
    const known = last.of(row);
    const { health, figures, usage } = known ?? row;
    const one = { ...row, health, figures, usage };
    plain.set(one, row);
    return one;
  });
  const chosen = chooseRows(expected, choice, order, part);
  return { ...chosen, rows: chosen.rows.map((row) => plain.get(row) ?? row) };
}
