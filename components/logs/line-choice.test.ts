import { expect, it } from 'vitest';
import { readLine } from '@/lib/logs/read-line';
import { chosenLines } from './line-choice';
import type { ShownLine } from './log-store';

const lines: readonly ShownLine[] = [
  'level=info msg="cart opened" user=ada',
  'level=warn msg="cart is slow"',
  'level=error msg="Cart lost" user=bob',
  'no level at all',
].map((text, number) => ({
  ...readLine(text),
  number,
  source: 0,
  timeMs: number,
  cutBytes: 0,
  binary: false,
}));
const numbers = (choice: Partial<Parameters<typeof chosenLines>[1]>) => {
  const { lines: chosen, problem } = chosenLines(lines, {
    find: '',
    isPattern: false,
    level: 'all',
    ...choice,
  });
  return { chosen: chosen.map(({ number }) => number), problem };
};

it('finds a text whatever its case', () => {
  expect(numbers({ find: 'CART' })).toEqual({ chosen: [0, 1, 2], problem: null });
});

it('finds a pattern, and a text in which a pattern’s signs stand for themselves', () => {
  expect(numbers({ find: 'user=(ada|bob)$', isPattern: true }).chosen).toEqual([0, 2]);
  expect(numbers({ find: 'user=(ada|bob)$' }).chosen).toEqual([]);
});

it('leaves every line where the pattern cannot be read, and says why', () => {
  const { chosen, problem } = numbers({ find: 'GET /(', isPattern: true });
  expect(chosen).toEqual([0, 1, 2, 3]);
  expect(problem).toMatch(/no pattern that RE2 reads/);
});

it('keeps errors among warnings, and leaves out lines without a level', () => {
  expect(numbers({ level: 'warn' }).chosen).toEqual([1, 2]);
  expect(numbers({ level: 'error', find: 'cart' }).chosen).toEqual([2]);
});
