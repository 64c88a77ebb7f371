/** Where the words above the strip end, so that no mark of an event stands on them. Pure. */

/** Pixels between words and the middle of a mark, the number of gathered ones included. */
const CLEAR = 20;

/**
 * The right end of words so wide that would end at `wished`: beside the marks where they fit between or before them,
 * where they were wished where they fit nowhere. All in pixels from the left of the strip.
 */
export function wordEnd(width: number, wished: number, marks: readonly number[]): number {
  let end = wished;
  for (const mark of [...marks].sort((a, b) => b - a)) {
    if (mark - CLEAR >= end) continue;
    if (mark + CLEAR <= end - width) break;
    end = mark - CLEAR;
  }
  return end - width >= 0 ? end : wished;
}
