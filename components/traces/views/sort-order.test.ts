import { describe, expect, it } from 'vitest';
import { nextSort, orderByNumber, orderByText, parseSort, writeSort } from './sort-order';

describe('sort order', () => {
  it('comes back from an address as it was written, and nonsense does not', () => {
    for (const text of ['name', '-duration']) expect(writeSort(parseSort(text)!)).toBe(text);
    expect(['', '-', 'a b'].map(parseSort)).toEqual([null, null, null]);
  });

  it('turns round at a second click, and starts with the largest figure or the first text', () => {
    const byName = { column: 'name', descending: false };
    expect(nextSort(byName, 'name', true)).toEqual({ column: 'name', descending: true });
    expect(nextSort(byName, 'duration', false)).toEqual({ column: 'duration', descending: true });
    expect(nextSort(byName, 'kind', true)).toEqual({ column: 'kind', descending: false });
  });

  it('leaves equal ones in their order, both ways', () => {
    const numbers = [5, 1, 5, 3];
    const sorted = (descending: boolean) => [
      ...orderByNumber(Int32Array.of(0, 1, 2, 3), (at) => numbers[at] ?? 0, descending),
    ];
    expect([sorted(false), sorted(true)]).toEqual([
      [1, 3, 0, 2],
      [0, 2, 3, 1],
    ]);
  });

  it('sorts texts by what they say, not by their numbers', () => {
    const texts = ['web', 'cart', 'db'];
    expect([...orderByText(Int32Array.of(0, 1, 2), (at) => at, texts, false)]).toEqual([1, 2, 0]);
  });
});
