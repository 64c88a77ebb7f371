/** From what a source answered to what can be chosen: the expression, the order, All. */
import { pattern } from '@/lib/dashboards/display/pattern';
import { ALL_VALUE, type QueryVariable, type Variable } from '@/lib/dashboards/model/variable';
import type { Chosen } from './interpolate';

export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

/** More than these nobody scrolls through; the rest is found by typing, and the page says so. */
export const MOST_OPTIONS = 50_000;

/** Of the texts of a query's answer: filtered by the expression, its groups taken out, each once, in order. */
export function queryOptions(
  texts: readonly string[],
  { regex, sort }: Pick<QueryVariable, 'regex' | 'sort'>,
): readonly VariableOption[] {
  const found = new Map<string, VariableOption>();
  const expression = regex === '' ? null : pattern(regex);
  for (const text of texts) {
    const option = expression === null ? { text, value: text } : taken(text, expression);
    if (option !== null && option.value !== '' && !found.has(option.value)) found.set(option.value, option);
    if (found.size === MOST_OPTIONS) break;
  }
  return sorted([...found.values()], sort);
}

/** Groups named `text` and `value`, else the first group, else the whole find. */
function taken(text: string, expression: ReturnType<typeof pattern>): VariableOption | null {
  const match = expression.exec(text);
  if (match === null) return null;
  const value = match.named('value') ?? match.groups[1] ?? (match.groups.length > 1 ? null : text);
  const shown = match.named('text') ?? value;
  return value === null || value === undefined ? null : { value, text: shown ?? value };
}

function sorted(options: VariableOption[], sort: QueryVariable['sort']): readonly VariableOption[] {
  if (sort === 'none') return options;
  const order = orderOf(sort);
  const ascending = options.sort((a, b) => order(a.text, b.text));
  return sort.endsWith('desc') ? ascending.reverse() : ascending;
}

function orderOf(sort: QueryVariable['sort']): (a: string, b: string) => number {
  if (sort.startsWith('numeric')) return (a, b) => firstNumber(a) - firstNumber(b);
  if (sort.startsWith('ci')) {
    return (a, b) => compare(a.toLowerCase(), b.toLowerCase());
  }
  if (sort.startsWith('natural')) return (a, b) => a.localeCompare(b, undefined, { numeric: true });
  return compare;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** -1 where there is none, so that those stand first. */
function firstNumber(text: string): number {
  const [found] = /\d+/.exec(text) ?? [];
  return found === undefined ? -1 : Number(found);
}

/** What is chosen of what can be: as asked, without what is not there any more, else the first. */
export function chosenOf(
  variable: Extract<Variable, { current: unknown }>,
  options: readonly VariableOption[],
  asked: readonly string[] | undefined,
): Chosen {
  const multi = 'multi' in variable && variable.multi;
  const includeAll = 'includeAll' in variable && variable.includeAll;
  const wanted = asked ?? variable.current;
  if (
    includeAll &&
    (wanted.includes(ALL_VALUE) || (wanted.length === 0 && variable.current.length === 0 && multi))
  ) {
    return all(variable, options, multi);
  }
  const known = new Map(options.map((option) => [option.value, option]));
  // A value that came with the address is kept although it is not offered: the series may only be gone for now.
  const kept = wanted.filter((value) => value !== ALL_VALUE && (asked !== undefined || known.has(value)));
  const values = (multi ? kept : kept.slice(0, 1)).concat(kept.length === 0 ? firstOf(options) : []);
  return { values, texts: values.map((value) => known.get(value)?.text ?? value), multi };
}

function all(variable: Variable, options: readonly VariableOption[], multi: boolean): Chosen {
  const raw = 'allValue' in variable ? variable.allValue : null;
  return {
    values: options.map(({ value }) => value),
    texts: ['All'],
    multi: multi || options.length !== 1,
    ...(raw !== null && { raw }),
  };
}

function firstOf(options: readonly VariableOption[]): string[] {
  const [first] = options;
  return first === undefined ? [] : [first.value];
}
