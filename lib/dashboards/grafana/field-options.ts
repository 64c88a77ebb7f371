/** Grafana's field config, `{defaults, overrides}`, into ours. */
import type { z } from 'zod';
import type {
  FieldMatcher,
  FieldOptions,
  fieldConfigSchema,
  Mapping,
  Thresholds,
} from '@/lib/dashboards/model/field';
import { importColor } from './color';
import { importDraw } from './draw-options';
import { importLinks } from './links';
import {
  bounded,
  defined,
  flagAt,
  isObject,
  type Json,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  own,
  textAt,
  textsAt,
  wordAt,
} from './loose';
import type { ImportReport } from './report';

type FieldConfigInput = z.input<typeof fieldConfigSchema>;

/** Of a panel called `where`. */
export interface FieldContext {
  readonly report: ImportReport;
  readonly where: string;
  readonly panelId: number;
}

export function importFieldConfig(panel: Json, context: FieldContext): FieldConfigInput {
  const config = objectAt(panel, 'fieldConfig');
  return {
    defaults: importFieldOptions(objectAt(config, 'defaults')),
    overrides: objectsAt(config, 'overrides').flatMap((override) => importOverride(override, context)),
  };
}

/** `defaults`, or the properties of an override put together in the same shape. */
export function importFieldOptions(options: Json): FieldOptions {
  const custom = objectAt(options, 'custom');
  const hideFrom = objectAt(custom, 'hideFrom');
  const draw = importDraw(custom);
  const cell = importCell(custom);
  return defined({
    displayName: textAt(options, 'displayName') ?? undefined,
    unit: textAt(options, 'unit') ?? undefined,
    decimals: bounded(numberAt(options, 'decimals'), 0, 20),
    min: numberAt(options, 'min') ?? undefined,
    max: numberAt(options, 'max') ?? undefined,
    color: importColor(own(options, 'color')),
    thresholds: importThresholds(own(options, 'thresholds')),
    mappings: importMappings(listAt(options, 'mappings')),
    noValue: textAt(options, 'noValue') ?? undefined,
    links: importLinks(listAt(options, 'links')),
    hideFrom:
      Object.keys(hideFrom).length === 0
        ? undefined
        : {
            legend: flagAt(hideFrom, 'legend') ?? false,
            tooltip: flagAt(hideFrom, 'tooltip') ?? false,
            drawing: flagAt(hideFrom, 'viz') ?? false,
          },
    draw: Object.keys(draw).length === 0 ? undefined : draw,
    cell: Object.keys(cell).length === 0 ? undefined : cell,
  });
}

export function importThresholds(value: unknown): Thresholds | undefined {
  if (!isObject(value)) return undefined;
  const steps = objectsAt(value, 'steps').map((step) => ({
    value: numberAt(step, 'value'),
    color: textAt(step, 'color') ?? 'green',
  }));
  if (steps.length === 0) return undefined;
  // The first is the base, whatever value it carries.
  const sorted = steps.toSorted((a, b) => (a.value ?? -Infinity) - (b.value ?? -Infinity));
  return {
    mode: wordAt(value, 'mode', ['absolute', 'percentage']) ?? 'absolute',
    steps: sorted.slice(0, 100),
  };
}

/** Both forms: today's typed ones, and those up to version 7 with numbers for types. */
export function importMappings(values: readonly unknown[]): Mapping[] | undefined {
  const mappings = values.filter(isObject).flatMap(importMapping);
  return mappings.length === 0 ? undefined : mappings.slice(0, 500);
}

function importMapping(mapping: Json): Mapping[] {
  const options = objectAt(mapping, 'options');
  switch (own(mapping, 'type')) {
    case 'value':
      return Object.entries(options).flatMap(([value, result]) =>
        isObject(result) ? [{ type: 'value' as const, value, result: importResult(result) }] : [],
      );
    case 'range':
      return [
        {
          type: 'range',
          from: numberAt(options, 'from'),
          to: numberAt(options, 'to'),
          result: importResult(objectAt(options, 'result')),
        },
      ];
    case 'regex':
      return [
        {
          type: 'regex',
          pattern: textAt(options, 'pattern') ?? '',
          result: importResult(objectAt(options, 'result')),
        },
      ];
    case 'special': {
      const match =
        wordAt(options, 'match', ['null', 'nan', 'null+nan', 'empty', 'true', 'false'] as const) ?? 'null';
      return [{ type: 'special', match, result: importResult(objectAt(options, 'result')) }];
    }
    default:
      return importFormerMapping(mapping);
  }
}

function importFormerMapping(mapping: Json): Mapping[] {
  const result = { text: textAt(mapping, 'text') ?? '' };
  const value = textAt(mapping, 'value');
  if (value === 'null') return [{ type: 'special', match: 'null', result }];
  if (numberAt(mapping, 'type') === 2 || (value === null && own(mapping, 'from') !== undefined)) {
    return [{ type: 'range', from: numberAt(mapping, 'from'), to: numberAt(mapping, 'to'), result }];
  }
  return value === null || value === '' ? [] : [{ type: 'value', value, result }];
}

function importResult(result: Json): { text?: string; color?: string } {
  return defined({ text: textAt(result, 'text') ?? undefined, color: textAt(result, 'color') ?? undefined });
}

const DISPLAYS: Readonly<
  Record<string, 'auto' | 'text' | 'color-text' | 'color-background' | 'gauge' | 'sparkline' | 'json'>
> = {
  auto: 'auto',
  'color-text': 'color-text',
  'color-background': 'color-background',
  'color-background-solid': 'color-background',
  gauge: 'gauge',
  'gradient-gauge': 'gauge',
  'lcd-gauge': 'gauge',
  basic: 'gauge',
  'json-view': 'json',
  sparkline: 'sparkline',
};

function importCell(custom: Json) {
  const options = objectAt(custom, 'cellOptions');
  const type = textAt(options, 'type') ?? textAt(custom, 'displayMode') ?? '';
  return defined({
    display: Object.hasOwn(DISPLAYS, type) ? DISPLAYS[type] : undefined,
    gauge:
      wordAt(options, 'mode', ['basic', 'gradient', 'lcd']) ??
      (type === 'lcd-gauge'
        ? ('lcd' as const)
        : type === 'gradient-gauge'
          ? ('gradient' as const)
          : undefined),
    width: bounded(numberAt(custom, 'width'), 0, 4000),
    minWidth: bounded(numberAt(custom, 'minWidth'), 0, 4000),
    align: wordAt(custom, 'align', ['auto', 'left', 'center', 'right']) ?? undefined,
    hidden: flagAt(custom, 'hidden') ?? undefined,
    filterable: flagAt(custom, 'filterable') ?? undefined,
  });
}

function importOverride(override: Json, { report, where, panelId }: FieldContext) {
  const matcher = importMatcher(objectAt(override, 'matcher'));
  if (matcher === null) {
    const id = textAt(objectAt(override, 'matcher'), 'id') ?? 'none';
    report.lost(where, `An override for fields chosen by "${id}" is left out.`, panelId);
    return [];
  }
  const properties: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const property of objectsAt(override, 'properties')) {
    const id = textAt(property, 'id') ?? '';
    const value = own(property, 'value');
    if (id.startsWith('custom.')) custom[id.slice('custom.'.length)] = value;
    else properties[id] = value;
  }
  return [{ matcher, options: importFieldOptions({ ...properties, custom }) }];
}

const OPERATORS: Readonly<Record<string, '==' | '!=' | '>' | '>=' | '<' | '<='>> = {
  eq: '==',
  '==': '==',
  neq: '!=',
  '!=': '!=',
  gt: '>',
  '>': '>',
  gte: '>=',
  '>=': '>=',
  lt: '<',
  '<': '<',
  lte: '<=',
  '<=': '<=',
};

function importMatcher(matcher: Json): FieldMatcher | null {
  const options = own(matcher, 'options');
  const text = typeof options === 'string' ? options : '';
  switch (textAt(matcher, 'id')) {
    case 'byName':
      return { by: 'name', name: text };
    case 'byNames': {
      const of = isObject(options) ? options : {};
      const names = Array.isArray(options) ? options.map(String) : [...textsAt(of, 'names')];
      return { by: 'names', names, exclude: textAt(of, 'mode') === 'exclude' };
    }
    case 'byRegexp':
      return { by: 'regexp', pattern: text };
    case 'byType':
      return {
        by: 'type',
        type: (['number', 'string', 'time', 'boolean'] as const).find((type) => type === text) ?? 'other',
      };
    case 'byFrameRefID':
      return { by: 'refId', refId: text };
    case 'byValue': {
      const of = isObject(options) ? options : {};
      const op = OPERATORS[textAt(of, 'op') ?? ''];
      if (op === undefined) return null;
      return {
        by: 'value',
        calc: textAt(of, 'reducer') ?? 'lastNotNull',
        op,
        value: numberAt(of, 'value') ?? 0,
      };
    }
    default:
      return null;
  }
}
