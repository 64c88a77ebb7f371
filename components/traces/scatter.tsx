'use client';
/**
 * Duration over start time, one mark per trace; a click opens it. Pointer only: the list below
 * holds the same traces for the keyboard and for screen readers.
 */
import { type PointerEvent, useMemo } from 'react';
import { clockText, type TimeZone } from '@/components/shell/time-text';
import { quantityText } from '@/lib/mesh/quantity';
import type { TraceSummary } from '@/lib/traces/summary';
import { layoutScatter, octagon, pointAt, type ScatterPoint } from './scatter-layout';
import { seriesColor } from './service-colors';
import { tickText } from './time-axis';

const HEIGHT = 196;
const MARGINS = { left: 64, right: 16, top: 10, bottom: 24 };

export interface ScatterProps {
  traces: readonly TraceSummary[];
  window: { fromSeconds: number; toSeconds: number };
  scale: 'log' | 'linear';
  width: number;
  zone: TimeZone;
  series: ReadonlyMap<string, number>;
  pointed: string | null;
  onPoint: (traceId: string | null) => void;
  onOpen: (traceId: string) => void;
}

export function Scatter({
  traces,
  window,
  scale,
  width,
  zone,
  series,
  pointed,
  onPoint,
  onOpen,
}: ScatterProps) {
  const layout = useMemo(
    () => layoutScatter(traces, window, scale, { width, height: HEIGHT, ...MARGINS }),
    [traces, window, scale, width],
  );
  const under = (event: PointerEvent | React.MouseEvent): ScatterPoint | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return pointAt(layout.points, event.clientX - box.left, event.clientY - box.top);
  };
  const front = layout.points.find((point) => point.trace.traceId === pointed) ?? null;
  const largest = Math.max(...traces.map((trace) => trace.durationUs));
  const seconds = window.toSeconds - window.fromSeconds < 600;
  return (
    <div className="relative">
      <svg
        aria-hidden="true"
        width={width}
        height={HEIGHT}
        onPointerMove={(event) => onPoint(under(event)?.trace.traceId ?? null)}
        onPointerLeave={() => onPoint(null)}
        onClick={(event) => {
          const point = under(event);
          if (point !== null) onOpen(point.trace.traceId);
        }}
        className={front === null ? 'block' : 'block cursor-pointer'}
      >
        {layout.yTicks.map(({ us, y }) => (
          <g key={us}>
            <line x1={MARGINS.left} x2={width - MARGINS.right} y1={y} y2={y} className="stroke-line" />
            <text
              x={MARGINS.left - 8}
              y={y + 4}
              textAnchor="end"
              className="fill-text-3 text-2xs tabular-nums"
            >
              {scale === 'log' ? quantityText(us, 'us') : tickText(us, largest)}
            </text>
          </g>
        ))}
        {layout.xTicks.map(({ ms, x }) => (
          <text
            key={ms}
            x={x}
            y={HEIGHT - 6}
            textAnchor="middle"
            className="fill-text-3 text-2xs tabular-nums"
          >
            {clockText(ms, zone, seconds)}
          </text>
        ))}
        {layout.points.map((point) => (
          <Mark
            key={point.trace.traceId}
            point={point}
            series={series}
            faded={front !== null && front !== point}
          />
        ))}
        {front !== null && (
          <circle
            cx={front.x}
            cy={front.y}
            r={front.radius + 3.5}
            fill="none"
            strokeWidth={2}
            className="stroke-accent"
          />
        )}
      </svg>
      {front !== null && <PointTip point={front} width={width} zone={zone} />}
    </div>
  );
}

function Mark({
  point,
  series,
  faded,
}: {
  point: ScatterPoint;
  series: ReadonlyMap<string, number>;
  faded: boolean;
}) {
  const { trace, x, y, radius } = point;
  const common = { className: 'stroke-surface', strokeWidth: 1, opacity: faded ? 0.55 : 0.92 };
  if (trace.rootFailed) return <path d={octagon(x, y, radius + 1)} fill="var(--failing)" {...common} />;
  if (trace.failedSpans > 0) {
    return (
      <path
        d={octagon(x, y, radius)}
        fill="var(--surface)"
        stroke="var(--failing)"
        strokeWidth={1.75}
        opacity={common.opacity}
      />
    );
  }
  return <circle cx={x} cy={y} r={radius} fill={seriesColor(series.get(trace.rootService))} {...common} />;
}

/** Stands on the emptier side of the point. */
function PointTip({ point, width, zone }: { point: ScatterPoint; width: number; zone: TimeZone }) {
  const { trace, x, y } = point;
  const right = x > width / 2;
  return (
    <div
      aria-hidden="true"
      style={{
        left: right ? undefined : x + 14,
        right: right ? width - x + 14 : undefined,
        top: Math.max(4, Math.min(HEIGHT - 84, y - 30)),
      }}
      className="pointer-events-none absolute z-10 max-w-80 rounded-control border border-line bg-surface px-2.5 py-1.5 text-xs shadow-overlay"
    >
      <p className="truncate">
        <span className="font-semibold">{trace.rootService}</span>{' '}
        <span className="text-text-2">{trace.rootName}</span>
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
