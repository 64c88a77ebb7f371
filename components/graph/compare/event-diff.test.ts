import { expect, it } from 'vitest';
import { diffLines } from './event-diff';

const text = (value: number) => `a: 1\nb: 2\nc: 3\nd: ${value}\ne: 5\nf: 6\ng: 7\n`;

it('shows what was and what is, with two lines around', () => {
  expect(diffLines(text(4), text(40)).map(({ sign, text: line }) => `${sign} ${line}`)).toEqual([
    '  b: 2',
    '  c: 3',
    '− d: 4',
    '+ d: 40',
    '  e: 5',
    '  f: 6',
  ]);
});

it('shows a new text as added and a removed one as removed', () => {
  expect(diffLines('', 'a: 1\n')).toMatchObject([{ sign: '+', text: 'a: 1' }]);
  expect(diffLines('a: 1\n', '')).toMatchObject([{ sign: '−', text: 'a: 1' }]);
});
