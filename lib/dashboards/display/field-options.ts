/** The options of each field of a panel: the panel's defaults, and the overrides that fit, in order. */
import { calculationId, reduce } from '@/lib/dashboards/frames/calculations';
import { type Cell, type Frame, type FrameField, fieldTitle } from '@/lib/dashboards/frames/frame';
import type { FieldConfig, FieldMatcher, FieldOptions } from '@/lib/dashboards/model/field';
import { pattern } from './pattern';

/** Later options go before earlier ones; what is nested (`draw`, `cell`, `hideFrom`) is put together. */
export function fieldOptions(config: FieldConfig, frame: Frame, field: FrameField): FieldOptions {
  let options = config.defaults;
  for (const { matcher, options: override } of config.overrides) {
    // Times keep their own form, unless somebody means them.
    if (matches(matcher, frame, field)) options = merged(options, override);
  }
  return field.type === 'time' && options === config.defaults ? timeOptions(options) : options;
}

/** What a panel says of its figures is not meant for the times beside them. */
function timeOptions({ links, hideFrom, cell }: FieldOptions): FieldOptions {
  return { ...(links && { links }), ...(hideFrom && { hideFrom }), ...(cell && { cell }) };
}

function merged(base: FieldOptions, over: FieldOptions): FieldOptions {
  return {
    ...base,
    ...over,
    ...((base.draw || over.draw) && { draw: { ...base.draw, ...over.draw } }),
    ...((base.cell || over.cell) && { cell: { ...base.cell, ...over.cell } }),
    ...((base.hideFrom || over.hideFrom) && { hideFrom: { ...base.hideFrom, ...over.hideFrom } }),
  };
}

function matches(matcher: FieldMatcher, frame: Frame, field: FrameField): boolean {
  switch (matcher.by) {
    case 'name':
      return named(field, matcher.name);
    case 'names':
      return matcher.names.some((name) => named(field, name)) !== matcher.exclude;
    case 'regexp':
      return pattern(matcher.pattern).test(fieldTitle(field));
    case 'type':
      return field.type === matcher.type;
    case 'refId':
      return frame.refId === matcher.refId;
    case 'value':
      return compare(reduce(field, calculationId(matcher.calc)), matcher.op, matcher.value);
  }
}

function named(field: FrameField, name: string): boolean {
  return fieldTitle(field) === name || field.name === name;
}

/** True counts as 1 and false as 0, so that `allIsNull >= 1` can be asked. What has no figure fits nothing. */
function compare(cell: Cell, op: '==' | '!=' | '>' | '>=' | '<' | '<=', value: number): boolean {
  const figure = typeof cell === 'boolean' ? Number(cell) : cell;
  if (typeof figure !== 'number') return false;
  switch (op) {
    case '==':
      return figure === value;
    case '!=':
      return figure !== value;
    case '>':
      return figure > value;
    case '>=':
      return figure >= value;
    case '<':
      return figure < value;
    case '<=':
      return figure <= value;
  }
}
