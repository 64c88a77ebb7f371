/** Rows of one group become one row, the other columns reduced. */
import { CALCULATIONS, calculationId, reduce } from '@/lib/dashboards/frames/calculations';
import { type Frame, type FrameField, fieldTitle, frame } from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { cellKey, column } from './columns';

type Options = Extract<Transformation, { id: 'groupBy' }>;

/** Groups are in the order in which they are met. Columns of which nothing is asked are left out. */
export function groupBy(of: Frame, { fields: asked }: Options): Frame {
  const settings = (field: FrameField) => {
    const title = fieldTitle(field);
    if (Object.hasOwn(asked, title)) return asked[title];
    return Object.hasOwn(asked, field.name) ? asked[field.name] : undefined;
  };
  const keys = of.fields.filter((field) => settings(field)?.operation === 'groupby');
  if (keys.length === 0) return of;
  const groups = new Map<string, number[]>();
  for (let row = 0; row < of.length; row += 1) {
    const key = keys.map(({ values }) => cellKey(values[row] ?? null)).join('\u0000');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const rows = [...groups.values()];
  const grouped = keys.map((field) => ({
    ...field,
    values: rows.map(([first = 0]) => field.values[first] ?? null),
  }));
  const reduced = of.fields.flatMap((field) =>
    settings(field)?.operation === 'aggregate'
      ? (settings(field)?.aggregations ?? []).map((id) => aggregated(field, id, rows))
      : [],
  );
  return frame(of.refId, [...grouped, ...reduced]);
}

function aggregated(field: FrameField, id: string, rows: readonly (readonly number[])[]): FrameField {
  const calc = calculationId(id);
  const values = rows.map((group) =>
    reduce({ type: field.type, values: group.map((row) => field.values[row] ?? null) }, calc),
  );
  return column(`${fieldTitle(field)} (${id})`, typeOf(field, calc), values);
}

/** First and last are of the column's kind; the others are figures or yes and no. */
function typeOf(field: FrameField, calc: string): FrameField['type'] {
  if (calc.startsWith('first') || calc.startsWith('last')) return field.type;
  if (calc.startsWith('all')) return 'boolean';
  return CALCULATIONS.some(({ id, anyType }) => id === calc && anyType) || field.type === 'number'
    ? 'number'
    : 'other';
}
