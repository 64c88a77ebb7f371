/** The order of a table's rows. Pure. */

export interface RowOrder<C extends string> {
  readonly column: C;
  readonly descending: boolean;
}

/** Health as a column is sorted by how bad it is. */
export const SEVERITY = { failing: 4, degraded: 3, healthy: 2, unknown: 1, idle: 0 } as const;

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Missing values stand last in either direction; equal ones by name. */
export function sortedRows<R extends Named, C extends string>(
  rows: readonly R[],
  order: RowOrder<C>,
  cellOf: (row: R, column: C) => number | string | null,
): R[] {
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = cellOf(a, order.column);
    const right = cellOf(b, order.column);
    if (left === null || right === null)
      return (left === null ? 1 : 0) - (right === null ? 1 : 0) || byName(a, b);
    if (left === right) return byName(a, b);
    return (left < right ? -1 : 1) * sign;
  });
}

function byName(a: Named, b: Named): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;
}
