/** Marks of the lines: a shape per series at the cursor and in the legend, so that colour is not alone. */

const SHAPES = [
  'M0 -3.5A3.5 3.5 0 1 1 0 3.5A3.5 3.5 0 1 1 0 -3.5Z',
  'M-3.2 -3.2H3.2V3.2H-3.2Z',
  'M0 -4L3.8 3H-3.8Z',
  'M0 -4.2L4.2 0L0 4.2L-4.2 0Z',
  'M0 4L3.8 -3H-3.8Z',
] as const;

export interface MarkerProps {
  readonly index: number;
  readonly color: string;
  readonly x: number;
  readonly y: number;
}

/** The marker of the series at `index`, for use inside an SVG. */
export function Marker({ index, color, x, y }: MarkerProps) {
  return (
    <path
      d={SHAPES[index % SHAPES.length] ?? SHAPES[0]}
      transform={`translate(${x} ${y})`}
      fill={color}
      stroke="var(--surface)"
      strokeWidth={1.25}
    />
  );
}
