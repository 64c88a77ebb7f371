/** What a cell looks like: its text by mappings and unit, its colour by mappings, thresholds or scheme. */
import type { Cell } from '@/lib/dashboards/frames/frame';
import type { FieldOptions, Mapping, Thresholds } from '@/lib/dashboards/model/field';
import { type FormattedValue, formatValue } from '@/lib/dashboards/units/format-value';
import { pattern } from './pattern';

export interface DisplayValue extends FormattedValue {
  /** The figure, null where there is none. */
  readonly numeric: number | null;
  /** From 0 at `min` to 1 at `max`, null where they are not known. */
  readonly share: number | null;
  /** Of the palette or `#rrggbb`; null = what the place gives it. */
  readonly color: string | null;
}

/** `min` and `max`: of the data, where the options say nothing. */
export interface DisplayContext {
  readonly min: number | null;
  readonly max: number | null;
}

export function displayValue(cell: Cell, options: FieldOptions, context: DisplayContext): DisplayValue {
  const numeric = numericOf(cell);
  const min = options.min ?? context.min;
  const max = options.max ?? context.max;
  const share =
    numeric === null || min === null || max === null || max <= min ? null : (numeric - min) / (max - min);
  const mapped = options.mappings?.find((mapping) => fits(mapping, cell));
  const color = mapped?.result.color ?? colorOf(numeric, share, options);
  if (mapped?.result.text !== undefined) return { text: mapped.result.text, numeric, share, color };
  return { ...textOf(cell, options), numeric, share, color };
}

function numericOf(cell: Cell): number | null {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'boolean' ? Number(cell) : null;
}

function textOf(cell: Cell, { unit, decimals, noValue }: FieldOptions): FormattedValue {
  if (cell === null) return { text: noValue ?? '–' };
  if (typeof cell === 'number') return formatValue(cell, unit, decimals);
  return { text: String(cell) };
}

function fits(mapping: Mapping, cell: Cell): boolean {
  switch (mapping.type) {
    case 'value':
      return (
        cell !== null &&
        (String(cell) === mapping.value || (typeof cell === 'number' && cell === Number(mapping.value)))
      );
    case 'range':
      return (
        typeof cell === 'number' &&
        cell >= (mapping.from ?? Number.NEGATIVE_INFINITY) &&
        cell <= (mapping.to ?? Number.POSITIVE_INFINITY)
      );
    case 'regex':
      return typeof cell === 'string' && pattern(mapping.pattern).test(cell);
    case 'special':
      return isSpecial(mapping.match, cell);
  }
}

function isSpecial(match: Extract<Mapping, { type: 'special' }>['match'], cell: Cell): boolean {
  switch (match) {
    case 'null':
      return cell === null;
    case 'nan':
      return Number.isNaN(cell);
    case 'null+nan':
      return cell === null || Number.isNaN(cell);
    case 'empty':
      return cell === '';
    case 'true':
      return cell === true;
    case 'false':
      return cell === false;
  }
}

function colorOf(
  numeric: number | null,
  share: number | null,
  { color, thresholds }: FieldOptions,
): string | null {
  switch (color?.mode) {
    case 'fixed':
    case 'shades':
      return color.fixed ?? null;
    case 'continuous':
      return share === null
        ? null
        : `${color.scheme ?? 'GrYlRd'}@${Math.min(1, Math.max(0, share)).toFixed(3)}`;
    case 'palette':
      return null;
    default:
      return thresholds === undefined ? null : thresholdColor(thresholds, numeric, share);
  }
}

/** The colour of the highest step that is not above the figure; the base for what is no figure. */
export function thresholdColor(
  thresholds: Thresholds,
  numeric: number | null,
  share: number | null,
): string | null {
  const figure = thresholds.mode === 'percentage' ? (share === null ? null : share * 100) : numeric;
  let found: string | null = thresholds.steps[0]?.color ?? null;
  for (const { value, color } of thresholds.steps) {
    if (value === null || (figure !== null && figure >= value)) found = color;
  }
  return found;
}

/** Colour and share of a continuous colour as `displayValue` writes it; null for any other. */
export function continuousColor(color: string): { readonly scheme: string; readonly share: number } | null {
  const [, scheme, share] = /^([\w-]+)@([\d.]+)$/.exec(color) ?? [];
  return scheme === undefined || share === undefined ? null : { scheme, share: Number(share) };
}
