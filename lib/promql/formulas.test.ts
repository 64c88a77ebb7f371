import { describe, expect, it } from 'vitest';
import { expandedFormula, isFormula, withoutQuery } from './formulas';
import { syntaxMistake } from './syntax';

describe('expandedFormula', () => {
  it.each([
    [['sum(a)', 'sum(b)', 'A / B'], 2, '(sum(a)) / (sum(b))'],
    [['a', 'A * 100', 'B > 3'], 2, '((a) * 100) > 3'],
    [['sum(a)', 'max_over_time(A[5m])'], 1, 'max_over_time((sum(a))[5m:])'],
    [['a', 'rate(A[5m])'], 1, 'rate((a)[5m])'],
    [['a', 'max_over_time(A[5m:1m])'], 1, 'max_over_time((a)[5m:1m])'],
    [['a', 'Z / A'], 1, 'Z / (a)'],
    [['a', 'A{x="y"}'], 1, 'A{x="y"}'],
    [['a', 'AB + rate(B_total[1m])'], 1, 'AB + rate(B_total[1m])'],
    [['a', 'sum by (A) (x)'], 1, 'sum by (A) (x)'],
  ])('%j at %i is %s', (queries, index, expected) => {
    const text = expandedFormula(queries, index);
    expect(text).toBe(expected);
    expect(syntaxMistake(text)).toBeNull();
  });

  it('refuses circles, empty queries, and what grows beyond bounds', () => {
    expect(() => expandedFormula(['B', 'C', 'A'], 0)).toThrow('A → B → C → A');
    expect(() => expandedFormula(['A'], 0)).toThrow('A → A');
    expect(() => expandedFormula([' ', 'A + 1'], 1)).toThrow('Query A, which B names, is empty');
    const doubling = [
      'up',
      ...Array.from({ length: 20 }, (_, at) => {
        const letter = String.fromCharCode(65 + at);
        return `${letter} + ${letter}`;
      }),
    ];
    expect(() => expandedFormula(doubling, 20)).toThrow('longer than');
  });

  it('leaves what is no PromQL for Prometheus to judge', () => {
    expect(expandedFormula(['a', 'A +'], 1)).toBe('A +');
  });
});

it('knows formulas', () => {
  expect([isFormula('A / B', 2), isFormula('A', 0), isFormula('up', 3), isFormula('C', 2)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

describe('withoutQuery', () => {
  it('moves letters up, and puts the text of the one that goes where it was named', () => {
    expect(withoutQuery(['a', 'b', 'c', 'A + B * C'], 1)).toEqual(['a', 'c', 'A + (b) * B']);
    expect(withoutQuery(['a', 'C + 1', 'c', 'B'], 1)).toEqual(['a', 'c', '(B + 1)']);
    expect(withoutQuery(['a', 'b'], 0)).toEqual(['b']);
  });
});
