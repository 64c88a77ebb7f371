import { describe, expect, it } from 'vitest';
import { wordPlace } from './word-place';

describe('words above the strip', () => {
  it('stand where they are wished where no mark is near', () => {
    expect(wordPlace(100, 400, [])).toEqual({ end: 400, width: 100 });
    expect(wordPlace(100, 400, [100, 430])).toEqual({ end: 400, width: 100 });
  });

  it('end before a mark that they would stand under, and before the next one too where there is no room between', () => {
    expect(wordPlace(100, 400, [350])).toEqual({ end: 330, width: 100 });
    expect(wordPlace(100, 400, [350, 300])).toEqual({ end: 280, width: 100 });
    expect(wordPlace(100, 400, [350, 150])).toEqual({ end: 330, width: 100 });
  });

  it('are cut to the widest room between marks where they fit nowhere', () => {
    expect(wordPlace(300, 400, [280])).toEqual({ end: 260, width: 260 });
    expect(wordPlace(100, 200, [40, 90, 140, 190])).toEqual({ end: 20, width: 20 });
    expect(wordPlace(300, 200, [])).toEqual({ end: 200, width: 200 });
  });
});
