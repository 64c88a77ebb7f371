/** Variables as they begin. Pure. */
import { type Variable, variableSchema } from '@/lib/dashboards/model/variable';

/** Kinds that can be added, in the order in which they are offered. */
export const VARIABLE_TYPES = [
  ['query', 'Values of a label or query'],
  ['custom', 'Values given here'],
  ['interval', 'Interval'],
  ['textbox', 'Typed text'],
  ['constant', 'Constant'],
  ['adhoc', 'Filters for all queries'],
  ['datasource', 'Source'],
] as const satisfies readonly (readonly [Variable['type'], string])[];

/** Under a name that is free. */
export function newVariable(type: Variable['type'], taken: ReadonlySet<string>): Variable {
  const name = freeName(type === 'query' || type === 'custom' ? 'variable' : type, taken);
  return variableSchema.parse({
    type,
    name,
    ...(type === 'query' ? { query: 'label_values(up, job)' } : {}),
    ...(type === 'custom' ? { options: [] } : {}),
    ...(type === 'interval' ? { options: ['1m', '5m', '15m', '1h'] } : {}),
    ...(type === 'constant' ? { value: '' } : {}),
  });
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let at = 2; ; at += 1) if (!taken.has(`${base}${at}`)) return `${base}${at}`;
}

/** `a, b, text : value`: as options of a custom variable are typed. A comma within an option is written `\,`. */
export function optionsIn(text: string): { readonly text: string; readonly value: string }[] {
  return text
    .split(/(?<!\\),/)
    .map((part) => part.trim().replaceAll('\\,', ','))
    .filter((part) => part !== '')
    .map((part) => {
      const [, title, value] = /^(.*?)\s:\s(.*)$/.exec(part) ?? [];
      return title === undefined || value === undefined
        ? { text: part, value: part }
        : { text: title.trim(), value: value.trim() };
    });
}

export function optionsText(options: readonly { readonly text: string; readonly value: string }[]): string {
  const escaped = (part: string) => part.replaceAll(',', '\\,');
  return options
    .map(({ text, value }) => (text === value ? escaped(text) : `${escaped(text)} : ${escaped(value)}`))
    .join(', ');
}
