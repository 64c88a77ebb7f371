/**
 * The label sets of vectors, read once: the same series come with every refresh, written in the same way, so the text
 * of a label set leads to the object that was made of it. A refresh then reads little but numbers.
 */
import 'server-only';

export type Labels = Readonly<Record<string, string>>;

/** About 1.5 kB each. */
const MOST_SETS = 40_000;

interface VectorRow {
  readonly metric: Labels;
  readonly value: readonly [seconds: number, value: string];
}

const METRIC = '{"metric":';
const VALUE = ',"value":[';

export class LabelSets {
  readonly #sets = new Map<string, Labels>();

  /**
   * Reads rows of a vector from `text` between `from` and `to`, written as Prometheus writes them, and returns where it
   * stopped: `to`, or more, at the end; less before a row that is written in another way and must be parsed as JSON.
   */
  readRows(text: string, from: number, to: number, onRow: (row: VectorRow) => void): number {
    let at = from;
    while (at < to) {
      if (!text.startsWith(METRIC, at)) return at;
      const labelsEnd = endOfLabels(text, at);
      if (labelsEnd === -1) return at;
      const comma = text.indexOf(',', labelsEnd + VALUE.length);
      const end = text.indexOf('"', comma + 2);
      if (comma === -1 || end === -1 || end >= to) return at;
      if (text[comma + 1] !== '"' || !text.startsWith('"]}', end)) return at;
      const labels = this.#labels(text.slice(at + METRIC.length, labelsEnd));
      const seconds = Number(text.slice(labelsEnd + VALUE.length, comma));
      if (labels === null || Number.isNaN(seconds)) return at;
      onRow({ metric: labels, value: [seconds, text.slice(comma + 2, end)] });
      at = end + '"]},'.length;
    }
    return at;
  }

  #labels(text: string): Labels | null {
    const known = this.#sets.get(text);
    if (known !== undefined) return known;
    const labels = parsed(text);
    if (labels === null) return null;
    if (this.#sets.size >= MOST_SETS) this.#sets.clear();
    // A slice would keep the whole answer alive.
    this.#sets.set(Buffer.from(text, 'utf8').toString('utf8'), labels);
    return labels;
  }
}

/**
 * Where the labels that begin at `at` end; -1 = nowhere. No quotation mark inside a string is bare, so the mark after a
 * brace can be nothing but structure; the brace is looked for because single characters are found fastest.
 */
function endOfLabels(text: string, at: number): number {
  let brace = text.indexOf('}', at);
  while (brace !== -1 && !text.startsWith(VALUE, brace + 1)) brace = text.indexOf('}', brace + 1);
  return brace === -1 ? -1 : brace + 1;
}

function parsed(text: string): Labels | null {
  try {
    const labels: unknown = JSON.parse(text);
    if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) return null;
    return Object.values(labels).every((value) => typeof value === 'string') ? (labels as Labels) : null;
  } catch {
    return null;
  }
}
