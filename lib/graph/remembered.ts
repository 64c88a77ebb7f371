/** What was made of a list, for lists of the very same objects and values in the same order. */

/** Lists of one kind that are kept: graphs of several types, scopes and meshes are looked at in turn. */
const MOST_KEPT = 8;

interface Kept<Result> {
  readonly items: readonly unknown[];
  readonly result: Result;
}

export class Remembered<Result> {
  /** The last one used comes first. */
  #kept: Kept<Result>[] = [];

  /** `make` may depend on `items` alone, and nobody may change what it gives. */
  of(items: readonly unknown[], make: () => Result): Result {
    const at = this.#kept.findIndex((one) => isSame(one.items, items));
    const found = this.#kept[at] ?? { items, result: make() };
    if (at !== 0) {
      const others = this.#kept.filter((one) => one !== found);
      this.#kept = [found, ...others.slice(0, MOST_KEPT - 1)];
    }
    return found.result;
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
