/** Small things that several transformations do with columns. */
import { type Cell, type Frame, type FrameField, fieldTitle, frame } from '@/lib/dashboards/frames/frame';

/** More rows than this are cut by what would make them: joins and merges multiply. */
export const MOST_ROWS = 50_000;

/** By title, else by name. */
export function findField(of: Frame, name: string): FrameField | undefined {
  return (
    of.fields.find((field) => fieldTitle(field) === name) ?? of.fields.find((field) => field.name === name)
  );
}

/** The rows at `rows`, in that order. */
export function withRows(of: Frame, rows: readonly number[]): Frame {
  return frame(
    of.refId,
    of.fields.map((field) => ({ ...field, values: rows.map((row) => field.values[row] ?? null) })),
  );
}

/** Without title and labels: a column of its own. */
export function column(name: string, type: FrameField['type'], values: readonly Cell[]): FrameField {
  return { name, type, labels: {}, values };
}

/** What a cell is the same as, over kinds: `1` is not `"1"`. */
export function cellKey(cell: Cell): string {
  return `${typeof cell}:${String(cell)}`;
}
