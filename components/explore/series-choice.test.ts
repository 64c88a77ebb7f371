import { expect, it } from 'vitest';
import { shortName, withGaps } from './chart-lines';
import { toggled } from './series-choice';

it('shows one alone, all again, or one more', () => {
  const one = toggled(new Set(), 'a', false);
  expect([...one]).toEqual(['a']);
  expect([...toggled(one, 'a', false)]).toEqual([]);
  expect([...toggled(one, 'b', false)]).toEqual(['b']);
  expect([...toggled(one, 'b', true)]).toEqual(['a', 'b']);
  expect([...toggled(new Set(['a', 'b']), 'a', true)]).toEqual(['b']);
});

it('leaves gaps where steps are missing and where a value is none', () => {
  expect(
    withGaps(
      [
        [0, 1],
        [15, Number.NaN],
        [60, 2],
      ],
      15,
    ),
  ).toEqual([
    [0, 1],
    [15, null],
    [30, null],
    [60, 2],
  ]);
});

it('shortens long names in the middle', () => {
  expect(shortName('up')).toBe('up');
  const short = shortName(`${'a'.repeat(40)}${'b'.repeat(40)}`);
  expect([short.length, short.at(0), short.at(-1)]).toEqual([48, 'a', 'b']);
});
