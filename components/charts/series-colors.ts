/** Colours of the charts' lines, as CSS: the theme's variables are the only source. */

/** Ten hues that are told apart in both themes; none is red, which is for failing. */
export function seriesColor(index: number): string {
  return `var(--series-${(index % 10) + 1})`;
}

/** Quantiles of one latency are one family of one hue, the tail strongest. */
export function latencyColor(name: string): string {
  const shares: Readonly<Record<string, number>> = { p99: 100, p95: 84, p50: 62, avg: 46 };
  return `color-mix(in srgb, var(--series-1) ${shares[name] ?? 100}%, var(--surface))`;
}
