import { expect, it, vi } from 'vitest';
import { Remembered } from './remembered';

const [a, b] = [{ name: 'a' }, { name: 'b' }];

it('makes something of a list once, whichever list has the same objects in the same order', () => {
  const remembered = new Remembered<string>();
  const make = vi.fn((name: string) => name);
  expect(remembered.of([a, b], () => make('ab'))).toBe('ab');
  expect(remembered.of([a, b], () => make('never'))).toBe('ab');
  expect(remembered.of([b, a], () => make('ba'))).toBe('ba');
  expect(remembered.of([a], () => make('a'))).toBe('a');
  expect(remembered.of([{ ...a }, b], () => make('other'))).toBe('other');
  expect(make.mock.calls.flat()).toEqual(['ab', 'ba', 'a', 'other']);
});

it('forgets the list that was not asked for longest', () => {
  const remembered = new Remembered<number>();
  const lists = Array.from({ length: 8 }, () => [{}]);
  lists.forEach((list, at) => void remembered.of(list, () => at));
  expect(remembered.of(lists[0] ?? [], () => -1)).toBe(0);
  remembered.of([{}], () => 8);
  expect(remembered.of(lists[0] ?? [], () => -1)).toBe(0);
  expect(remembered.of(lists[1] ?? [], () => -1)).toBe(-1);
});
