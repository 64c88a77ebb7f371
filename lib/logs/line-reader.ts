/**
 * From the bytes of one container's log to lines of bounded length, each with its instant. Whatever a container
 * writes, a line here is short, valid text: the rest is counted, never kept.
 */

/** Bytes of one line that are kept. */
export const LONGEST_LINE_BYTES = 32 * 1024;

/** The instant before a line is at most this long, with the space behind it. */
const LONGEST_INSTANT = 48;
const NEWLINE = 0x0a;

export interface RawLine {
  /** Unix milliseconds with microseconds as fraction; null where the line carries no instant. */
  readonly timeMs: number | null;
  readonly text: string;
  /** Bytes that were left out at its end; 0 = whole. */
  readonly cutBytes: number;
  /** Holds bytes that are no text; they are shown as dots. */
  readonly binary: boolean;
}

/** A last line without its end is given too. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RawLine> {
  const line = new LineBuffer();
  for await (const chunk of chunks) {
    let from = 0;
    while (from < chunk.length) {
      const end = chunk.indexOf(NEWLINE, from);
      line.add(chunk.subarray(from, end < 0 ? chunk.length : end));
      if (end < 0) break;
      yield line.take();
      from = end + 1;
    }
  }
  if (line.length > 0) yield line.take();
}

/** Collects one line. */
class LineBuffer {
  #parts: Uint8Array[] = [];
  #kept = 0;
  length = 0;

  add(part: Uint8Array): void {
    this.length += part.length;
    const room = LONGEST_LINE_BYTES + LONGEST_INSTANT - this.#kept;
    if (room <= 0 || part.length === 0) return;
    // A copy: a part must not hold the chunk that it came in.
    const kept = part.slice(0, room);
    this.#parts.push(kept);
    this.#kept += kept.length;
  }

  take(): RawLine {
    const bytes = this.#parts.length === 1 && this.#parts[0] !== undefined ? this.#parts[0] : this.#joined();
    const line = lineOf(bytes, this.length - this.#kept);
    this.#parts = [];
    this.#kept = 0;
    this.length = 0;
    return line;
  }

  #joined(): Uint8Array {
    const whole = new Uint8Array(this.#kept);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

const decoder = new TextDecoder('utf-8');
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)(?: |$)/;

function lineOf(bytes: Uint8Array, leftOut: number): RawLine {
  const whole = decoder.decode(bytes);
  const found = INSTANT.exec(whole.slice(0, LONGEST_INSTANT));
  const rest = found === null ? whole : whole.slice(found[0].length);
  const ends = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
  const short = ends.length > LONGEST_LINE_BYTES ? ends.slice(0, LONGEST_LINE_BYTES) : ends;
  const binary = isBinary(short);
  return {
    timeMs: found === null ? null : instantMs(found),
    text: binary ? withDots(short) : short,
    cutBytes: leftOut + (ends.length - short.length),
    binary,
  };
}

/** `Date.parse` reads three digits of a second; the rest orders lines of the same millisecond. */
function instantMs([, day = '', fraction = '', zone = '']: RegExpExecArray): number | null {
  const wholeMs = Date.parse(`${day}${zone}`);
  if (Number.isNaN(wholeMs)) return null;
  return wholeMs + Math.round(Number(`0${fraction || '.0'}`) * 1e6) / 1e3;
}

/** What no text holds: bytes that are no UTF-8, and control characters other than tab and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g;

/** A stray one is shown as it is; a NUL, or one in twenty letters, makes it binary. */
function isBinary(text: string): boolean {
  if (text.includes('\u0000')) return true;
  const found = text.match(NO_TEXT)?.length ?? 0;
  return found > 0 && found * 20 > text.length;
}

function withDots(text: string): string {
  return text.replace(NO_TEXT, '·');
}
