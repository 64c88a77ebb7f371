import { describe, expect, it } from 'vitest';
import { cutAtTerms, nextMatch } from './span-search';

describe('search within a trace', () => {
  it('goes to the next and previous match, round the end', () => {
    const matches = Int32Array.of(2, 5, 9);
    expect(nextMatch(matches, 5, 1)).toBe(9);
    expect(nextMatch(matches, 9, 1)).toBe(2);
    expect(nextMatch(matches, 3, -1)).toBe(2);
    expect(nextMatch(matches, null, 1)).toBe(2);
    expect(nextMatch(new Int32Array(0), 1, 1)).toBeNull();
  });

  it('cuts a text at what was found, longest first', () => {
    expect(cutAtTerms('Charge card', ['char', 'charge'])).toEqual([
      { text: 'Charge', hit: true },
      { text: ' card', hit: false },
    ]);
    expect(cutAtTerms('none', ['x'])).toEqual([{ text: 'none', hit: false }]);
    expect(cutAtTerms('İx', ['x'])).toEqual([{ text: 'İx', hit: false }]);
  });
});
