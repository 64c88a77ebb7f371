import { describe, expect, it } from 'vitest';
import { wordEnd } from './word-end';

describe('words above the strip', () => {
  it('stand where they are wished where no mark is near', () => {
    expect(wordEnd(100, 400, [])).toBe(400);
    expect(wordEnd(100, 400, [100, 430])).toBe(400);
  });

  it('end before a mark that they would stand under, and before the next one too where there is no room between', () => {
    expect(wordEnd(100, 400, [350])).toBe(330);
    expect(wordEnd(100, 400, [350, 300])).toBe(280);
    expect(wordEnd(100, 400, [350, 150])).toBe(330);
  });

  it('stay where they are wished where there is no room at all', () => {
    expect(wordEnd(100, 200, [40, 90, 140, 190])).toBe(200);
  });
});
