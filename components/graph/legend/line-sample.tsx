/** Pieces of lines as the picture draws them, for the legend. */

export interface LineSampleProps {
  readonly color: string;
  readonly width: number;
  readonly dash?: string;
  readonly round?: boolean;
  /** Dashes of this colour over a whole line. */
  readonly over?: string;
}

export function LineSample({ color, width, dash, round = false, over }: LineSampleProps) {
  const cap = round ? 'round' : 'butt';
  return (
    <svg aria-hidden="true" width="36" height="10" viewBox="0 0 36 10">
      {over !== undefined && <path d="M0 5H36" stroke={color} strokeWidth={width} />}
      <path
        d="M1 5H35"
        stroke={over ?? color}
        strokeWidth={width}
        strokeDasharray={dash}
        strokeLinecap={cap}
      />
    </svg>
  );
}

export function FailingLine() {
  return (
    <svg aria-hidden="true" width="36" height="10" viewBox="0 0 36 10">
      <path d="M0 5H36" stroke="color-mix(in srgb, var(--failing) 40%, var(--surface))" strokeWidth={3} />
      <path d="M2 5H36" stroke="var(--failing)" strokeWidth={3.6} strokeDasharray="9 7" />
    </svg>
  );
}
