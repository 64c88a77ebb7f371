/** The SVG path of a sparkline: plain text, so that a table of two hundred costs nothing. */

export interface SparklineShape {
  /** `d` of the line; '' without two values. */
  readonly path: string;
  /** Where the newest value stands, in pixels; null when there is none. */
  readonly end: { readonly x: number; readonly y: number } | null;
}

/** Draws `values` (evenly spaced, null = gap) into a box; the lowest line is zero unless values are negative. */
export function sparklineShape(
  values: readonly (number | null)[],
  width: number,
  height: number,
): SparklineShape {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length === 0) return { path: '', end: null };
  const top = Math.max(0, ...known);
  const bottom = Math.min(0, ...known);
  const span = top - bottom || 1;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let path = '';
  let open = false;
  let end: SparklineShape['end'] = null;
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      open = false;
      return;
    }
    const x = Math.round(index * step * 10) / 10;
    const y = Math.round((height - ((value - bottom) / span) * height) * 10) / 10;
    path += `${open ? 'L' : 'M'}${x} ${y}`;
    open = true;
    end = { x, y };
  });
  return { path, end };
}
