/** What is chosen for each variable, from the address, the dashboard and the answers that are there so far. Pure. */
import { pattern } from '@/lib/dashboards/display/pattern';
import type { QueryVariable, Variable } from '@/lib/dashboards/model/variable';
import type { Window } from '@/lib/dashboards/plan/panel-window';
import { variableOrder } from '@/lib/dashboards/variables/chain';
import { globalValues } from '@/lib/dashboards/variables/globals';
import { type Chosen, interpolate, type Scope } from '@/lib/dashboards/variables/interpolate';
import { chosenOf, queryOptions, type VariableOption } from '@/lib/dashboards/variables/options';
import { type VariableQuestion, variableQuestion } from '@/lib/dashboards/variables/question';
import { intervalChoice } from './interval-choice';

/** What a question was answered with; `pending` while nobody knows. */
export type LookupState = readonly string[] | 'pending' | Error;

export interface ResolvedVariable {
  /** With what was chosen of ad hoc filters. */
  readonly variable: Variable;
  readonly options: readonly VariableOption[];
  readonly chosen: Chosen | null;
  readonly state: 'ready' | 'pending' | { readonly problem: string };
}

export interface ResolveContext {
  readonly window: Window;
  readonly zone: string;
  readonly dashboard: { readonly uid: string; readonly title: string };
  /** Values of the address by name of the variable; undefined = it says nothing. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
  readonly lookup: (question: VariableQuestion, refresh: QueryVariable['refresh']) => LookupState;
}

/** In the order of the dashboard. */
export function resolveVariables(
  variables: readonly Variable[],
  context: ResolveContext,
): readonly ResolvedVariable[] {
  const { order, circles } = variableOrder(variables);
  const inCircle = new Map(circles.flatMap((circle) => circle.map((name) => [name, circle] as const)));
  const known = new Map<string, Chosen>();
  const resolved = new Map<string, ResolvedVariable>();
  const steps = { stepMs: 15_000, rateIntervalMs: 60_000 };
  const globals = globalValues({ ...context.window, steps, dashboard: context.dashboard });
  for (const variable of order) {
    const circle = inCircle.get(variable.name);
    const scope: Scope = { variables: known, globals, zone: context.zone };
    const one =
      circle === undefined
        ? resolveOne(variable, scope, context)
        : broken(variable, `It depends on itself: ${circle.join(' → ')}.`);
    if (one.chosen !== null) known.set(variable.name, one.chosen);
    resolved.set(variable.name, one);
  }
  return variables.flatMap(({ name }) => resolved.get(name) ?? []);
}

function broken(variable: Variable, problem: string): ResolvedVariable {
  return { variable, options: [], chosen: null, state: { problem } };
}

function resolveOne(variable: Variable, scope: Scope, context: ResolveContext): ResolvedVariable {
  const asked = context.asked.get(variable.name);
  switch (variable.type) {
    case 'query':
      return resolveQuery(variable, scope, context, asked);
    case 'custom': {
      const options = variable.options.map(({ text, value }) => ({
        text: interpolate(text, scope, 'text'),
        value: interpolate(value, scope, 'text'),
      }));
      return { variable, options, chosen: chosenOf(variable, options, asked), state: 'ready' };
    }
    case 'interval':
      return { variable, ...intervalChoice(variable, context.window, asked), state: 'ready' };
    case 'constant':
      return {
        variable,
        options: [],
        chosen: one(interpolate(variable.value, scope, 'text')),
        state: 'ready',
      };
    case 'textbox': {
      const text = asked?.[0] ?? interpolate(variable.value, scope, 'text');
      return { variable, options: [], chosen: one(text), state: 'ready' };
    }
    case 'datasource': {
      const options = [{ text: 'Prometheus', value: 'prometheus' }];
      return { variable, options, chosen: chosenOf(variable, options, undefined), state: 'ready' };
    }
    case 'adhoc': {
      const filters = asked === undefined ? variable.filters : asked.flatMap(filterOf);
      return { variable: { ...variable, filters }, options: [], chosen: null, state: 'ready' };
    }
  }
}

function one(text: string): Chosen {
  return { values: [text], texts: [text], multi: false };
}

function resolveQuery(
  variable: QueryVariable,
  scope: Scope,
  context: ResolveContext,
  asked: readonly string[] | undefined,
): ResolvedVariable {
  const question = variableQuestion(interpolate(variable.query, scope, 'promql'));
  if (question === null) return broken(variable, 'Its query is empty.');
  const texts = context.lookup(question, variable.refresh);
  if (texts instanceof Error) return broken(variable, texts.message);
  if (texts === 'pending') {
    // What the address says needs no list, unless it stands for the whole of it.
    const known = asked !== undefined && !asked.some((value) => value.startsWith('$__'));
    const chosen = known ? chosenOf(variable, [], asked) : null;
    return { variable, options: [], chosen, state: 'pending' };
  }
  const fitting =
    question.kind === 'metrics' || (question.kind === 'label-names' && question.pattern !== null)
      ? texts.filter((text) => pattern(question.pattern ?? '').test(text))
      : texts;
  const regex = interpolate(variable.regex, scope, 'text');
  const options = queryOptions(fitting, { regex, sort: variable.sort });
  return { variable, options, chosen: chosenOf(variable, options, asked), state: 'ready' };
}

/** `key|=~|value` */
export function filterText(filter: { key: string; operator: string; value: string }): string {
  return `${filter.key}|${filter.operator}|${filter.value}`;
}

function filterOf(text: string) {
  const [, key = '', operator = '', value = ''] = /^([^|]+)\|(=~|!~|!=|=)\|(.*)$/s.exec(text) ?? [];
  if (operator !== '=' && operator !== '!=' && operator !== '=~' && operator !== '!~') return [];
  return [{ key, operator, value } as const];
}
