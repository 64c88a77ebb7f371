/** Transformations of a panel; what is not known here is named in the report. */
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { transformationSchema } from '@/lib/dashboards/model/transformation';
import type { FieldContext } from './field-options';
import { flagAt, isObject, type Json, numberAt, objectAt, objectsAt, own, textAt, textsAt } from './loose';

export function importTransformations(panel: Json, context: FieldContext): Transformation[] {
  return objectsAt(panel, 'transformations').flatMap((transformation) => {
    if (flagAt(transformation, 'disabled') === true) return [];
    const id = textAt(transformation, 'id') ?? '';
    const input = inputOf(id, objectAt(transformation, 'options'));
    const parsed = input === null ? null : transformationSchema.safeParse(input);
    if (parsed?.success) return [parsed.data];
    context.report.lost(context.where, `The transformation "${id}" is left out.`, context.panelId);
    return [];
  });
}

function inputOf(id: string, options: Json): unknown {
  switch (id) {
    case 'organize':
    case 'merge':
      return { ...options, id };
    case 'joinByField':
    case 'seriesToColumns':
      return {
        id: 'joinByField',
        byField: textAt(options, 'byField') ?? '',
        mode: textAt(options, 'mode') ?? 'outer',
      };
    case 'groupBy':
      return { id, fields: groupFields(objectAt(options, 'fields')) };
    case 'calculateField':
      return calculation(options);
    case 'sortBy': {
      const [first = {}] = objectsAt(options, 'sort');
      return { id, field: textAt(first, 'field') ?? '', desc: flagAt(first, 'desc') ?? false };
    }
    case 'labelsToFields':
      return {
        id,
        mode: textAt(options, 'mode') ?? 'columns',
        keepLabels: textsAt(options, 'keepLabels'),
        valueLabel: textAt(options, 'valueLabel') ?? '',
      };
    case 'filterByValue':
      return filters(options);
    case 'filterFieldsByName':
      return { id, include: names(options, 'include'), exclude: names(options, 'exclude') };
    case 'renameByRegex':
      return {
        id,
        regex: textAt(options, 'regex') ?? '',
        renamePattern: textAt(options, 'renamePattern') ?? '',
      };
    case 'reduce':
      return {
        id,
        reducers: textsAt(options, 'reducers'),
        mode: textAt(options, 'mode') ?? 'seriesToRows',
        labelsToFields: flagAt(options, 'labelsToFields') ?? false,
      };
    case 'limit':
      return { id, limit: numberAt(options, 'limitField') ?? 10 };
    default:
      return null;
  }
}

function groupFields(fields: Json): unknown {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      isObject(field)
        ? [
            [
              name,
              { operation: own(field, 'operation') ?? null, aggregations: textsAt(field, 'aggregations') },
            ],
          ]
        : [],
    ),
  );
}

function calculation(options: Json): unknown {
  const reduce = objectAt(options, 'reduce');
  const binary = objectAt(options, 'binary');
  const unary = objectAt(options, 'unary');
  return {
    id: 'calculateField',
    mode: textAt(options, 'mode') ?? 'reduceRow',
    alias: textAt(options, 'alias') ?? '',
    replaceFields: flagAt(options, 'replaceFields') ?? false,
    reducer: textAt(reduce, 'reducer') ?? 'sum',
    include: textsAt(reduce, 'include'),
    left: operand(binary, 'left'),
    right: operand(binary, 'right'),
    operator: textAt(binary, 'operator') ?? '+',
    unary: textAt(unary, 'operator') ?? 'abs',
    field: textAt(unary, 'fieldName') ?? '',
  };
}

/** A name, a number, or (today) `{matcher}` or `{fixed}`. */
function operand(binary: Json, key: string): string {
  const value = own(binary, key);
  if (!isObject(value)) return textAt(binary, key) ?? '';
  return textAt(value, 'fixed') ?? textAt(objectAt(value, 'matcher'), 'options') ?? '';
}

function filters(options: Json): unknown {
  return {
    id: 'filterByValue',
    type: textAt(options, 'type') ?? 'include',
    match: textAt(options, 'match') ?? 'any',
    filters: objectsAt(options, 'filters').map((filter) => {
      const config = objectAt(filter, 'config');
      const of = objectAt(config, 'options');
      const between = textAt(config, 'id') === 'between';
      return {
        field: textAt(filter, 'fieldName') ?? '',
        test: textAt(config, 'id') ?? '',
        value: own(of, between ? 'from' : 'value') ?? undefined,
        to: between ? own(of, 'to') : undefined,
      };
    }),
  };
}

function names(options: Json, key: string): unknown {
  if (!isObject(own(options, key))) return undefined;
  const of = objectAt(options, key);
  return { names: textsAt(of, 'names'), pattern: textAt(of, 'pattern') ?? '' };
}
