/**
 * Cuts a JSON document into pieces while it arrives, so that one of 50 MB neither fills the memory nor holds up
 * anybody: only the pieces asked for are parsed, each by itself, with turns for others between.
 */
import type { DumpElement } from './dump-element';

/** A path: `*` stands for any key, `#` for any place in a list. */
export type SliceRule = readonly string[];

export interface SliceOptions {
  /** Inner before outer where both fit: an inner piece is given first, and is `null` within the outer. */
  readonly rules: readonly SliceRule[];
  /** Gives others their turn. */
  readonly turn: () => Promise<void>;
  /** Bytes of the whole document; beyond it `tooLarge` is thrown. */
  readonly maxBytes: number;
  readonly tooLarge: () => Error;
  /** The document ended early, or is none. */
  readonly broken: (why: string) => Error;
}

/** Parsing more at once would hold up others for longer than 50 ms. */
export const LARGEST_PIECE_BYTES = 4 * 1024 * 1024;
/** Work between two turns, milliseconds. */
const SLICE_MS = 12;
/** Bytes looked at before the clock is read again. */
const STRIDE = 64 * 1024;
const DEEPEST = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d] as const;
const [COLON, COMMA] = [0x3a, 0x2c] as const;

export async function* sliceJson(
  chunks: AsyncIterable<Uint8Array>,
  options: SliceOptions,
): AsyncGenerator<DumpElement> {
  const slicer = new Slicer(options);
  let turnAtMs = performance.now() + SLICE_MS;
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    if (read > options.maxBytes) throw options.tooLarge();
    for (let from = 0; from < chunk.length; from += STRIDE) {
      slicer.scan(chunk.subarray(from, from + STRIDE));
      for (const element of slicer.take()) {
        yield element;
        if (performance.now() < turnAtMs) continue;
        await options.turn();
        turnAtMs = performance.now() + SLICE_MS;
      }
      if (performance.now() < turnAtMs) continue;
      await options.turn();
      turnAtMs = performance.now() + SLICE_MS;
    }
  }
  slicer.end();
}

interface Frame {
  readonly isList: boolean;
  key: string;
  index: number;
}

interface Capture {
  readonly depth: number;
  readonly path: readonly (string | number)[];
  parts: Uint8Array[];
  bytes: number;
}

const NULL_TEXT = new TextEncoder().encode('null');
const decoder = new TextDecoder();

class Slicer {
  readonly #options: SliceOptions;
  readonly #deepestRule: number;
  readonly #frames: Frame[] = [];
  readonly #captures: Capture[] = [];
  #ready: DumpElement[] = [];
  #inText = false;
  #escaped = false;
  /** Letters of the text being read, where it may be a key that a rule asks for. */
  #keyParts: Uint8Array[] | null = null;
  #lastText = '';
  #begun = false;

  constructor(options: SliceOptions) {
    this.#options = options;
    this.#deepestRule = Math.max(...options.rules.map((rule) => rule.length));
  }

  take(): readonly DumpElement[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  end(): void {
    if (!this.#begun) throw this.#options.broken('it is no JSON');
    if (this.#frames.length > 0 || this.#inText) throw this.#options.broken('it ends in the middle');
  }

  scan(bytes: Uint8Array): void {
    let at = 0;
    /** Where the part of this chunk begins that belongs to the innermost capture. */
    let keptFrom = 0;
    while (at < bytes.length) {
      if (this.#inText) {
        at = this.#readText(bytes, at);
        continue;
      }
      const byte = bytes[at];
      if (byte === QUOTE) this.#beginText();
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (this.#opens(byte === OPEN_LIST, bytes, keptFrom, at)) keptFrom = at;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (this.#closes(bytes, keptFrom, at)) keptFrom = at + 1;
      } else if (byte === COLON) this.#named();
      else if (byte === COMMA) this.#next();
      else if (!this.#begun && byte !== undefined && byte > 0x20) {
        throw this.#options.broken('it is no JSON');
      }
      at += 1;
    }
    this.#keep(bytes.subarray(keptFrom));
  }

  /** To the quote that ends the text, or the chunk's end. */
  #readText(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length) {
      const byte = bytes[at];
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) {
        this.#inText = false;
        break;
      }
      at += 1;
    }
    if (this.#keyParts !== null) {
      this.#keyParts.push(bytes.slice(from, at));
      if (!this.#inText) {
        this.#lastText = this.#keyParts.map((part) => decoder.decode(part)).join('');
        this.#keyParts = null;
      }
    }
    return this.#inText ? at : at + 1;
  }

  #beginText(): void {
    this.#inText = true;
    const wanted = this.#frames.length < this.#deepestRule && this.#frames.at(-1)?.isList === false;
    this.#keyParts = wanted ? [] : null;
  }

  #named(): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined && this.#frames.length < this.#deepestRule) frame.key = this.#lastText;
  }

  #next(): void {
    const frame = this.#frames.at(-1);
    if (frame?.isList === true) frame.index += 1;
  }

  /** Whether a piece begins here. What stands before it belongs to the one around it. */
  #opens(isList: boolean, bytes: Uint8Array, keptFrom: number, at: number): boolean {
    this.#begun = true;
    const depth = this.#frames.length;
    const captured = depth <= this.#deepestRule && this.#isWanted(depth);
    if (captured) {
      this.#keep(bytes.subarray(keptFrom, at));
      this.#keep(NULL_TEXT);
      const path = this.#frames.map((frame) => (frame.isList ? frame.index : frame.key));
      this.#captures.push({ depth, path, parts: [], bytes: 0 });
    }
    if (depth >= DEEPEST) throw this.#options.broken('it is nested too deeply');
    this.#frames.push({ isList, key: '', index: 0 });
    return captured;
  }

  #isWanted(depth: number): boolean {
    return this.#options.rules.some(
      (rule) =>
        rule.length === depth &&
        rule.every((part, level) => {
          const frame = this.#frames[level];
          if (frame === undefined) return false;
          return frame.isList ? part === '#' : part === '*' || part === frame.key;
        }),
    );
  }

  /** Whether a piece ends here. */
  #closes(bytes: Uint8Array, keptFrom: number, at: number): boolean {
    this.#frames.pop();
    const capture = this.#captures.at(-1);
    if (capture === undefined || capture.depth !== this.#frames.length) return false;
    this.#keep(bytes.subarray(keptFrom, at + 1));
    this.#captures.pop();
    this.#ready.push({ path: capture.path, value: this.#parse(capture), bytes: capture.bytes });
    return true;
  }

  #keep(part: Uint8Array): void {
    const capture = this.#captures.at(-1);
    if (capture === undefined || part.length === 0) return;
    capture.bytes += part.length;
    if (capture.bytes > LARGEST_PIECE_BYTES) capture.parts = [];
    // A copy: chunks of the network are used again.
    else capture.parts.push(part.slice());
  }

  #parse(capture: Capture): unknown {
    if (capture.bytes > LARGEST_PIECE_BYTES) return null;
    try {
      return JSON.parse(decoder.decode(Buffer.concat(capture.parts)));
    } catch {
      throw this.#options.broken('a part of it is no JSON');
    }
  }
}
