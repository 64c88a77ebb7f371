/** What a panel shows: named columns of one length. A series is a frame of a time and a number. */

export type Cell = number | string | boolean | null;

export type FieldType = 'time' | 'number' | 'string' | 'boolean' | 'other';

export interface FrameField {
  readonly name: string;
  readonly type: FieldType;
  /** Of the series that it came from; empty for columns. */
  readonly labels: Readonly<Record<string, string>>;
  /** Times are milliseconds. A number that is not known is null; NaN and the infinities stay what they are. */
  readonly values: readonly Cell[];
  /** What the query's legend, or a transformation, calls it. */
  readonly title?: string;
}

export interface Frame {
  readonly refId: string;
  readonly fields: readonly FrameField[];
  /** Rows. */
  readonly length: number;
  /** Buckets of a histogram by their upper bounds, ascending; see `heatmapFrame`. */
  readonly kind?: 'buckets';
}

/** A frame of columns; `Error` when they differ in length, which is a mistake of ours. */
export function frame(refId: string, fields: readonly FrameField[], kind?: Frame['kind']): Frame {
  const length = fields[0]?.values.length ?? 0;
  const odd = fields.find(({ values }) => values.length !== length);
  if (odd !== undefined)
    throw new Error(`Column "${odd.name}" has ${odd.values.length} rows, not ${length}.`);
  return kind === undefined ? { refId, fields, length } : { refId, fields, length, kind };
}

/** What people read above the field: its title, else its labels, else its name. */
export function fieldTitle(field: FrameField): string {
  if (field.title !== undefined && field.title !== '') return field.title;
  const labels = Object.entries(field.labels);
  if (labels.length === 0) return field.name;
  const name = field.name === 'Value' ? '' : field.name;
  return `${name}{${labels.map(([key, value]) => `${key}="${value}"`).join(', ')}}`;
}

export function isNumberField(field: FrameField): boolean {
  return field.type === 'number';
}

export function timeField(of: Frame): FrameField | undefined {
  return of.fields.find(({ type }) => type === 'time');
}

/** A cell as a number, null where it is none. */
export function numberIn(cell: Cell | undefined): number | null {
  return typeof cell === 'number' ? cell : null;
}
