import { describe, expect, it } from 'vitest';
import { readSaved } from './saved-expressions';

describe('readSaved', () => {
  it('reads what was kept, and nothing from what was not', () => {
    expect(readSaved('["rt > 5","idle"]')).toEqual(['rt > 5', 'idle']);
    expect(readSaved('["a", 5, null, "  "]')).toEqual(['a']);
    for (const stored of ['', '{', '{}', '"a"', 'null']) expect(readSaved(stored)).toEqual([]);
  });
});
