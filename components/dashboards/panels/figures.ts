/** The figures of a stat, gauge, bar gauge or pie: each series reduced, or each row of a table. Pure. */
import { cssColor } from '@/components/dashboards/color';
import { type DisplayValue, displayValue } from '@/lib/dashboards/display/display-value';
import { fieldOptions } from '@/lib/dashboards/display/field-options';
import { pattern } from '@/lib/dashboards/display/pattern';
import { calculationId, reduce } from '@/lib/dashboards/frames/calculations';
import {
  type Cell,
  type Frame,
  type FrameField,
  isNumberField,
  numberIn,
} from '@/lib/dashboards/frames/frame';
import type { FieldConfig, FieldOptions } from '@/lib/dashboards/model/field';
import { titleOf } from './series-title';

export interface Figure {
  readonly key: string;
  readonly title: string;
  readonly shown: DisplayValue;
  /** CSS; null = the place's own. */
  readonly color: string | null;
  readonly options: FieldOptions;
  /** Limits that `share` was worked out with. */
  readonly min: number;
  readonly max: number;
  /** For the course behind the figure. */
  readonly values: readonly (number | null)[];
  readonly field: FrameField;
  /** As it is, before it is written. */
  readonly cell: Cell;
}

export interface Reduction {
  readonly calc: string;
  readonly rows: boolean;
  readonly limit: number;
  readonly fields: string;
}

export function figures(
  frames: readonly Frame[],
  config: FieldConfig,
  reduction: Reduction,
): readonly Figure[] {
  const cells = reduction.rows ? rowCells(frames, config, reduction) : seriesCells(frames, config, reduction);
  const known = cells.flatMap(({ cell }) =>
    typeof cell === 'number' && Number.isFinite(cell) ? [cell] : [],
  );
  const context = { min: Math.min(0, ...known), max: Math.max(0, ...known) };
  return cells.map(({ cell, title, field, options }, at): Figure => {
    const min = options.min ?? context.min;
    const max = options.max ?? (context.max > min ? context.max : min + 1);
    const shown = displayValue(cell, options, { min, max });
    return {
      key: `${at}`,
      title,
      shown,
      color: cssColor(shown.color),
      options,
      min,
      max,
      values: field.values.map((value) => numberIn(value)),
      field,
      cell,
    };
  });
}

interface FigureCell {
  readonly cell: Cell;
  readonly title: string;
  readonly field: FrameField;
  readonly options: FieldOptions;
}

function seriesCells(frames: readonly Frame[], config: FieldConfig, reduction: Reduction): FigureCell[] {
  const calc = calculationId(reduction.calc);
  return frames.flatMap((frame) =>
    frame.fields
      .filter((field) => isWanted(field, reduction))
      .map((field) => {
        const options = fieldOptions(config, frame, field);
        return { cell: reduce(field, calc), title: titleOf(field, options), field, options };
      }),
  );
}

function rowCells(frames: readonly Frame[], config: FieldConfig, reduction: Reduction): FigureCell[] {
  const cells = frames.flatMap((frame) => {
    const names = frame.fields.filter(({ type }) => type === 'string');
    return frame.fields
      .filter((field) => isWanted(field, reduction))
      .flatMap((field) => {
        const options = fieldOptions(config, frame, field);
        return field.values.map((cell, row) => {
          const name = names
            .map(({ values }) => values[row])
            .filter((part) => part !== null && part !== undefined);
          return {
            cell,
            title: name.length === 0 ? titleOf(field, options) : name.join(' '),
            field,
            options,
          };
        });
      });
  });
  return cells.slice(0, reduction.limit);
}

/** Numbers, unless the panel names fields; texts too where it does. */
function isWanted(field: FrameField, { fields }: Reduction): boolean {
  if (fields === '') return isNumberField(field);
  return field.type !== 'time' && pattern(fields).test(field.title ?? field.name);
}
