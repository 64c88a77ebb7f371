/** Things made once for a key and kept for those who asked last. */
import 'server-only';
import { processWide, replaceProcessWide } from '@/lib/process-wide';

interface Kept<T> {
  readonly of: unknown;
  readonly known: Map<string, T>;
}

export class KeptFew<T> {
  readonly #name: string;
  readonly #most: number;

  /** `name` is one of `processWide`. */
  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  /** All are forgotten as soon as `of`, which they are made from, is another. */
  get(key: string, of: unknown, make: () => T): T {
    const fresh = (): Kept<T> => ({ of, known: new Map() });
    if (processWide(this.#name, fresh).of !== of) replaceProcessWide(this.#name, fresh());
    const { known } = processWide(this.#name, fresh);
    const value = known.get(key) ?? make();
    // Whoever asked last goes last.
    known.delete(key);
    known.set(key, value);
    for (const oldest of known.keys()) {
      if (known.size <= this.#most) break;
      known.delete(oldest);
    }
    return value;
  }
}
