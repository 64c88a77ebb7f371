import { describe, expect, it } from 'vitest';
import { LINE_HEIGHT, lineAt, topOf } from './use-line-window';

describe('lines and heights', () => {
  it('go back and forth', () => {
    for (const line of [0, 1, 99_999]) expect(lineAt(topOf(line, null), null)).toBe(line);
  });

  it('make room for what stands open below a line', () => {
    const open = { line: 3, height: 300 };
    expect(topOf(3, open)).toBe(3 * LINE_HEIGHT);
    expect(topOf(4, open)).toBe(4 * LINE_HEIGHT + 300);
    for (const line of [0, 3, 4, 50]) expect(lineAt(topOf(line, open), open)).toBe(line);
    expect(lineAt(4 * LINE_HEIGHT + 150, open)).toBe(3);
  });
});
