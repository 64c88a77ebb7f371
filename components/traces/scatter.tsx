'use client';
/**
 * Duration over start time, one mark per trace; a click opens it. Pointer only: the list below
 * holds the same traces for the keyboard and for screen readers.
 */
import { type PointerEvent, useMemo } from 'react';
import { clockText, type TimeZone } from '@/components/shell/time-text';
import { quantityText } from '@/lib/mesh/quantity';
import type { TraceSummary } from '@/lib/traces/summary';
import { shortOperation, shortService } from './names';
import { layoutScatter, octagon, pointAt, type ScatterPoint } from './scatter-layout';
import { seriesColor } from './service-colors';
import { tickText } from './time-axis';

const HEIGHT = 196;
const MARGINS = { left: 64, right: 16, top: 10, bottom: 24 };

export interface ScatterProps {
  traces: readonly TraceSummary[];
  window: { fromSeconds: number; toSeconds: number };
  /** Unix seconds: what lies before was not looked at; `null` = all of the window was. */
  lookedFrom: number | null;
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
  window: asked,
  lookedFrom,
  scale,
  width,
  zone,
  series,
  pointed,
  onPoint,
  onOpen,
}: ScatterProps) {
  const window = useMemo(() => shownWindow(asked, lookedFrom), [asked, lookedFrom]);
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
              {tickText(us, scale === 'log' ? us : largest)}
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
        {lookedFrom !== null && (
          <NotLookedAt
            fromMs={lookedFrom * 1000}
            zone={zone}
            width={(width - MARGINS.left - MARGINS.right) * UNSEEN}
          />
        )}
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

/** The share of the plot that stands for time that was not looked at. */
const UNSEEN = 0.12;

/** Where only the newest traces came, the plot shows their time, and a strip of what lies before. */
function shownWindow(asked: ScatterProps['window'], lookedFrom: number | null): ScatterProps['window'] {
  if (lookedFrom === null) return asked;
  const seen = Math.max(1, asked.toSeconds - lookedFrom);
  return { fromSeconds: lookedFrom - (seen * UNSEEN) / (1 - UNSEEN), toSeconds: asked.toSeconds };
}

function NotLookedAt({ fromMs, zone, width }: { fromMs: number; zone: TimeZone; width: number }) {
  const bottom = HEIGHT - MARGINS.bottom;
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
      <rect x={MARGINS.left} y={0} width={width} height={bottom} fill="url(#not-looked-at)" />
      <line
        x1={MARGINS.left + width}
        x2={MARGINS.left + width}
        y1={0}
        y2={bottom}
        className="stroke-control"
      />
      <text x={MARGINS.left + width + 6} y={12} className="fill-text-3 text-2xs">
        not looked at before {clockText(fromMs, zone, true)}
      </text>
    </g>
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
