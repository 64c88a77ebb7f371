/** Frames as one table: series side by side on their times, tables as they are. Pure. */
import { type Cell, type Frame, fieldTitle, timeField } from '@/lib/dashboards/frames/frame';

export interface PlainTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function framesAsTable(frames: readonly Frame[]): PlainTable {
  const [first] = frames;
  if (first === undefined) return { columns: [], rows: [] };
  if (frames.length === 1 || frames.some((frame) => timeField(frame) === undefined)) {
    const columns = first.fields.map(fieldTitle);
    const rows = Array.from({ length: first.length }, (_, row) =>
      first.fields.map(({ type, values }) => text(values[row] ?? null, type === 'time')),
    );
    return { columns, rows };
  }
  const fields = frames.flatMap((frame) => {
    const times = timeField(frame)?.values ?? [];
    return frame.fields
      .filter(({ type }) => type !== 'time')
      .map((field) => ({
        title: fieldTitle(field),
        at: new Map(times.map((time, row) => [time, field.values[row] ?? null])),
      }));
  });
  const times = [...new Set(fields.flatMap(({ at }) => [...at.keys()]))].sort(
    (a, b) => Number(a) - Number(b),
  );
  return {
    columns: ['Time', ...fields.map(({ title }) => title)],
    rows: times.map((time) => [
      text(time, true),
      ...fields.map(({ at }) => text(at.get(time) ?? null, false)),
    ]),
  };
}

function text(cell: Cell, isTime: boolean): string {
  if (cell === null) return '';
  return isTime && typeof cell === 'number' ? new Date(cell).toISOString() : String(cell);
}

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function framesAsCsv(frames: readonly Frame[]): string {
  const { columns, rows } = framesAsTable(frames);
  return [columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n');
}

function csvCell(cell: string): string {
  const isFormula = /^[=+@\t\r-]/.test(cell) && Number.isNaN(Number(cell)) && !/^[+-]Inf/.test(cell);
  const inert = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
