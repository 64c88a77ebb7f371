import { describe, expect, it } from 'vitest';
import { addMatchers, selectorsIn, unquoted } from './selectors';
import { syntaxMistake } from './syntax';

const NAMESPACE = { name: 'ns', operator: '=~', value: 'a|b"c' } as const;

describe('addMatchers', () => {
  it.each([
    ['up', 'up{ns=~"a|b\\"c"}'],
    ['up{}', 'up{ns=~"a|b\\"c"}'],
    ['rate(x{a="b",}[5m] offset 1h)', 'rate(x{a="b",ns=~"a|b\\"c"}[5m] offset 1h)'],
    ['sum by (ns) (x) / on (ns) y', 'sum by (ns) (x{ns=~"a|b\\"c"}) / on (ns) y{ns=~"a|b\\"c"}'],
    ['{__name__=~"a.*"}', '{__name__=~"a.*",ns=~"a|b\\"c"}'],
    ['{"utf8.name", a=\'x\'}', '{"utf8.name",a="x",ns=~"a|b\\"c"}'],
    ['max_over_time((x)[1h:1m])', 'max_over_time((x{ns=~"a|b\\"c"})[1h:1m])'],
    ['label_replace(x, "a", "$1", "b", "{y}")', 'label_replace(x{ns=~"a|b\\"c"}, "a", "$1", "b", "{y}")'],
    ['vector(1) + time()', 'vector(1) + time()'],
    ['x # {y}', 'x{ns=~"a|b\\"c"} # {y}'],
  ])('puts them into every selector of %s', (expr, expected) => {
    expect(addMatchers(expr, [NAMESPACE])).toBe(expected);
  });

  it('quotes labels that are no plain names', () => {
    expect(addMatchers('x', [{ name: 'a.b', operator: '!=', value: 'c' }])).toBe('x{"a.b"!="c"}');
  });
});

describe('selectorsIn', () => {
  it('reads names and matchers as they are meant', () => {
    expect(selectorsIn('x{a=~"b\\\\.c", d!=`\\n`} > 5')).toEqual([
      {
        from: 0,
        to: 22,
        metric: 'x',
        matchers: [
          { name: 'a', operator: '=~', value: 'b\\.c' },
          { name: 'd', operator: '!=', value: '\\n' },
        ],
      },
    ]);
  });

  it.each(['', 'sum(', 'x{', 'rate(x[5m]', 'x{a=b}', 'a b'])('says where %j is no PromQL', (expr) => {
    expect(() => selectorsIn(expr)).toThrow('no PromQL');
    expect(syntaxMistake(expr)).not.toBeNull();
  });
});

it('reads the escapes of Go', () => {
  expect(unquoted('"a\\tb\\x41\\u00e4\\"\\101"')).toBe('a\tbAä"A');
  expect(unquoted('`a\\tb`')).toBe('a\\tb');
});
