/**
 * Bytes of one field of many rows, side by side: what is alike stands together, so that gzip finds it. A column holds
 * small whole numbers (most often 0 = "as before"), or the four byte planes of 32-bit floats.
 */

/** Values of one field in the order of the rows. */
export interface ColumnWriter {
  /** A whole number from 0 on. */
  whole(value: number): void;
  /** 32 bits, written as four planes: the upper bytes of similar numbers are alike, the lower ones are noise. */
  bits(value: number): void;
  /** A double, bit by bit. */
  exact(value: number): void;
}

export interface ColumnReader {
  whole(): number;
  bits(): number;
  exact(): number;
}

export class ColumnBytes implements ColumnWriter {
  readonly #small: number[] = [];
  readonly #bits: number[] = [];
  readonly #exact: number[] = [];

  whole(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.#small.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#small.push(rest);
  }

  bits(value: number): void {
    this.#bits.push(value >>> 0);
  }

  exact(value: number): void {
    this.#exact.push(value);
  }

  /** Three counts, then the small numbers, the planes and the doubles. */
  bytes(): Uint8Array {
    const head = new ColumnBytes();
    for (const count of [this.#small.length, this.#bits.length, this.#exact.length]) head.whole(count);
    const start = head.#small.length;
    const size = start + this.#small.length + 4 * this.#bits.length + 8 * this.#exact.length;
    const bytes = new Uint8Array(size);
    bytes.set(head.#small, 0);
    bytes.set(this.#small, start);
    let at = start + this.#small.length;
    for (const shift of [24, 16, 8, 0]) {
      for (const value of this.#bits) {
        bytes[at] = value >>> shift;
        at += 1;
      }
    }
    const view = new DataView(bytes.buffer);
    for (const value of this.#exact) {
      view.setFloat64(at, value);
      at += 8;
    }
    return bytes;
  }
}

export class ColumnSource implements ColumnReader {
  readonly #bytes: Uint8Array;
  #small: number;
  readonly #smallEnd: number;
  #bit: number;
  readonly #bitCount: number;
  #exact: number;
  /** Where the next column begins. */
  readonly end: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#small = start;
    this.#smallEnd = bytes.length;
    const [small, bits, exact] = [this.whole(), this.whole(), this.whole()];
    this.#smallEnd = this.#small + small;
    this.#bit = this.#smallEnd;
    this.#bitCount = bits;
    this.#exact = this.#smallEnd + 4 * bits;
    this.end = this.#exact + 8 * exact;
    if (this.end > bytes.length) throw cut();
  }

  whole(): number {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      if (this.#small >= this.#smallEnd) throw cut();
      const byte = this.#bytes[this.#small] ?? 0;
      this.#small += 1;
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  }

  bits(): number {
    const at = this.#bit;
    if (at >= this.#smallEnd + this.#bitCount) throw cut();
    this.#bit += 1;
    const plane = this.#bitCount;
    const byte = (step: number) => this.#bytes[at + step * plane] ?? 0;
    return ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0;
  }

  exact(): number {
    if (this.#exact + 8 > this.end) throw cut();
    const value = new DataView(this.#bytes.buffer, this.#bytes.byteOffset).getFloat64(this.#exact);
    this.#exact += 8;
    return value;
  }
}

/** Bytes that end too early, or were never ours. */
export class CutShort extends Error {}

function cut(): CutShort {
  return new CutShort('The answer ends before it is complete.');
}
