/** What stands in the plot of found traces: their marks, the tip of one, and the time that was not looked at. */

import { clockText, type TimeZone } from '@/components/shell/time-text';
import { shortOperation, shortService } from '@/components/traces/names';
import { octagon, type ScatterPoint } from '@/components/traces/scatter-layout';
import { seriesColor } from '@/components/traces/service-colors';
import { quantityText } from '@/lib/mesh/quantity';

export interface MarkProps {
  readonly point: ScatterPoint;
  readonly series: ReadonlyMap<string, number>;
  readonly faded: boolean;
  /** A, B, … where it is picked for comparison. */
  readonly letter: string | null;
}

export function Mark({ point, series, faded, letter }: MarkProps) {
  const { x, y, radius } = point;
  return (
    <>
      <Shape point={point} series={series} opacity={faded ? 0.45 : 0.92} />
      {letter !== null && (
        <>
          <circle cx={x} cy={y} r={radius + 4} fill="none" strokeWidth={2} className="stroke-text" />
          <rect x={x + radius} y={y - radius - 18} width={15} height={15} rx={3} className="fill-accent" />
          <text
            x={x + radius + 7.5}
            y={y - radius - 7}
            textAnchor="middle"
            className="fill-on-accent font-semibold text-2xs"
          >
            {letter}
          </text>
        </>
      )}
    </>
  );
}

function Shape({
  point,
  series,
  opacity,
}: Pick<MarkProps, 'point' | 'series'> & { readonly opacity: number }) {
  const { trace, x, y, radius } = point;
  const common = { className: 'stroke-surface', strokeWidth: 1, opacity };
  if (trace.rootFailed) return <path d={octagon(x, y, radius + 1)} fill="var(--failing)" {...common} />;
  if (trace.failedSpans > 0) {
    return (
      <path
        d={octagon(x, y, radius)}
        fill="var(--surface)"
        stroke="var(--failing)"
        strokeWidth={1.75}
        opacity={opacity}
      />
    );
  }
  return <circle cx={x} cy={y} r={radius} fill={seriesColor(series.get(trace.rootService))} {...common} />;
}

/** Stands on the emptier side of the point. */
export function PointTip({
  point,
  width,
  height,
  zone,
}: {
  readonly point: ScatterPoint;
  readonly width: number;
  readonly height: number;
  readonly zone: TimeZone;
}) {
  const { trace, x, y } = point;
  const right = x > width / 2;
  return (
    <div
      aria-hidden="true"
      style={{
        left: right ? undefined : x + 14,
        right: right ? width - x + 14 : undefined,
        top: Math.max(4, Math.min(height - 84, y - 30)),
      }}
      className="pointer-events-none absolute z-10 max-w-80 rounded-control border border-line bg-surface px-2.5 py-1.5 text-xs shadow-overlay"
    >
      <p className="truncate">
        <span className="font-semibold">{shortService(trace.rootService)}</span>{' '}
        <span className="text-text-2">{shortOperation(trace.rootName)}</span>
      </p>
      <p className="text-text-2 tabular-nums">
        {quantityText(trace.durationUs, 'us')} at {clockText(trace.startUs / 1000, zone, true)}
      </p>
      <p className="text-text-3">
        {trace.spans} spans, {trace.services.length} services
        {trace.failedSpans > 0 && `, ${trace.failedSpans} failed`}
      </p>
    </div>
  );
}

export interface NotLookedAtProps {
  /** Pixels. */
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
  readonly fromMs: number;
  readonly zone: TimeZone;
}

export function NotLookedAt({ left, width, bottom, fromMs, zone }: NotLookedAtProps) {
  return (
    <g>
      <defs>
        <pattern
          id="not-looked-at"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="6" className="stroke-line" strokeWidth="2" />
        </pattern>
      </defs>
      <rect x={left} y={0} width={width} height={bottom} fill="url(#not-looked-at)" />
      <line x1={left + width} x2={left + width} y1={0} y2={bottom} className="stroke-control" />
      <text x={left + width + 6} y={12} className="fill-text-3 text-2xs">
        not looked at before {clockText(fromMs, zone, true)}
      </text>
    </g>
  );
}
