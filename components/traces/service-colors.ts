/**
 * The colour of a service: one of the ten series tokens, by a hash of its name, so that it is the same on every page
 * and for every reader. Within one view, services that would share a colour are told apart while there are colours left.
 */

export const SERIES_COUNT = 10;

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** The tenth is close to the fifth: it is only taken when the others are. */
const PREFERRED = SERIES_COUNT - 1;

/**
 * The series number (1–10) of each name. `together` lists services that are seen side by side (those of one trace):
 * where there are more services than colours, these are the last to share one. No order of input matters.
 */
export function serviceSeries(
  names: readonly string[],
  together: readonly (readonly string[])[] = [],
): ReadonlyMap<string, number> {
  const neighbours = neighboursOf(together);
  const series = new Map<string, number>();
  const uses = new Array<number>(SERIES_COUNT).fill(0);
  for (const name of [...new Set(names)].sort()) {
    const taken = new Array<number>(SERIES_COUNT).fill(0);
    for (const other of neighbours.get(name) ?? []) {
      const number = series.get(other);
      if (number !== undefined) taken[number - 1] = (taken[number - 1] ?? 0) + 1;
    }
    // A neighbour's colour is worse than any colour that is used elsewhere.
    const cost = (slot: number): number => (taken[slot] ?? 0) * 1e6 + (uses[slot] ?? 0);
    const first = hash(name) % PREFERRED;
    const slots = Array.from({ length: PREFERRED }, (_, step) => (first + step) % PREFERRED);
    const chosen = [...slots, PREFERRED].reduce(
      (best, slot) => (cost(slot) < cost(best) ? slot : best),
      first,
    );
    uses[chosen] = (uses[chosen] ?? 0) + 1;
    series.set(name, chosen + 1);
  }
  return series;
}

function neighboursOf(together: readonly (readonly string[])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const neighbours = new Map<string, Set<string>>();
  for (const group of together) {
    for (const name of group) {
      let own = neighbours.get(name);
      if (own === undefined) {
        own = new Set();
        neighbours.set(name, own);
      }
      for (const other of group) if (other !== name) own.add(other);
    }
  }
  return neighbours;
}

/** The CSS colour of a series number. */
export function seriesColor(series: number | undefined): string {
  return `var(--series-${series ?? 8})`;
}

/**
 * Series that people with the common kinds of colour blindness cannot tell apart in one theme or the other (simulated
 * after Machado et al. 2009; the test measures it).
 */
export const LIKE_SERIES: readonly (readonly number[])[] = [
  [1, 5, 10],
  [2, 7, 9],
  [3, 4, 6, 8],
];

/**
 * The second cue of each name, a shape of its mark: 0 unless another name has the same series or one that looks like it
 * to some. No two names with like series have the same cue.
 */
export function serviceCues(series: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const used = LIKE_SERIES.map(() => 0);
  const cues = new Map<string, number>();
  for (const [name, number] of series) {
    const family = LIKE_SERIES.findIndex((members) => members.includes(number));
    cues.set(name, used[family] ?? 0);
    used[family] = (used[family] ?? 0) + 1;
  }
  return cues;
}
