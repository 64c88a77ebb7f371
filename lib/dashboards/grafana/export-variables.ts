/** Variables into `templating.list`. */
import { SORTS, type Variable } from '@/lib/dashboards/model/variable';
import { defined, type Json } from './loose';

export function exportVariable(variable: Variable): Json {
  const { name, label, description, type } = variable;
  const common = { type, name, label, description, hide: ['no', 'label', 'variable'].indexOf(variable.hide) };
  switch (variable.type) {
    case 'query':
      return {
        ...common,
        ...choice(variable),
        datasource: { type: 'prometheus', uid: '' },
        definition: variable.query,
        query: { query: variable.query, refId: `variable-${name}` },
        regex: variable.regex,
        sort: SORTS.indexOf(variable.sort),
        refresh: ['never', 'load', 'time'].indexOf(variable.refresh),
      };
    case 'custom':
      return { ...common, ...choice(variable), query: variable.options.map(customOption).join(', ') };
    case 'interval':
      return defined({
        ...common,
        query: variable.options.join(','),
        current: current(variable.current, false),
        auto: variable.auto !== null,
        auto_count: variable.auto?.steps,
        auto_min: variable.auto?.min,
      });
    case 'constant':
    case 'textbox':
      return { ...common, query: variable.value, current: current([variable.value], false) };
    case 'datasource':
      return {
        ...common,
        query: variable.sourceType,
        regex: variable.regex,
        current: current(variable.current, false),
      };
    case 'adhoc':
      return { ...common, filters: variable.filters, datasource: { type: 'prometheus', uid: '' } };
  }
}

function choice(variable: Extract<Variable, { multi: boolean }>): Json {
  const { multi, includeAll, allValue } = variable;
  return { multi, includeAll, allValue, current: current(variable.current, multi) };
}

function current(values: readonly string[], multi: boolean): Json {
  const texts = values.map((value) => (value === '$__all' ? 'All' : value));
  if (multi) return { text: texts, value: values };
  return values.length === 0 ? {} : { text: texts[0], value: values[0] };
}

function customOption({ text, value }: { text: string; value: string }): string {
  const escaped = (part: string) => part.replaceAll(',', '\\,');
  return text === value ? escaped(value) : `${escaped(text)} : ${escaped(value)}`;
}
