import { describe, expect, it } from 'vitest';
import { type Chosen, interpolate, type Purpose, referencesIn, type Scope } from './interpolate';

const one: Chosen = { values: ['reviews'], texts: ['Reviews'], multi: false };
const scope: Scope = {
  zone: 'UTC',
  globals: new Map([
    ['__interval', '15s'],
    ['__from', '1785578400000'],
  ]),
  variables: new Map([
    ['service', one],
    ['dotted', { values: ['a.b', 'c|d'], texts: ['a.b', 'c|d'], multi: true }],
    ['single', { values: ['a.b'], texts: ['a.b'], multi: true }],
    ['all', { values: ['x', 'y'], texts: ['All'], raw: '.*', multi: true }],
    ['quoted', { values: ['say "hi"', "it's"], texts: ['a', 'b'], multi: true }],
  ]),
};

const put = (text: string, purpose: Purpose = 'promql') => interpolate(text, scope, purpose);

describe('interpolate', () => {
  it.each([
    ['x{s="$service"}', 'x{s="reviews"}'],
    [`x{s="${'$'}{service}"}`, 'x{s="reviews"}'],
    ['x{s="[[service]]"}', 'x{s="reviews"}'],
    ['rate(x[$__interval])', 'rate(x[15s])'],
    ['x{s=~"$dotted"}', 'x{s=~"(a\\\\.b|c\\\\|d)"}'],
    ['x{s=~"$single"}', 'x{s=~"a\\\\.b"}'],
    ['x{s=~"$all"}', 'x{s=~".*"}'],
    ['label_replace(x, "a", "$1", "b", "(.*)")', 'label_replace(x, "a", "$1", "b", "(.*)")'],
    [
      `label_replace(x, "a", "${'$'}{1}-y", "b", "(.*)")`,
      `label_replace(x, "a", "${'$'}{1}-y", "b", "(.*)")`,
    ],
    ['$unknown', '$unknown'],
    ['$services', '$services'],
    ['[[unknown]]', '[[unknown]]'],
    ['100 $ and $$', '100 $ and $$'],
  ])('puts into the query %s', (text, expected) => {
    expect(put(text)).toBe(expected);
  });

  it.each([
    ['csv', 'a.b,c|d'],
    ['pipe', 'a.b|c|d'],
    ['regex', '(a\\.b|c\\|d)'],
    ['raw', 'a.b,c|d'],
    ['json', '["a.b","c|d"]'],
    ['text', 'a.b + c|d'],
    ['queryparam', 'var-dotted=a.b&var-dotted=c%7Cd'],
    ['percentencode', '%7Ba.b%2Cc%7Cd%7D'],
    ['doublequote', '"a.b","c|d"'],
    ['singlequote', "'a.b','c|d'"],
    ['distributed', 'a.b,dotted=c|d'],
    ['glob', '{a.b,c|d}'],
    ['nonsense', '{a.b,c|d}'],
  ])('writes several values as %s', (format, expected) => {
    expect(put(`${'$'}{dotted:${format}}`)).toBe(expected);
    expect(put(`[[dotted:${format}]]`)).toBe(expected);
  });

  it('escapes quotes where a format quotes', () => {
    expect(put(`${'$'}{quoted:doublequote}`)).toBe('"say \\"hi\\"","it\'s"');
    expect(put(`${'$'}{quoted:singlequote}`)).toBe("'say \"hi\"','it\\'s'");
  });

  it('formats the ends of the range', () => {
    expect(put(`${'$'}{__from:date}`)).toBe('2026-08-01T10:00:00.000Z');
    expect(put(`${'$'}{__from:date:seconds}`)).toBe('1785578400');
    expect(put(`${'$'}{__from:date:YYYY-MM-DD HH:mm}`)).toBe('2026-08-01 10:00');
  });

  it('shows texts where people read, and encodes in addresses', () => {
    expect(put('$service and $all', 'text')).toBe('Reviews and All');
    expect(put(`${'$'}{service.text}`)).toBe('Reviews');
    expect(put('?q=$dotted', 'url')).toBe('?q=%7Ba.b%2Cc%7Cd%7D');
  });

  it('is not held up by what looks like many references', () => {
    const text = '[['.repeat(20_000);
    expect(put(text)).toBe(text);
  });
});

describe('referencesIn', () => {
  it('names what a text refers to', () => {
    expect([...referencesIn(`$a ${'$'}{b:csv} [[c]] ${'$'}{d.text} $1`)]).toEqual(['a', 'b', 'c', 'd', '1']);
  });
});
