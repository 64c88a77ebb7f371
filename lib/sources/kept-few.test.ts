import { expect, it } from 'vitest';
import { KeptFew } from './kept-few';

it('makes a thing once, and again for whoever has not asked for long', () => {
  const made: string[] = [];
  const kept = new KeptFew<string>('test-kept-few', 2);
  const get = (key: string, of: unknown = 1) =>
    kept.get(key, of, () => {
      made.push(key);
      return key;
    });
  for (const key of ['a', 'a', 'b', 'a', 'c', 'a', 'b']) expect(get(key)).toBe(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  get('b', 2);
  expect(made.at(-1)).toBe('b');
  expect(made).toHaveLength(5);
});
