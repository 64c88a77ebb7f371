/** Answers kept by a text; forgotten all at once when there are too many, since questions from outside never end. */
export class BoundedMemory<T> {
  readonly #entries = new Map<string, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: T): T {
    if (this.#entries.size >= this.#most) this.#entries.clear();
    this.#entries.set(key, value);
    return value;
  }
}
