/** Colours of series that have no meaning of their own, in the order of the palette. */
const COLORS = 8;

export function seriesColor(at: number): string {
  return `var(--series-${(at % COLORS) + 1})`;
}
