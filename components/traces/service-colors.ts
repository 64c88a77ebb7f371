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

/** The series number (1–10) of each name. The order of `names` does not matter. */
export function serviceSeries(names: readonly string[]): ReadonlyMap<string, number> {
  const series = new Map<string, number>();
  const uses = new Array<number>(SERIES_COUNT).fill(0);
  for (const name of [...new Set(names)].sort()) {
    const least = Math.min(...uses);
    let chosen = hash(name) % PREFERRED;
    for (let tried = 0; tried < PREFERRED && uses[chosen] !== least; tried += 1) {
      chosen = (chosen + 1) % PREFERRED;
    }
    if (uses[chosen] !== least) chosen = PREFERRED;
    uses[chosen] = least + 1;
    series.set(name, chosen + 1);
  }
  return series;
}

/** The CSS colour of a series number. */
export function seriesColor(series: number | undefined): string {
  return `var(--series-${series ?? 8})`;
}
