/** A column more, reckoned from others, row by row. */
import { calculationId, reduce } from '@/lib/dashboards/frames/calculations';
import {
  type Cell,
  type Frame,
  type FrameField,
  fieldTitle,
  frame,
  isNumberField,
  numberIn,
} from '@/lib/dashboards/frames/frame';
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { column, findField } from './columns';

type Options = Extract<Transformation, { id: 'calculateField' }>;

export function calculateField(of: Frame, options: Options): Frame {
  const computed = computedField(of, options);
  if (computed === null) return of;
  const kept = options.replaceFields ? of.fields.filter(({ type }) => type === 'time') : of.fields;
  return frame(of.refId, [...kept, computed]);
}

function computedField(of: Frame, options: Options): FrameField | null {
  switch (options.mode) {
    case 'reduceRow':
      return reduceRow(of, options);
    case 'binary':
      return binary(of, options);
    case 'unary':
      return unary(of, options);
    case 'index':
      return column(
        options.alias || 'Row',
        'number',
        Array.from({ length: of.length }, (_, row) => row),
      );
  }
}

function reduceRow(of: Frame, { include, reducer, alias }: Options): FrameField | null {
  const fields = of.fields.filter(
    (field) =>
      isNumberField(field) &&
      (include.length === 0 || include.includes(fieldTitle(field)) || include.includes(field.name)),
  );
  if (fields.length === 0) return null;
  const calc = calculationId(reducer);
  const values = Array.from({ length: of.length }, (_, row) =>
    reduce({ type: 'number', values: fields.map((field) => field.values[row] ?? null) }, calc),
  );
  return column(alias || reducer, 'number', values);
}

function binary(of: Frame, { left, right, operator, alias }: Options): FrameField | null {
  const a = operand(of, left);
  const b = operand(of, right);
  if (a === null || b === null) return null;
  const values = Array.from({ length: of.length }, (_, row) => {
    const x = a(row);
    const y = b(row);
    return x === null || y === null ? null : operate(x, operator, y);
  });
  return column(alias || `${left} ${operator} ${right}`, 'number', values);
}

/** A column's figure by row, or the same number for each. */
function operand(of: Frame, text: string): ((row: number) => number | null) | null {
  const field = findField(of, text);
  if (field !== undefined) return (row) => numberIn(field.values[row]);
  const constant = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(constant) ? null : () => constant;
}

function operate(x: number, operator: Options['operator'], y: number): number {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case '%':
      return x % y;
    case '**':
      return x ** y;
  }
}

const UNARY: Readonly<Record<Options['unary'], (x: number) => number>> = {
  abs: Math.abs,
  exp: Math.exp,
  ln: Math.log,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
};

function unary(of: Frame, { unary: name, field: source, alias }: Options): FrameField | null {
  const field = findField(of, source);
  if (field === undefined) return null;
  const values = field.values.map((cell): Cell => {
    const value = numberIn(cell);
    return value === null ? null : UNARY[name](value);
  });
  return column(alias || `${name}(${source})`, 'number', values);
}
