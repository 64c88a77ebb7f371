import { expect, it } from 'vitest';
import { meshWindow, namesIn } from './mesh-window';

it('reads names however several are written, and none of All', () => {
  for (const text of ['a,b', '(a|b)', '{a,b}', ' a + b ', 'a b a']) expect(namesIn(text)).toEqual(['a', 'b']);
  expect(namesIn('All')).toEqual([]);
  expect(namesIn('')).toEqual([]);
});

it('has whole seconds', () => {
  expect(meshWindow({ fromMs: 1500, toMs: 61_999 }).toString()).toBe('from=1&to=61');
});
