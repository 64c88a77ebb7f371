/**
 * The label sets of vectors, read once: the same series come with every refresh, written in the same way, so the text
 * of a label set leads to the object that was made of it. A refresh then reads little but numbers.
 */
import 'server-only';
import { Interned } from '@/lib/interned';

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
  #generation = 0;

  /**
   * Reads rows of a vector from `text` between `from` and `to`, written as Prometheus writes them, and returns where it
   * stopped: `to`, or more, at the end; less before a row that is written in another way and must be parsed as JSON.
   * `ascii` is the same text in bytes.
   */
  readRows(text: string, ascii: Buffer, from: number, to: number, onRow: (row: VectorRow) => void): number {
    let at = from;
    let before: LabelSet | null = null;
    while (at < to) {
      if (!text.startsWith(METRIC, at)) return at;
      const set = this.#setAt(text, ascii, at + METRIC.length, before);
      if (set === null) return at;
      if (before !== null) before.next = set;
      before = set;
      const labelsEnd = at + METRIC.length + set.ascii.length;
      const comma = text.indexOf(',', labelsEnd + VALUE.length);
      const end = text.indexOf('"', comma + 2);
      if (comma === -1 || end === -1 || end >= to) return at;
      if (text[comma + 1] !== '"' || !text.startsWith('"]}', end)) return at;
      const seconds = Number(text.slice(labelsEnd + VALUE.length, comma));
      if (Number.isNaN(seconds)) return at;
      onRow({ metric: set.labels, value: [seconds, text.slice(comma + 2, end)] });
      at = end + '"]},'.length;
    }
    return at;
  }

  /** The label set whose text begins at `from`; null = it is written in another way. `before` is that of the row before. */
  #setAt(text: string, ascii: Buffer, from: number, before: LabelSet | null): LabelSet | null {
    // Answers list their series in the same order each time, and to compare with one takes less than to look for it.
    const guess = before?.next ?? null;
    if (guess !== null && guess.generation === this.#generation) {
      const end = from + guess.ascii.length;
      if (text.startsWith(VALUE, end) && isSame(guess, ascii, from, end)) return guess;
    }
    const end = endOfLabels(text, from);
    return end === -1 ? null : this.#find(text, ascii, from, end);
  }

  #find(text: string, ascii: Buffer, from: number, to: number): LabelSet | null {
    const fingerprint = fingerprintOf(ascii, from, to);
    let alike = this.#sets.get(fingerprint);
    for (const set of alike ?? []) if (isSame(set, ascii, from, to)) return set;
    const labels = parsed(text.slice(from, to));
    if (labels === null) return null;
    if (this.#count >= MOST_SETS) {
      this.#sets.clear();
      this.#count = 0;
      this.#generation += 1;
      alike = undefined;
    }
    // A copy, because a part would keep the whole answer alive.
    const own = Buffer.from(ascii.subarray(from, to));
    const set: LabelSet = { ascii: own, labels, generation: this.#generation, next: null };
    if ((alike?.length ?? 0) >= MOST_ALIKE) return set;
    if (alike === undefined) this.#sets.set(fingerprint, [set]);
    else alike.push(set);
    this.#count += 1;
    return set;
  }
}

interface LabelSet {
  readonly ascii: Buffer;
  readonly labels: Labels;
  /** Of the table that it is in: a set of an emptied one must not live on as what follows another. */
  readonly generation: number;
  /** What followed it last. */
  next: LabelSet | null;
}

function isSame({ ascii: own }: LabelSet, ascii: Buffer, from: number, to: number): boolean {
  return to <= ascii.length && ascii.compare(own, 0, own.length, from, to) === 0;
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

const values = new Interned();

function parsed(text: string): Labels | null {
  try {
    const labels: unknown = JSON.parse(text);
    if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) return null;
    const own = labels as Record<string, string>;
    for (const name of Object.keys(own)) {
      const value: unknown = own[name];
      if (typeof value !== 'string') return null;
      own[name] = values.of(value);
    }
    return own;
  } catch {
    return null;
  }
}
