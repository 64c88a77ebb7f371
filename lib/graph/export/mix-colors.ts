/** Opaque colours in place of transparent ones, which would show doubled where lines lie on one another. */

/** `share` of the first colour over the second, both `#rgb` or `#rrggbb`. */
export function mix(color: string, share: number, over: string): string {
  const a = channels(color);
  const b = channels(over);
  const mixed = a.map((value, index) => Math.round(value * share + (b[index] ?? 0) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  const full = color.length === 4 ? color.replace(/[0-9a-f]/gi, '$&$&') : color;
  return [1, 3, 5].map((at) => Number.parseInt(full.slice(at, at + 2), 16) || 0);
}
