/** `templating.list` into our variables. */
import type { Variable } from '@/lib/dashboards/model/variable';
import { ALL_VALUE, SORTS, variableSchema } from '@/lib/dashboards/model/variable';
import { flagAt, isObject, type Json, numberAt, objectAt, objectsAt, own, textAt, textsAt } from './loose';
import type { ImportReport } from './report';
import { sourceOf } from './targets';

export function importVariables(list: readonly Json[], report: ImportReport): Variable[] {
  const known = new Set<string>();
  return list.flatMap((variable) => {
    const name = textAt(variable, 'name') ?? '';
    const input = known.has(name) ? null : inputOf(variable, name, report);
    const parsed = input === null ? null : variableSchema.safeParse(input);
    if (parsed?.success) {
      known.add(name);
      return [parsed.data];
    }
    const kind = textAt(variable, 'type') ?? 'none';
    const why = known.has(name)
      ? 'there is another of the same name'
      : `its kind "${kind}" is not known here`;
    report.lost(`variable ${name}`, `The variable is left out: ${why}.`);
    return [];
  });
}

function inputOf(variable: Json, name: string, report: ImportReport): unknown {
  const common = {
    name,
    label: textAt(variable, 'label') ?? '',
    description: textAt(variable, 'description') ?? '',
    hide: (['no', 'label', 'variable'] as const)[numberAt(variable, 'hide') ?? 0] ?? 'no',
  };
  const choice = {
    multi: flagAt(variable, 'multi') ?? false,
    includeAll: flagAt(variable, 'includeAll') ?? false,
    allValue: textAt(variable, 'allValue') || null,
    current: currentOf(variable),
  };
  switch (textAt(variable, 'type')) {
    case 'query':
      return queryVariable(variable, common, choice, report);
    case 'custom':
      return {
        type: 'custom',
        ...common,
        ...choice,
        options: customOptions(textAt(variable, 'query') ?? ''),
      };
    case 'interval':
      return intervalVariable(variable, common, choice.current);
    case 'constant':
      return { type: 'constant', ...common, value: choice.current[0] ?? textAt(variable, 'query') ?? '' };
    case 'textbox':
      return { type: 'textbox', ...common, value: choice.current[0] ?? textAt(variable, 'query') ?? '' };
    case 'datasource': {
      const sourceType = textAt(variable, 'query') ?? 'prometheus';
      return {
        type: 'datasource',
        ...common,
        current: choice.current,
        sourceType,
        regex: textAt(variable, 'regex') ?? '',
      };
    }
    case 'adhoc':
      return { type: 'adhoc', ...common, filters: adhocFilters(variable) };
    default:
      return null;
  }
}

function queryVariable(variable: Json, common: object, choice: object, report: ImportReport): unknown {
  const query = own(variable, 'query');
  const text = isObject(query) ? textAt(query, 'query') : typeof query === 'string' ? query : null;
  const source = sourceOf(own(variable, 'datasource'));
  if (source?.type !== undefined && source.type !== 'prometheus') {
    report.lost(
      `variable ${textAt(variable, 'name') ?? ''}`,
      `Its options come from a source of kind "${source.type}", so it keeps the value that was saved.`,
    );
    return { type: 'custom', ...common, ...choice, options: savedOptions(variable) };
  }
  return {
    type: 'query',
    ...common,
    ...choice,
    query: text ?? textAt(variable, 'definition') ?? '',
    regex: textAt(variable, 'regex') ?? '',
    sort: SORTS[numberAt(variable, 'sort') ?? 0] ?? 'none',
    refresh: (['never', 'load', 'time'] as const)[numberAt(variable, 'refresh') ?? 1] ?? 'load',
  };
}

function currentOf(variable: Json): string[] {
  const current = objectAt(variable, 'current');
  const value = own(current, 'value');
  if (Array.isArray(value)) return [...textsAt(current, 'value')];
  const text = textAt(current, 'value') ?? textAt(current, 'text');
  if (text === null || text === '') return [];
  return [text === 'All' && flagAt(variable, 'includeAll') ? ALL_VALUE : text];
}

function savedOptions(variable: Json): { text: string; value: string }[] {
  const options = objectsAt(variable, 'options').flatMap((option) => {
    const value = textAt(option, 'value');
    return value === null || value === ALL_VALUE ? [] : [{ text: textAt(option, 'text') ?? value, value }];
  });
  return options.length > 0 ? options : currentOf(variable).map((value) => ({ text: value, value }));
}

/** `a, b`, `text : value`, with commas escaped as `\,`. */
export function customOptions(query: string): { text: string; value: string }[] {
  const parts = query.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ',').trim());
  return parts.filter(Boolean).map((part) => {
    const [, text, value] = /^\s*(.+)\s:\s(.+)$/.exec(part) ?? [];
    return text === undefined || value === undefined
      ? { text: part, value: part }
      : { text: text.trim(), value: value.trim() };
  });
}

function intervalVariable(variable: Json, common: object, current: readonly string[]): unknown {
  const options = (textAt(variable, 'query') ?? '').split(',').map((part) => part.trim());
  const auto = flagAt(variable, 'auto')
    ? {
        steps: Math.min(1000, Math.max(1, Math.round(numberAt(variable, 'auto_count') ?? 30))),
        min: textAt(variable, 'auto_min') ?? '10s',
      }
    : null;
  const chosen = current.map((value) => (value.startsWith('$__auto') ? 'auto' : value));
  return {
    type: 'interval',
    ...common,
    current: chosen,
    options: options.filter((part) => part && part !== 'auto'),
    auto,
  };
}

function adhocFilters(variable: Json): unknown {
  return objectsAt(variable, 'filters').flatMap((filter) => {
    const key = textAt(filter, 'key');
    return key === null
      ? []
      : [{ key, operator: textAt(filter, 'operator') ?? '=', value: textAt(filter, 'value') ?? '' }];
  });
}
