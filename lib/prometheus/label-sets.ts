/**
 * The label sets of vectors, read once: the same series come with every refresh, written in the same way, so the text
 * of a label set leads to the object that was made of it. A refresh then reads little but numbers.
 */
import 'server-only';

export type Labels = Readonly<Record<string, string>>;

interface VectorRow {
  readonly metric: Labels;
  readonly value: readonly [seconds: number, value: string];
}

/** About 1.5 kB each. */
const MOST_SETS = 40_000;

const METRIC = '{"metric":';
const VALUE = ',"value":[';

export class LabelSets {
  readonly #sets = new Map<string, Labels>();

  /**
   * Reads rows of a vector from `text` between `from` and `to`, written as Prometheus writes them. False, with no row
   * handed on, when they are written in another way: then they must be parsed as JSON.
   */
  readRows(text: string, from: number, to: number, onRow: (row: VectorRow) => void): boolean {
    const rows: VectorRow[] = [];
    for (let at = from; at < to; ) {
      // No quotation mark inside a string is bare, so these marks can be nothing but structure.
      const labelsEnd = text.indexOf(VALUE, at);
      const comma = text.indexOf(',', labelsEnd + VALUE.length);
      const end = text.indexOf('"]}', comma);
      const isRow = text.startsWith(METRIC, at) && labelsEnd !== -1 && comma !== -1 && end !== -1 && end < to;
      if (!isRow || text[comma + 1] !== '"') return false;
      const labels = this.#labels(text.slice(at + METRIC.length, labelsEnd));
      const seconds = Number(text.slice(labelsEnd + VALUE.length, comma));
      if (labels === null || Number.isNaN(seconds)) return false;
      rows.push({ metric: labels, value: [seconds, text.slice(comma + 2, end)] });
      at = end + '"]},'.length;
    }
    for (const row of rows) onRow(row);
    return true;
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

function parsed(text: string): Labels | null {
  try {
    const labels: unknown = JSON.parse(text);
    if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) return null;
    return Object.values(labels).every((value) => typeof value === 'string') ? (labels as Labels) : null;
  } catch {
    return null;
  }
}
