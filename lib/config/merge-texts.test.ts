import { describe, expect, it } from 'vitest';
import { mergeTexts } from './merge-texts';

const BASE = 'a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n';

describe('mergeTexts', () => {
  it('puts together what was changed in different places', () => {
    expect(mergeTexts(BASE, BASE.replace('a: 1', 'a: 9'), BASE.replace('d: 4\n', 'd: 8\nx: 1\n'))).toBe(
      'a: 9\nb: 2\nc: 3\nd: 8\nx: 1\ne: 5\n',
    );
    expect(mergeTexts(BASE, BASE.replace('b: 2\n', ''), BASE.replace('e: 5', 'e: 6'))).toBe(
      'a: 1\nc: 3\nd: 4\ne: 6\n',
    );
  });

  it('takes a change that both made once', () => {
    const both = BASE.replace('a: 1', 'a: 9');
    expect(mergeTexts(BASE, both, both.replace('e: 5', 'e: 6'))).toBe('a: 9\nb: 2\nc: 3\nd: 4\ne: 6\n');
  });

  it('leaves it to the reader where both touched the same lines', () => {
    expect(mergeTexts(BASE, BASE.replace('b: 2', 'b: 7'), BASE.replace('b: 2', 'b: 8'))).toBeNull();
    expect(mergeTexts(BASE, BASE.replace('b: 2', 'b: 7'), BASE.replace('c: 3\n', ''))).toBeNull();
    expect(
      mergeTexts(BASE, BASE.replace('a: 1\n', 'a: 1\nx: 1\n'), BASE.replace('a: 1\n', 'a: 1\ny: 1\n')),
    ).toBeNull();
  });

  it('is the other text where one did not change', () => {
    const mine = `${BASE}f: 6\n`;
    expect(mergeTexts(BASE, mine, BASE)).toBe(mine);
    expect(mergeTexts(BASE, BASE, mine)).toBe(mine);
  });

  it('holds for random edits of different thirds: every line of both is there', () => {
    // A small generator with a printed seed, so that a failure can be repeated.
    let state = 20_261_126;
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state % below;
    };
    for (let round = 0; round < 200; round += 1) {
      const lines = Array.from({ length: 30 }, (_, index) => `k${index}: ${index}`);
      const edit = (from: number) => {
        const copy = [...lines];
        const at = from + random(8);
        copy.splice(
          at,
          random(3),
          ...Array.from({ length: random(3) }, (_, index) => `n${from}-${index}: x`),
        );
        return copy;
      };
      const mine = edit(0);
      const theirs = edit(18);
      const merged = mergeTexts(lines.join('\n'), mine.join('\n'), theirs.join('\n'));
      const expected = [
        ...mine.slice(0, mine.indexOf('k15: 15')),
        ...theirs.slice(theirs.indexOf('k15: 15')),
      ].join('\n');
      expect(merged, `seed 20261126, round ${round}`).toBe(expected);
    }
  });
});
