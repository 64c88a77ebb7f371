import { describe, expect, it } from 'vitest';
import type { SetDifference } from '@/lib/traces/compare/sets-contract';
import { chanceWords, kindWords, liftWords, setWords } from './set-words';

const difference = (change: Partial<SetDifference>): SetDifference => ({
  kind: 'attribute',
  service: null,
  name: null,
  key: 'k',
  value: 'v',
  overNs: null,
  a: 1,
  b: 1,
  shareA: 0.1,
  shareB: 0.5,
  chance: 0.01,
  example: 'ab',
  ...change,
});

describe('words of two sets', () => {
  it.each([
    [{}, '5 ×'],
    [{ shareA: 0.5, shareB: 0.1 }, '0.2 ×'],
    [{ shareA: 0 }, 'only slow'],
    [{ shareB: 0 }, 'only normal'],
    [{ shareA: 0.004, shareB: 1 }, '250 ×'],
  ])('of %j say %s', (change, expected) => {
    expect(liftWords(difference(change), setWords('slow', []))).toBe(expected);
  });

  it.each([
    [1e-9, 'below 1 in a million'],
    [0.0499, '1 in 20'],
    [0.00123, '1 in 800'],
    [0.000012, '1 in 80,000'],
  ])('of a chance of %f say %s', (chance, expected) => {
    expect(chanceWords(chance)).toBe(expected);
  });

  it('name versions by their values and slow spans with their limit', () => {
    expect(setWords('versions', ['v1', 'v2'])).toEqual({ a: 'v1', b: 'v2' });
    expect(kindWords(difference({ kind: 'slow', overNs: 1_500_000 }))).toBe('Slow span, over 1.50 ms');
  });
});
