/** A trend as small as a word, for tables and lists. */
import { sparklineShape } from './sparkline-path';

export interface SparklineProps {
  /** Evenly spaced, oldest first; null is a gap. */
  readonly values: readonly (number | null)[];
  readonly width?: number;
  readonly height?: number;
  /** A CSS colour. */
  readonly color?: string;
  /** What it shows, for those who do not see it: `error rate over the last hour`. */
  readonly label: string;
}

export function Sparkline({
  values,
  width = 64,
  height = 20,
  color = 'var(--text-3)',
  label,
}: SparklineProps) {
  const inner = { width: width - 6, height: height - 6 };
  const { path, end } = sparklineShape(values, inner.width, inner.height);
  return (
    <svg role="img" aria-label={label} width={width} height={height} className="block shrink-0">
      <g transform="translate(3 3)">
        <path d={`M0 ${inner.height + 0.5}H${inner.width}`} stroke="var(--line)" />
        <path d={path} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" />
        {end !== null && <circle cx={end.x} cy={end.y} r={2.5} fill={color} />}
      </g>
    </svg>
  );
}
