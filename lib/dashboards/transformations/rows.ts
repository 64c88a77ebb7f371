/** Transformations of the order and number of rows. */
import { type Cell, type Frame, frame } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { findField, withRows } from './columns';

/** As it was where there is no such column. */
export function sortBy(of: Frame, { field: name, desc }: Extract<Transformation, { id: 'sortBy' }>): Frame {
  const field = findField(of, name);
  if (field === undefined) return of;
  const order = Array.from({ length: of.length }, (_, row) => row).sort((a, b) =>
    compareCells(field.values[a] ?? null, field.values[b] ?? null, desc),
  );
  return withRows(of, order);
}

/** Nothing stands last, whichever way; texts by their language's rules, with numbers in them as numbers. */
export function compareCells(a: Cell, b: Cell, desc = false): number {
  const none = Number(isNothing(a)) - Number(isNothing(b));
  if (none !== 0 || isNothing(a)) return none;
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), undefined, { numeric: true });
  return desc ? -order : order;
}

function isNothing(cell: Cell): boolean {
  return cell === null || Number.isNaN(cell);
}

export function limit(of: Frame, rows: number): Frame {
  if (of.length <= rows) return of;
  return frame(
    of.refId,
    of.fields.map((field) => ({ ...field, values: field.values.slice(0, rows) })),
    of.kind,
  );
}
