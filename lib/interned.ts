/**
 * One string for each text. The same names come with thousands of series: kept once they take less memory, and two
 * that are equal are found to be so without being read.
 */

/** Names come and go; what was handed out before a table was emptied stays good, it is only not shared any more. */
const MOST_KEPT = 200_000;

export class Interned {
  readonly #texts = new Map<string, string>();

  of(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= MOST_KEPT) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }
}
