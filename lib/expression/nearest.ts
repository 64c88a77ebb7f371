/** What was probably meant by a word that nothing knows. */

/**
 * The one of `among` that a typing mistake is nearest to; null where none is near. Short words are near to many:
 * what may as well be a name is only held against long ones.
 */
export function nearestOf(text: string, among: readonly string[], mayBeName = false): string | null {
  const typed = text.toLowerCase();
  const short = mayBeName ? 0 : 1;
  const most = typed.length <= 2 ? 0 : typed.length <= 3 ? short : typed.length <= 5 ? 1 : 2;
  let best: string | null = null;
  let least = most + 1;
  for (const word of among) {
    if (Math.abs(word.length - typed.length) >= least) continue;
    const away = distance(typed, word);
    if (away < least) [best, least] = [word, away];
  }
  return best;
}

/** Letters to add, drop or change, or to swap with their neighbour, to get from one to the other. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
