import { describe, expect, it } from 'vitest';
import { applyEdits } from './problem';
import { MAX_TEXT_BYTES, readYaml } from './read-yaml';

function firstProblem(text: string) {
  const reading = readYaml(text);
  if (reading.kind === 'value') throw new Error('was read');
  return reading.problems[0];
}

describe('readYaml', () => {
  it('reads a plain document', () => {
    expect(readYaml('a: 1\nb: [x, "y"]\n')).toEqual({ kind: 'value', value: { a: 1, b: ['x', 'y'] } });
  });

  it('points out every line indented with a tab and offers spaces', () => {
    const text = 'spec:\n\thosts:\n\t- a\n  ok: 1\n';
    const reading = readYaml(text);
    if (reading.kind === 'value') throw new Error('was read');
    expect(reading.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [3, 1],
    ]);
    expect(applyEdits(text, reading.problems[0]?.fix?.edits ?? [])).toBe('spec:\n  hosts:\n  - a\n  ok: 1\n');
  });

  it('accepts a tab that is content of a block text', () => {
    expect(readYaml('a: |\n  \tx\n').kind).toBe('value');
  });

  it('refuses a key that is given twice, at its second place', () => {
    expect(firstProblem('a: 1\nb: 2\na: 3\n')).toMatchObject({
      line: 3,
      column: 1,
      message: expect.stringContaining('twice'),
    });
  });

  it.each(['[', '{a: ', '- '])('refuses a thousand nested %j twice, without harm', (opener) => {
    const text = opener.repeat(1000);
    expect(firstProblem(text)?.message).toContain('nested more than 64');
    expect(firstProblem(text)?.message).toContain('nested more than 64');
  });

  it('accepts sixty levels', () => {
    expect(readYaml('['.repeat(60) + ']'.repeat(60)).kind).toBe('value');
  });

  it('refuses an alias bomb by count and by what it expands to', () => {
    const levels = Array.from(
      { length: 9 },
      (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`,
    );
    expect(firstProblem(`l0: &l0 x\n${levels.join('\n')}\n`)?.message).toContain('aliases');
    const doubling = Array.from({ length: 24 }, (_, n) => `d${n + 1}: &d${n + 1} [*d${n}, *d${n}]`);
    expect(firstProblem(`d0: &d0 x\n${doubling.join('\n')}\n`)?.message).toContain('expand');
  });

  it('refuses more values than any object has', () => {
    const many = `a:\n${'- 1\n'.repeat(200_001)}`;
    expect(firstProblem(many)).toMatchObject({
      code: 'PER0004',
      message: 'The text holds more than 200,000 values.',
    });
  }, 60_000);

  it('refuses keys that reach into prototypes wherever they stand, with and without aliases', () => {
    expect(firstProblem('a:\n- b:\n    __proto__: 1')?.code).toBe('PER0005');
    expect(firstProblem('x: &x 1\na:\n- b:\n    constructor: 1')?.code).toBe('PER0005');
  });

  it('refuses an alias to its own container', () => {
    expect(firstProblem('a: &a [*a]')?.message).toContain('contains it');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s and touches no prototype', (key) => {
    expect(firstProblem(`a: 1\n${key}: { polluted: true }\n`)).toMatchObject({
      line: 2,
      message: `The key ${key} is not allowed.`,
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('refuses more than a megabyte, counted in bytes', () => {
    expect(firstProblem(`a: ${'x'.repeat(MAX_TEXT_BYTES)}`)?.message).toContain('larger than 1 MB');
    expect(firstProblem(`a: ${'ä'.repeat(MAX_TEXT_BYTES / 2)}`)?.message).toContain('larger than 1 MB');
  });

  it.each(['!!js/function f', 'a: !evil x', 'a: b: c', '"unclosed', '@x', '\u0000'])(
    'reports %j with a place',
    (text) => {
      expect(firstProblem(text)).toMatchObject({ line: 1, severity: 'error' });
    },
  );

  it('never throws on mangled texts', { timeout: 60_000 }, () => {
    const base =
      'apiVersion: v1\nspec:\n  http:\n  - match: [{ uri: { exact: "/a" } }]\n    x: &a |\n      t\n';
    // A fixed linear congruential generator, so that a failure can be repeated.
    let state = 20_240_611;
    const next = (limit: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % limit;
    };
    for (let round = 0; round < 3000; round += 1) {
      const at = next(base.length);
      const insert = '\t\n -:[]{}&*!|>\'"#%@`\u0000\r'[next(24)] ?? '';
      expect(() =>
        readYaml(base.slice(0, at) + insert.repeat(1 + next(3)) + base.slice(at + next(4))),
      ).not.toThrow();
    }
  });
});
