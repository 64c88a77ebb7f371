/** Tables put into one: rows that agree in every column that they share become one row. */
import { type Cell, type Frame, type FrameField, fieldTitle, frame } from '@/lib/dashboards/frames/frame';
import { cellKey, MOST_ROWS } from './columns';

interface Row {
  readonly cells: Map<string, Cell>;
}

/** Columns keep the order in which they are met. A row joins the first that has nothing else in any of its columns. */
export function merge(frames: readonly Frame[]): readonly Frame[] {
  const filled = frames.filter(({ fields }) => fields.length > 0);
  const [first] = filled;
  if (first === undefined || filled.length === 1) return filled;
  const columns = new Map<string, FrameField>();
  for (const { fields } of filled) {
    for (const field of fields) if (!columns.has(fieldTitle(field))) columns.set(fieldTitle(field), field);
  }
  const shared = sharedColumns(filled, [...columns.keys()]);
  const rows: Row[] = [];
  const byKey = new Map<string, Row[]>();
  for (const of of filled) {
    for (let at = 0; at < of.length && rows.length < MOST_ROWS; at += 1) addRow(of, at, shared, rows, byKey);
  }
  return [
    frame(
      first.refId,
      [...columns].map(([title, field]) => ({
        ...field,
        values: rows.map(({ cells }) => cells.get(title) ?? null),
      })),
    ),
  ];
}

/** Columns that every table has, on which rows are found. */
function sharedColumns(frames: readonly Frame[], titles: readonly string[]): ReadonlySet<string> {
  return new Set(
    titles.filter((title) =>
      frames.every(({ fields }) => fields.some((field) => fieldTitle(field) === title)),
    ),
  );
}

function addRow(
  of: Frame,
  at: number,
  shared: ReadonlySet<string>,
  rows: Row[],
  byKey: Map<string, Row[]>,
): void {
  const cells = new Map(of.fields.map((field) => [fieldTitle(field), field.values[at] ?? null] as const));
  const key = [...shared].map((title) => cellKey(cells.get(title) ?? null)).join('\u0000');
  const alike = byKey.get(key) ?? [];
  const into = alike.find((row) => agree(row.cells, cells, shared));
  if (into !== undefined) {
    for (const [title, cell] of cells) into.cells.set(title, cell);
    return;
  }
  const row = { cells };
  rows.push(row);
  byKey.set(key, [...alike, row]);
}

/** Rows without a shared column have nothing to be found by. */
function agree(known: Map<string, Cell>, more: Map<string, Cell>, shared: ReadonlySet<string>): boolean {
  if (shared.size === 0) return false;
  for (const [title, cell] of more) {
    if (known.has(title) && known.get(title) !== cell) return false;
  }
  return true;
}
