import { expect, it } from 'vitest';
import { lineFilter } from './line-filter';

it('finds a text whatever its case, and takes letters of patterns as they are', () => {
  const find = lineFilter({ text: 'Error (5', isPattern: false });
  expect([find?.('an ERROR (503)'), find?.('error 5')]).toEqual([true, false]);
});

it('finds by RE2 anywhere in the line', () => {
  const find = lineFilter({ text: '(?i)error \\d{3}$', isPattern: true });
  expect([find?.('Error 503'), find?.('error 5x')]).toEqual([true, false]);
});

it('lets every line pass where nothing is looked for', () => {
  expect(lineFilter({ text: '', isPattern: true })).toBeNull();
});

it('refuses a pattern that RE2 does not read, or that costs too much', () => {
  for (const text of ['(', '(?=a)', '(a{100}){100}', 'a'.repeat(300)]) {
    expect(() => lineFilter({ text, isPattern: true })).toThrow(/pattern/i);
  }
});

it('answers in time for what other engines hang on', () => {
  expect(lineFilter({ text: '(a+)+$', isPattern: true })?.(`${'a'.repeat(4000)}b`)).toBe(false);
});
