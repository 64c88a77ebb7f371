import { describe, expect, it } from 'vitest';
import { type Variable, variableSchema } from '@/lib/dashboards/model/variable';
import { variableOrder } from './chain';
import { chosenOf, queryOptions, type VariableOption } from './options';
import { variableQuestion } from './question';

describe('variableQuestion', () => {
  it.each([
    ['label_values(job)', { kind: 'label-values', label: 'job', selector: null }],
    ['label_values(up{a="x,y)"}, job)', { kind: 'label-values', label: 'job', selector: 'up{a="x,y)"}' }],
    [
      'label_values(sum by (a, b) (up), a)',
      { kind: 'label-values', label: 'a', selector: 'sum by (a, b) (up)' },
    ],
    ['label_names()', { kind: 'label-names', pattern: null }],
    ['metrics(istio.*)', { kind: 'metrics', pattern: 'istio.*' }],
    ['query_result(topk(3, x))', { kind: 'result', expr: 'topk(3, x)' }],
    ['up{job="a"}', { kind: 'series', selector: 'up{job="a"}' }],
    ['', null],
    ['label_values()', null],
  ])('reads %s', (query, expected) => {
    expect(variableQuestion(query)).toEqual(expected);
  });
});

describe('queryOptions', () => {
  const options = (texts: string[], regex = '', sort: Parameters<typeof queryOptions>[1]['sort'] = 'none') =>
    queryOptions(texts, { regex, sort }).map(({ text, value }) =>
      text === value ? value : `${text}=${value}`,
    );

  it('filters, takes groups out, and offers each once', () => {
    expect(options(['a', 'b', 'a', ''])).toEqual(['a', 'b']);
    expect(options(['x-1', 'y-2', 'x-3'], '/^x-(.*)/')).toEqual(['1', '3']);
    expect(options(['{i="h:1", j="Name"} 1 0'], '/i="(?<value>[^"]+)".*j="(?<text>[^"]+)"/')).toEqual([
      'Name=h:1',
    ]);
    expect(options(['abc'], '/b/')).toEqual(['abc']);
    expect(options(['abc'], '/(/')).toEqual([]);
  });

  it.each([
    ['asc', ['B10', 'a2', 'a9']],
    ['desc', ['a9', 'a2', 'B10']],
    ['numeric-asc', ['a2', 'a9', 'B10']],
    ['numeric-desc', ['B10', 'a9', 'a2']],
    ['ci-asc', ['a2', 'a9', 'B10']],
    ['natural-asc', ['a2', 'a9', 'B10']],
  ] as const)('sorts %s', (sort, expected) => {
    expect(options(['a9', 'B10', 'a2'], '', sort)).toEqual(expected);
  });

  it('takes 50,000 values and no more', () => {
    expect(options(Array.from({ length: 60_000 }, (_, at) => `v${at}`))).toHaveLength(50_000);
  });
});

describe('chosenOf', () => {
  const variable = (value: object) => {
    const parsed = variableSchema.parse({ type: 'query', name: 'v', query: 'x', ...value });
    if (!('current' in parsed)) throw new Error('no choice');
    return parsed;
  };
  const options: VariableOption[] = [
    { text: 'A', value: 'a' },
    { text: 'B', value: 'b' },
  ];

  it('takes what the address asks, what was saved, or the first', () => {
    expect(chosenOf(variable({}), options, ['b']).values).toEqual(['b']);
    expect(chosenOf(variable({ current: ['b'] }), options, undefined)).toMatchObject({
      values: ['b'],
      texts: ['B'],
    });
    expect(chosenOf(variable({ current: ['gone'] }), options, undefined).values).toEqual(['a']);
    expect(chosenOf(variable({}), options, ['gone']).values).toEqual(['gone']);
    expect(chosenOf(variable({}), [], undefined).values).toEqual([]);
  });

  it('takes one where only one can be, and all of them for All', () => {
    expect(chosenOf(variable({}), options, ['b', 'a']).values).toEqual(['b']);
    const all = variable({ multi: true, includeAll: true, current: ['$__all'] });
    expect(chosenOf(all, options, undefined)).toMatchObject({ values: ['a', 'b'], texts: ['All'] });
    expect(chosenOf(variable({ includeAll: true, allValue: '.*' }), options, ['$__all']).raw).toBe('.*');
  });
});

describe('variableOrder', () => {
  const query = (name: string, text: string): Variable =>
    variableSchema.parse({ type: 'query', name, query: text });

  it('asks each after those that it names', () => {
    const { order, circles } = variableOrder([
      query('pod', 'label_values(up{ns="$ns"}, pod)'),
      query('ns', 'label_values(ns)'),
      query('other', 'label_values(x)'),
    ]);
    expect(order.map(({ name }) => name)).toEqual(['ns', 'pod', 'other']);
    expect(circles).toEqual([]);
  });

  it('names circles', () => {
    const { circles } = variableOrder([
      query('a', 'label_values(x{b="$b"}, a)'),
      query('b', 'label_values(x{a="$a"}, b)'),
      query('c', '$c'),
    ]);
    expect(circles).toEqual([
      ['a', 'b', 'a'],
      ['c', 'c'],
    ]);
  });
});
