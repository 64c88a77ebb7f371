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
