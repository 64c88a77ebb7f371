/** Many distinct texts in one buffer: cheap to hand from a worker to the page, decoded one at a time when someone looks. */

export interface TextTable {
  /** UTF-8, one text after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Text i stands at `offset[i] … offset[i + 1]`. */
  readonly offset: Uint32Array<ArrayBuffer>;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function textCount(table: TextTable): number {
  return Math.max(0, table.offset.length - 1);
}

export function textAt(table: TextTable, id: number): string {
  return decoder.decode(table.bytes.subarray(table.offset[id] ?? 0, table.offset[id + 1] ?? 0));
}

/** Collects texts, each once. */
export class TextInterner {
  count = 0;
  #bytes = new Uint8Array(1 << 10);
  #offset = new Uint32Array(1 << 6);
  #hash = new Uint32Array(1 << 6);
  /** Open addressing; −1 = free. Always at most half full. */
  #slots = new Int32Array(1 << 7).fill(-1);
  #scratch = new Uint8Array(1 << 8);

  internText(text: string): number {
    // UTF-8 takes at most three bytes for each UTF-16 unit.
    if (this.#scratch.length < text.length * 3) this.#scratch = new Uint8Array(text.length * 3);
    const { written } = encoder.encodeInto(text, this.#scratch);
    return this.intern(this.#scratch, 0, written);
  }

  /** The id of the text in `source` from `from` up to `to`. */
  intern(source: Uint8Array, from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (source[at] ?? 0), 0x01000193);
    return this.internHashed(source, from, to, hash);
  }

  /** As `intern`, where the text's FNV-1a is known already. */
  internHashed(source: Uint8Array, from: number, to: number, fnv: number): number {
    const hash = (fnv ^ (fnv >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const id = this.#slots[slot] ?? -1;
      if (id < 0) break;
      if (this.#hash[id] === hash && this.#equals(id, source, from, to)) return id;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.count;
    return this.#append(hash, source, from, to);
  }

  textOf(id: number): string {
    return decoder.decode(this.#bytes.subarray(this.#offset[id] ?? 0, this.#offset[id + 1] ?? 0));
  }

  finish(): TextTable {
    return {
      bytes: this.#bytes.slice(0, this.#offset[this.count]),
      offset: this.#offset.slice(0, this.count + 1),
    };
  }

  #equals(id: number, source: Uint8Array, from: number, to: number): boolean {
    const own = this.#offset[id] ?? 0;
    if ((this.#offset[id + 1] ?? 0) - own !== to - from) return false;
    for (let at = from; at < to; at += 1) if (this.#bytes[own + at - from] !== source[at]) return false;
    return true;
  }

  #append(hash: number, source: Uint8Array, from: number, to: number): number {
    const id = this.count;
    const start = this.#offset[id] ?? 0;
    const end = start + to - from;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    if (to - from < 64)
      for (let at = from; at < to; at += 1) this.#bytes[start + at - from] = source[at] ?? 0;
    else this.#bytes.set(source.subarray(from, to), start);
    if (id + 2 > this.#offset.length) this.#grow();
    this.#offset[id + 1] = end;
    this.#hash[id] = hash;
    this.count = id + 1;
    if (this.count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #grow(): void {
    const offset = new Uint32Array(this.#offset.length * 2);
    offset.set(this.#offset);
    this.#offset = offset;
    const hash = new Uint32Array(offset.length);
    hash.set(this.#hash);
    this.#hash = hash;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id += 1) {
      let slot = (this.#hash[id] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}
