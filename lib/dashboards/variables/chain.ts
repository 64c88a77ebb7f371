/** In which order variables are asked: each after those that its query names. */
import type { Variable } from '@/lib/dashboards/model/variable';
import { referencesIn } from './interpolate';

/** Variables that name each other in a circle cannot be asked; `circles` holds their names. */
export interface VariableOrder {
  readonly order: readonly Variable[];
  readonly circles: readonly (readonly string[])[];
}

/** Stays with the order of the dashboard where nothing speaks against it. */
export function variableOrder(variables: readonly Variable[]): VariableOrder {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const order: Variable[] = [];
  const circles: string[][] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (variable: Variable, path: readonly string[]): void => {
    const seen = state.get(variable.name);
    if (seen === 'done') return;
    if (seen === 'open') {
      circles.push([...path.slice(path.indexOf(variable.name)), variable.name]);
      return;
    }
    state.set(variable.name, 'open');
    for (const name of dependsOn(variable)) {
      const other = byName.get(name);
      if (other !== undefined) visit(other, [...path, variable.name]);
    }
    state.set(variable.name, 'done');
    order.push(variable);
  };
  for (const variable of variables) visit(variable, []);
  return { order, circles };
}

/** Names that its options depend on. */
export function dependsOn(variable: Variable): ReadonlySet<string> {
  switch (variable.type) {
    case 'query':
      return referencesIn(`${variable.query} ${variable.regex}`);
    case 'datasource':
      return referencesIn(variable.regex);
    case 'custom':
      return referencesIn(variable.options.map(({ value }) => value).join(' '));
    case 'constant':
    case 'textbox':
      return referencesIn(variable.value);
    default:
      return new Set();
  }
}
