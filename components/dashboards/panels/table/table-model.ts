/** A table panel's columns and rows: what is hidden left out, each cell as it is shown. Pure. */
import { cssColor } from '@/components/dashboards/color';
import { titleOf } from '@/components/dashboards/panels/series-title';
import { type DisplayValue, displayValue } from '@/lib/dashboards/display/display-value';
import { fieldOptions } from '@/lib/dashboards/display/field-options';
import { calculationId, reduce } from '@/lib/dashboards/frames/calculations';
import {
  type Cell,
  type Frame,
  type FrameField,
  isNumberField,
  numberIn,
} from '@/lib/dashboards/frames/frame';
import type { FieldConfig, FieldOptions } from '@/lib/dashboards/model/field';

export interface TableColumn {
  readonly key: string;
  readonly title: string;
  readonly field: FrameField;
  readonly options: FieldOptions;
  readonly align: 'left' | 'center' | 'right';
  readonly min: number | null;
  readonly max: number | null;
}

/** Of one frame. */
export function tableColumns(frame: Frame, config: FieldConfig): readonly TableColumn[] {
  return frame.fields.flatMap((field, at) => {
    const options = fieldOptions(config, frame, field);
    if (options.cell?.hidden === true) return [];
    const own = options.cell?.align ?? 'auto';
    return [
      {
        key: `${at}`,
        title: titleOf(field, options),
        field,
        options,
        align: own === 'auto' ? (isNumberField(field) ? 'right' : 'left') : own,
        min: numberIn(reduce(field, 'min')),
        max: numberIn(reduce(field, 'max')),
      },
    ];
  });
}

export interface SortBy {
  readonly field: string;
  readonly desc: boolean;
}

/** Numbers of the rows in order; what has no value stands last, whichever way. */
export function sortedRows(
  columns: readonly TableColumn[],
  length: number,
  sort: readonly SortBy[],
): readonly number[] {
  const rows = Array.from({ length }, (_, at) => at);
  const keys = sort.flatMap(({ field, desc }) => {
    const column = columns.find(({ title, field: { name } }) => title === field || name === field);
    return column === undefined ? [] : [{ values: column.field.values, desc }];
  });
  if (keys.length === 0) return rows;
  return rows.sort((a, b) => {
    for (const { values, desc } of keys) {
      const order = compare(values[a] ?? null, values[b] ?? null, desc);
      if (order !== 0) return order;
    }
    return a - b;
  });
}

function compare(a: Cell, b: Cell, desc: boolean): number {
  const [noA, noB] = [isNothing(a), isNothing(b)];
  if (noA || noB) return Number(noA) - Number(noB);
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), undefined, { numeric: true });
  return desc ? -order : order;
}

function isNothing(cell: Cell): boolean {
  return cell === null || Number.isNaN(cell);
}

export interface ShownCell {
  readonly shown: DisplayValue;
  readonly color: string | null;
}

export function shownCell({ field, options, min, max }: TableColumn, row: number): ShownCell {
  const cell = field.values[row] ?? null;
  if (field.type === 'time' && typeof cell === 'number' && options.unit === undefined) {
    const text = new Date(cell).toISOString().replace('T', ' ').slice(0, 19);
    return { shown: { text, numeric: cell, share: null, color: null }, color: null };
  }
  const shown = displayValue(cell, options, { min, max });
  return { shown, color: cssColor(shown.color) };
}

/** The footer's figure of a column; null where it is none. */
export function footerCell(column: TableColumn, calc: string, fields: readonly string[]): string | null {
  if (!isNumberField(column.field)) return null;
  if (fields.length > 0 && !fields.includes(column.title) && !fields.includes(column.field.name)) return null;
  const {
    prefix = '',
    text,
    suffix = '',
  } = displayValue(reduce(column.field, calculationId(calc)), column.options, {
    min: null,
    max: null,
  });
  return `${prefix}${text}${suffix}`;
}
