/** The letters by which queries of one page are named. */

/** As many as there are letters. */
export const MOST_QUERIES = 26;

export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}
