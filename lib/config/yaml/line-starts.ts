/** Where the lines of a text begin, found once, so that places are told without reading the text again. */

export class LineStarts {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
    this.#length = text.length;
  }

  /** Offset of a line, counted from 0; the end of the text behind the last one. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** The line of an offset, counted from 0. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Line and column of an offset, both from 1, as editors show them. */
  placeAt(offset: number): { readonly line: number; readonly column: number } {
    const line = this.lineOf(offset);
    return { line: line + 1, column: offset - this.startOf(line) + 1 };
  }
}
