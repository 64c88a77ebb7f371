import { expect, it } from 'vitest';
import { type Variable, variableSchema } from '@/lib/dashboards/model/variable';
import type { VariableQuestion } from '@/lib/dashboards/variables/question';
import { type LookupState, resolveVariables } from './resolve-variables';

const variable = (value: object): Variable => variableSchema.parse(value);
const values: Record<string, readonly string[]> = { ns: ['a', 'b'], app: ['x', 'y'] };

function resolve(
  variables: readonly Variable[],
  asked: Record<string, readonly string[]> = {},
  answer: (question: VariableQuestion) => LookupState = (question) =>
    question.kind === 'label-values' ? (values[question.label] ?? []) : [],
) {
  const questions: VariableQuestion[] = [];
  const resolved = resolveVariables(variables, {
    window: { fromMs: 0, toMs: 3_600_000 },
    zone: 'UTC',
    dashboard: { uid: 'u', title: 't' },
    asked: new Map(Object.entries(asked)),
    lookup: (question) => {
      questions.push(question);
      return answer(question);
    },
  });
  return { resolved, questions };
}

const ns = variable({ type: 'query', name: 'ns', query: 'label_values(up, ns)' });
const app = variable({ type: 'query', name: 'app', query: 'label_values(up{ns="$ns"}, app)' });

it('asks each after those it depends on, and keeps the order of the dashboard', () => {
  const { resolved, questions } = resolve([app, ns], { ns: ['b'] });
  expect(questions[1]).toMatchObject({ selector: 'up{ns="b"}' });
  expect(resolved.map(({ variable: { name }, chosen }) => [name, chosen?.values])).toEqual([
    ['app', ['x']],
    ['ns', ['b']],
  ]);
});

it('takes what the address says before the list is there, and nothing else', () => {
  const pending = () => 'pending' as const;
  expect(resolve([ns], { ns: ['b'] }, pending).resolved[0]).toMatchObject({
    state: 'pending',
    chosen: { values: ['b'] },
  });
  expect(resolve([ns], {}, pending).resolved[0]?.chosen).toBeNull();
  expect(resolve([ns], { ns: ['$__all'] }, pending).resolved[0]?.chosen).toBeNull();
});

it('says why a variable has no value', () => {
  const a = variable({ type: 'query', name: 'a', query: 'label_values(up{b="$b"}, a)' });
  const b = variable({ type: 'query', name: 'b', query: 'label_values(up{a="$a"}, b)' });
  for (const { state } of resolve([a, b]).resolved) {
    expect(state).toMatchObject({ problem: expect.stringContaining('depends on itself') });
  }
  expect(resolve([ns], {}, () => new Error('no such thing')).resolved[0]?.state).toEqual({
    problem: 'no such thing',
  });
});

it('reads ad hoc filters of the address, and works out intervals', () => {
  const filters = variable({ type: 'adhoc', name: 'f' });
  expect(resolve([filters], { f: ['pod|=~|a|b', 'nonsense'] }).resolved[0]?.variable).toMatchObject({
    filters: [{ key: 'pod', operator: '=~', value: 'a|b' }],
  });
  const interval = variable({
    type: 'interval',
    name: 'i',
    options: ['1m'],
    auto: { steps: 60, min: '10s' },
  });
  expect(resolve([interval]).resolved[0]?.chosen).toMatchObject({ values: ['1m'], texts: ['auto'] });
});
