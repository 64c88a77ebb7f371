/** Where the words above the strip stand, so that no mark of an event stands on them. Pure. */

/** Pixels between words and the middle of a mark, the number of gathered ones included. */
const CLEAR = 20;

export interface WordPlace {
  /** The right end, in pixels from the left of the strip. */
  readonly end: number;
  /** What there is room for, up to the width that was asked for; the words are cut to it. */
  readonly width: number;
}

/**
 * The place of words that would be `width` wide and end at `wished`: there, or before the first mark that leaves
 * room for all of them; where none does, in the widest room between marks. All in pixels from the left of the strip.
 */
export function wordPlace(width: number, wished: number, marks: readonly number[]): WordPlace {
  let widest: WordPlace = { end: wished, width: 0 };
  let end = wished;
  for (const mark of [...marks, -CLEAR].sort((a, b) => b - a)) {
    if (mark - CLEAR >= end) continue;
    const room = end - Math.max(0, mark + CLEAR);
    if (room >= width) return { end, width };
    if (room > widest.width) widest = { end, width: room };
    end = mark - CLEAR;
  }
  return widest;
}
