/** Going through what a search in a trace found, and marking it. The search itself: lib/traces/trace-search.ts. */

/** The match after (`step` 1) or before (−1) a row, round the end; `null` where there is none. */
export function nextMatch(matches: Int32Array, row: number | null, step: 1 | -1): number | null {
  if (matches.length === 0) return null;
  if (step === 1) return matches.find((match) => match > (row ?? -1)) ?? matches[0] ?? null;
  return matches.findLast((match) => match < (row ?? Number.POSITIVE_INFINITY)) ?? matches.at(-1) ?? null;
}

/** A text cut where terms begin and end, for marking them. */
export function cutAtTerms(
  text: string,
  terms: readonly string[],
): { readonly text: string; readonly hit: boolean }[] {
  const lower = text.toLowerCase();
  // Lower case can change a text's length (İ): then positions would not fit, and nothing is marked.
  if (terms.length === 0 || lower.length !== text.length) return [{ text, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  let from = 0;
  while (from < text.length) {
    let at = -1;
    let length = 0;
    for (const term of terms) {
      const found = lower.indexOf(term, from);
      if (found >= 0 && (at < 0 || found < at || (found === at && term.length > length))) {
        at = found;
        length = term.length;
      }
    }
    if (at < 0) break;
    if (at > from) pieces.push({ text: text.slice(from, at), hit: false });
    pieces.push({ text: text.slice(at, at + length), hit: true });
    from = at + length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}
