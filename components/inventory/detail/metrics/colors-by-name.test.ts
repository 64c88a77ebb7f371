import { expect, it } from 'vitest';
import { colorsByName } from './colors-by-name';

it('gives a name one colour, however charts sort their lines', () => {
  const chart = (...names: string[]) => ({ series: names.map((name) => ({ name })) });
  const colors = colorsByName([chart('200', '0'), chart('0', '503', '200')]);
  expect([...colors]).toEqual([
    ['200', 'var(--series-1)'],
    ['0', 'var(--series-2)'],
    ['503', 'var(--series-3)'],
  ]);
});
