/**
 * The label sets of vectors, read once: the same series come with every refresh, written in the same way, so the text
 * of a label set leads to the object that was made of it. A refresh then reads little but numbers.
 */
import 'server-only';

export type Labels = Readonly<Record<string, string>>;

/** About 1.5 kB each. */
const MOST_SETS = 40_000;
/** With one fingerprint; more are parsed anew each time rather than compared one by one. */
const MOST_ALIKE = 16;

interface VectorRow {
  readonly metric: Labels;
  readonly value: readonly [seconds: number, value: string];
}

const METRIC = '{"metric":';
const VALUE = ',"value":[';

export class LabelSets {
  /** By fingerprint; almost every list has one entry. */
  readonly #sets = new Map<number, LabelSet[]>();
  #count = 0;

  /**
   * Reads rows of a vector from `text` between `from` and `to`, written as Prometheus writes them, and returns where it
   * stopped: `to`, or more, at the end; less before a row that is written in another way and must be parsed as JSON.
   * `ascii` is the same text in bytes.
   */
  readRows(text: string, ascii: Buffer, from: number, to: number, onRow: (row: VectorRow) => void): number {
    let at = from;
    while (at < to) {
      if (!text.startsWith(METRIC, at)) return at;
      const labelsEnd = endOfLabels(text, at);
      if (labelsEnd === -1) return at;
      const comma = text.indexOf(',', labelsEnd + VALUE.length);
      const end = text.indexOf('"', comma + 2);
      if (comma === -1 || end === -1 || end >= to) return at;
      if (text[comma + 1] !== '"' || !text.startsWith('"]}', end)) return at;
      const labels = this.#labels(text, ascii, at + METRIC.length, labelsEnd);
      const seconds = Number(text.slice(labelsEnd + VALUE.length, comma));
      if (labels === null || Number.isNaN(seconds)) return at;
      onRow({ metric: labels, value: [seconds, text.slice(comma + 2, end)] });
      at = end + '"]},'.length;
    }
    return at;
  }

  #labels(text: string, ascii: Buffer, from: number, to: number): Labels | null {
    const fingerprint = fingerprintOf(ascii, from, to);
    let alike = this.#sets.get(fingerprint);
    for (const set of alike ?? []) {
      if (ascii.compare(set.ascii, 0, set.ascii.length, from, to) === 0) return set.labels;
    }
    const labels = parsed(text.slice(from, to));
    if (labels === null || (alike?.length ?? 0) >= MOST_ALIKE) return labels;
    if (this.#count >= MOST_SETS) {
      this.#sets.clear();
      this.#count = 0;
      alike = undefined;
    }
    // A copy, because a part would keep the whole answer alive.
    const set = { ascii: Buffer.from(ascii.subarray(from, to)), labels };
    if (alike === undefined) this.#sets.set(fingerprint, [set]);
    else alike.push(set);
    this.#count += 1;
    return labels;
  }
}

interface LabelSet {
  readonly ascii: Buffer;
  readonly labels: Labels;
}

/**
 * Every third byte, mixed: the texts are long, and hashing them whole, as a map of texts does, takes longer than all
 * the rest of reading. What is alike here is told apart by comparing.
 */
function fingerprintOf(bytes: Buffer, from: number, to: number): number {
  let mixed = to - from;
  for (let at = from; at < to; at += 3) mixed = Math.imul(mixed ^ (bytes[at] ?? 0), 0x01000193);
  return (mixed ^ (mixed >>> 15)) >>> 2;
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
