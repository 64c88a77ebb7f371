import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { AWKWARD_VALUES } from './label-corpus';
import { anyOf, duration, equal, literally, noneOf, oneOf, quoted, rate, selector, sumBy } from './promql';

/** Reads a Go string literal in double quotes, as Prometheus does. */
function unquoted(literal: string): string {
  const body = literal.slice(1, -1);
  expect(body, 'no bare quotation mark or line break').not.toMatch(/(?<!\\)(\\\\)*"|\n/);
  const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"' };
  return body.replace(/\\(x[0-9a-f]{2}|u[0-9a-f]{4}|.)/g, (_, written: string) =>
    written.length > 1
      ? String.fromCharCode(Number.parseInt(written.slice(1), 16))
      : (named[written] ?? `?${written}`),
  );
}

describe('quoted', () => {
  it.each(AWKWARD_VALUES)('can be read back: %j', (value) => {
    expect(unquoted(quoted(value))).toBe(value);
  });

  it('writes what UTF-8 cannot hold as the replacement character', () => {
    expect(quoted('\ud800')).toBe('"\\ufffd"');
  });
});

describe('literally', () => {
  it.each(AWKWARD_VALUES)('matches its text and nothing else: %j', (value) => {
    const pattern = RE2JS.compile(literally(value), RE2JS.DOTALL);
    expect(pattern.matches(value)).toBe(true);
    expect(pattern.matches(`${value}x`)).toBe(false);
    expect(pattern.matches(value.slice(1))).toBe(false);
  });
});

describe('selectors', () => {
  it('are written with every matcher', () => {
    const matchers = [equal('a', 'x"'), oneOf('b', ['1.0', '']), noneOf('c', ['z'])];
    expect(selector('istio_requests_total', matchers)).toBe(
      'istio_requests_total{a="x\\"",b=~"1\\\\.0|",c!~"z"}',
    );
  });

  it('refuse names that are none', () => {
    expect(() => selector('up{} or vector(1)', [])).toThrow('no metric name');
    expect(() => selector('up', [equal('a="",b', 'x')])).toThrow('no label name');
    expect(() => selector('a"}', [])).toThrow('no metric name');
    expect(() => sumBy(['a) (up'], 'up')).toThrow('no label name');
  });

  it('stand in rates and sums', () => {
    expect(sumBy(['a', 'b'], rate(selector('up', []), 60))).toBe('sum by (a,b) (rate(up{}[60s]))');
    expect(anyOf(['a|b', 'c'])).toBe('a\\|b|c');
  });
});

describe('duration', () => {
  it('is whole seconds, else milliseconds', () => {
    expect([duration(90), duration(0.25), duration(1.5)]).toEqual(['90s', '250ms', '1500ms']);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.0001])('refuses %f', (seconds) => {
    expect(() => duration(seconds)).toThrow('no duration');
  });
});
