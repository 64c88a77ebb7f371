/**
 * Reads JSON from bytes without making objects of it: the caller walks through, takes the ranges it wants and skips the
 * rest. A trace of 75 MB costs no garbage this way, and files beyond the longest string of JavaScript can be read.
 * Lenient where that harms nobody (commas), strict about strings and about the end. Never recursive.
 */

/** The text is no JSON, or ends too early. */
export class JsonProblem extends Error {
  readonly at: number;
  /** The text ended inside a value. */
  readonly cutOff: boolean;

  constructor(at: number, cutOff: boolean) {
    super(cutOff ? 'The JSON is cut off.' : `The JSON is wrong at byte ${at}.`);
    this.at = at;
    this.cutOff = cutOff;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const FNV_SEED = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export type ValueKind = 'text' | 'number' | 'true' | 'false' | 'null' | 'nested';

const decoder = new TextDecoder();

export class JsonBytes {
  readonly bytes: Uint8Array;
  /** What is read next. */
  at = 0;
  /** The last string or value, quotes included. */
  from = 0;
  to = 0;
  /** The last string holds escapes. */
  escaped = false;
  /** FNV-1a of the last string or number, quotes included, as `TextInterner` wants it. */
  hash = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    // A byte order mark is no part of the text.
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.at = 3;
  }

  /** The next byte that is no space, not consumed; −1 at the end. */
  peek(): number {
    const { bytes } = this;
    let at = this.at;
    let byte = bytes[at] ?? -1;
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      at += 1;
      byte = bytes[at] ?? -1;
    }
    this.at = at;
    return byte;
  }

  /** Enters an object; any other value is skipped, and the answer is false. */
  object(): boolean {
    if (this.peek() !== OPEN_OBJECT) {
      this.skipValue();
      return false;
    }
    this.at += 1;
    return true;
  }

  /** Enters a list; any other value is skipped, and the answer is false. */
  list(): boolean {
    if (this.peek() !== OPEN_LIST) {
      this.skipValue();
      return false;
    }
    this.at += 1;
    return true;
  }

  /** Goes to the next key of the object (its range is the last string) and past the colon; false behind the last one. */
  nextKey(): boolean {
    let byte = this.peek();
    if (byte === COMMA) {
      this.at += 1;
      byte = this.peek();
    }
    if (byte === CLOSE_OBJECT) {
      this.at += 1;
      return false;
    }
    if (byte !== QUOTE) throw this.problem();
    this.string();
    if (this.peek() !== COLON) throw this.problem();
    this.at += 1;
    return true;
  }

  /** Goes to the next value of the list; false behind the last one. */
  nextElement(): boolean {
    let byte = this.peek();
    if (byte === COMMA) {
      this.at += 1;
      byte = this.peek();
    }
    if (byte === CLOSE_LIST) {
      this.at += 1;
      return false;
    }
    if (byte < 0) throw this.problem();
    return true;
  }

  /** Whether the last string is this one. Names must be ASCII. */
  is(name: string): boolean {
    if (this.escaped) return this.text() === name;
    const first = this.from + 1;
    if (this.to - this.from - 2 !== name.length) return false;
    for (let at = 0; at < name.length; at += 1) {
      if (this.bytes[first + at] !== name.charCodeAt(at)) return false;
    }
    return true;
  }

  /** The last string, decoded. */
  text(): string {
    const decoded: unknown = JSON.parse(decoder.decode(this.bytes.subarray(this.from, this.to)));
    return String(decoded);
  }

  /** The last value, decoded. */
  value(): unknown {
    return JSON.parse(decoder.decode(this.bytes.subarray(this.from, this.to)));
  }

  /** Reads the string that stands next. */
  string(): void {
    const { bytes } = this;
    const from = this.at;
    let at = from + 1;
    let hash = Math.imul(FNV_SEED ^ QUOTE, FNV_PRIME);
    let escaped = false;
    for (;;) {
      const byte = bytes[at] ?? -1;
      if (byte === QUOTE) break;
      if (byte < 0x20) throw this.problem(at);
      hash = Math.imul(hash ^ byte, FNV_PRIME);
      at += 1;
      if (byte === BACKSLASH) {
        escaped = true;
        hash = Math.imul(hash ^ (bytes[at] ?? 0), FNV_PRIME);
        at += 1;
      }
    }
    this.from = from;
    this.to = at + 1;
    this.at = at + 1;
    this.escaped = escaped;
    this.hash = Math.imul(hash ^ QUOTE, FNV_PRIME);
  }

  /** Reads any value; its range is the last one. */
  anyValue(): ValueKind {
    const byte = this.peek();
    if (byte === QUOTE) {
      this.string();
      return 'text';
    }
    const from = this.at;
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      this.skipValue();
      this.from = from;
      this.to = this.at;
      this.escaped = false;
      return 'nested';
    }
    let hash = FNV_SEED;
    let at = from;
    for (let unit = byte; isOfBareValue(unit); unit = this.bytes[at] ?? -1) {
      hash = Math.imul(hash ^ unit, FNV_PRIME);
      at += 1;
    }
    if (at === from) throw this.problem();
    this.from = from;
    this.to = at;
    this.at = at;
    this.escaped = false;
    this.hash = hash;
    if (byte === 0x74 && this.equals('true')) return 'true';
    if (byte === 0x66 && this.equals('false')) return 'false';
    if (byte === 0x6e && this.equals('null')) return 'null';
    if (byte !== 0x2d && !(byte >= 0x30 && byte <= 0x39)) throw this.problem(from);
    return 'number';
  }

  /** The value that the object which begins next has under a key, decoded; undefined where it has none. Consumes nothing. */
  peekField(key: string): unknown {
    const { at } = this;
    let found: unknown;
    if (this.#seek(key)) {
      this.anyValue();
      found = this.value();
    }
    this.at = at;
    return found;
  }

  /** Whether the object that begins next has a key. Consumes nothing. */
  peekHas(key: string): boolean {
    const { at } = this;
    const found = this.#seek(key);
    this.at = at;
    return found;
  }

  /** The first key of the object that begins next; null where it has none. Consumes nothing. */
  peekFirstKey(): string | null {
    const { at } = this;
    let found: string | null = null;
    if (this.peek() === OPEN_OBJECT) {
      this.at += 1;
      if (this.nextKey()) found = this.text();
    }
    this.at = at;
    return found;
  }

  #seek(key: string): boolean {
    if (this.peek() !== OPEN_OBJECT) return false;
    this.at += 1;
    while (this.nextKey()) {
      if (this.is(key)) return true;
      this.skipValue();
    }
    return false;
  }

  skipValue(): void {
    const byte = this.peek();
    if (byte === QUOTE) this.at = this.#endOfString(this.at);
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#skipNested();
    else this.anyValue();
  }

  problem(at = this.at): JsonProblem {
    return new JsonProblem(at, at >= this.bytes.length);
  }

  private equals(word: string): boolean {
    if (this.to - this.from !== word.length) return false;
    for (let at = 0; at < word.length; at += 1) {
      if (this.bytes[this.from + at] !== word.charCodeAt(at)) return false;
    }
    return true;
  }

  #skipNested(): void {
    const { bytes } = this;
    let depth = 0;
    let at = this.at;
    do {
      const byte = bytes[at] ?? -1;
      if (byte === QUOTE) {
        at = this.#endOfString(at);
        continue;
      }
      if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
      else if (byte < 0) throw this.problem(at);
      at += 1;
    } while (depth > 0);
    this.at = at;
  }

  #endOfString(from: number): number {
    const { bytes } = this;
    let at = from + 1;
    for (;;) {
      const byte = bytes[at] ?? -1;
      if (byte === QUOTE) return at + 1;
      if (byte < 0) throw this.problem(at);
      at += byte === BACKSLASH ? 2 : 1;
    }
  }
}

function isOfBareValue(byte: number): boolean {
  const letter = byte | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return true;
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e;
}
