/**
 * The matches above a route, found by the path that they ask for: among thousands only a few can take what a later one
 * takes, and looking at all of them for each would take the square of their number.
 */
import type { HttpMatch } from '@/lib/config/simulation/read/virtual-service';

export interface Earlier {
  readonly route: number;
  readonly index: number | null;
  readonly match: HttpMatch;
}

interface Placed {
  readonly order: number;
  readonly entry: Earlier;
}

export class EarlierMatches {
  readonly #parent: EarlierMatches | null;
  #count: number;
  /** By the exact path, the prefix or the pattern that is written. */
  readonly #exact = new Map<string, Placed[]>();
  readonly #prefix = new Map<string, Placed[]>();
  readonly #prefixLengths = new Set<number>();
  readonly #regex = new Map<string, Placed[]>();
  /** Any path, patterns that take anything, and paths in any case: those may cover whatever comes. */
  readonly #wide: Placed[] = [];

  constructor(parent: EarlierMatches | null = null) {
    this.#parent = parent;
    this.#count = parent === null ? 0 : parent.#count;
  }

  /** What is added to the copy is not seen here. */
  fork(): EarlierMatches {
    return new EarlierMatches(this);
  }

  add(entry: Earlier): void {
    const { uri, ignoreUriCase } = entry.match;
    const placed = { order: this.#count, entry };
    this.#count += 1;
    if (uri === null || uri.kind === 'present' || ignoreUriCase || isWide(uri)) this.#wide.push(placed);
    else if (uri.kind === 'exact') put(this.#exact, uri.value, placed);
    else if (uri.kind === 'regex') put(this.#regex, uri.value, placed);
    else {
      put(this.#prefix, uri.value, placed);
      this.#prefixLengths.add(uri.value.length);
    }
  }

  /** The first, in the order in which they were added, of those that may cover the match and do. */
  firstThat(match: HttpMatch, covers: (earlier: Earlier) => boolean): Earlier | null {
    return this.#first(match, covers)?.entry ?? null;
  }

  #first(match: HttpMatch, covers: (earlier: Earlier) => boolean): Placed | null {
    // What stands in the original came before anything that was added to the copy.
    const above = this.#parent === null ? null : this.#parent.#first(match, covers);
    if (above !== null) return above;
    let first: Placed | null = null;
    for (const list of this.#candidates(match)) {
      const found = list.find(({ entry, order }) => (first === null || order < first.order) && covers(entry));
      if (found !== undefined) first = found;
    }
    return first;
  }

  *#candidates({ uri }: HttpMatch): Generator<readonly Placed[]> {
    yield this.#wide;
    if (uri === null || uri.kind === 'present') return;
    const { value } = uri;
    if (uri.kind === 'regex') {
      yield this.#regex.get(value) ?? [];
      return;
    }
    if (uri.kind === 'exact') yield this.#exact.get(value) ?? [];
    for (const length of this.#prefixLengths) {
      if (length <= value.length) yield this.#prefix.get(value.slice(0, length)) ?? [];
    }
  }
}

function isWide({
  kind,
  value,
}: {
  readonly kind: 'exact' | 'prefix' | 'regex';
  readonly value: string;
}): boolean {
  if (kind === 'prefix') return value === '' || value === '/';
  return kind === 'regex' && (value === '.*' || value === '/.*');
}

function put(lists: Map<string, Placed[]>, key: string, placed: Placed): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [placed]);
  else known.push(placed);
}
