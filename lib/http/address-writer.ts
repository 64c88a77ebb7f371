/** Addresses of Next's files in the bytes of a document or script, which come in parts. Pure. */

/** What is followed by an address of a file, as React and the minifier write it. */
const FILES = ['"/_next/', '"/icon.svg'] as const;
/** In the document's first element the path itself is said, for scripts. */
const ROOT = '<html ';
const LONGEST = Math.max(ROOT.length, ...FILES.map(({ length }) => length));

export class AddressWriter {
  readonly #path: string;
  /** The end of what came so far, where an address may have begun. */
  #rest = '';

  /** `path` is like `/periplus`. */
  constructor(path: string) {
    this.#path = path;
  }

  write(bytes: Buffer): Buffer {
    // Byte by byte, so that no character is cut between two parts.
    const text = this.#rest + bytes.toString('latin1');
    const held = heldBack(text);
    this.#rest = text.slice(text.length - held);
    return Buffer.from(this.#written(text.slice(0, text.length - held)), 'latin1');
  }

  /** The last part. */
  end(bytes: Buffer | null): Buffer {
    const text = this.#rest + (bytes?.toString('latin1') ?? '');
    this.#rest = '';
    return Buffer.from(this.#written(text), 'latin1');
  }

  #written(text: string): string {
    let written = text;
    for (const file of FILES) written = written.replaceAll(file, `"${this.#path}${file.slice(1)}`);
    return written.replace(ROOT, `${ROOT}data-base-path="${this.#path}" `);
  }
}

/** How many of the last characters may be the beginning of what is looked for. */
function heldBack(text: string): number {
  for (let count = Math.min(LONGEST - 1, text.length); count > 0; count -= 1) {
    const end = text.slice(-count);
    if ([...FILES, ROOT].some((token) => token.length > count && token.startsWith(end))) return count;
  }
  return 0;
}
