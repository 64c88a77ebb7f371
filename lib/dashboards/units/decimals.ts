/** How many decimals a figure gets where nobody said, and the text of it, as Grafana has them. */

/** Three significant digits; none behind the point for whole numbers. */
export function automaticDecimals(value: number): number {
  const size = Math.abs(value);
  if (size % 1 === 0 || !Number.isFinite(size)) return 0;
  return Math.max(0, 2 - Math.floor(Math.log10(size)));
}

/** The figure rounded to so many decimals, zeros kept; in exponent form where that is how JavaScript writes it. */
export function fixed(value: number, decimals?: number | null): string {
  if (!Number.isFinite(value)) return value.toLocaleString('en-US');
  const places = decimals ?? automaticDecimals(value);
  if (value === 0) return value.toFixed(places);
  const factor = 10 ** Math.max(0, places);
  const rounded = String(Math.round(value * factor) / factor);
  if (rounded.includes('e')) return rounded;
  const [, behind = ''] = rounded.split('.');
  if (behind.length >= places) return rounded;
  return `${rounded}${behind === '' ? '.' : ''}${'0'.repeat(places - behind.length)}`;
}
