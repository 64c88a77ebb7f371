'use client';
/**
 * Duration over start time, one mark per trace, and the histogram of durations on the same axis. A click opens a trace,
 * a drag chooses a part. Pointer only: the list below holds the same traces for the keyboard and for screen readers.
 */
import { type PointerEvent, useMemo } from 'react';
import { clockText, type TimeZone } from '@/components/shell/time-text';
import type { TraceSummary } from '@/lib/traces/contract';
import { type Brush, isBrushed, layoutScatter, pointAt, type ScatterPoint } from './scatter-layout';
import { pickLetter } from './search/cohort';
import { Histogram } from './search/scatter-histogram';
import { Mark, NotLookedAt, PointTip } from './search/scatter-marks';
import { type Box, useBrush } from './search/use-brush';
import { tickText } from './time-axis';

const HEIGHT = 212;
const MARGINS = { left: 64, top: 14, bottom: 24 };
/** Of the histogram with the gap before it; narrow pages do without. */
const HISTOGRAM_PX = 150;
const HISTOGRAM_FROM_PX = 720;

export interface ScatterProps {
  readonly traces: readonly TraceSummary[];
  readonly window: { readonly fromSeconds: number; readonly toSeconds: number };
  /** Unix seconds: what lies before was not looked at; `null` = all of the window was. */
  readonly lookedFrom: number | null;
  readonly scale: 'log' | 'linear';
  readonly width: number;
  readonly zone: TimeZone;
  readonly series: ReadonlyMap<string, number>;
  readonly brush: Brush | null;
  readonly picked: readonly string[];
  readonly pointed: string | null;
  readonly onPoint: (traceId: string | null) => void;
  readonly onOpen: (traceId: string) => void;
  readonly onBrush: (brush: Brush | null) => void;
}

/** Pixels of a clock with seconds at 11 px. */
const TICK_PX = 48;

export function Scatter(props: ScatterProps) {
  const { traces, window: asked, lookedFrom, scale, width, zone, series, brush, picked, pointed } = props;
  const window = useMemo(() => shownWindow(asked, lookedFrom), [asked, lookedFrom]);
  const right = width >= HISTOGRAM_FROM_PX ? HISTOGRAM_PX + 32 : 16;
  const layout = useMemo(
    () => layoutScatter(traces, window, scale, { width, height: HEIGHT, ...MARGINS, right }),
    [traces, window, scale, width, right],
  );
  const chosen = useMemo(
    () =>
      brush === null
        ? null
        : new Set(traces.filter((trace) => isBrushed(trace, brush)).map((trace) => trace.traceId)),
    [traces, brush],
  );
  const area: Box = {
    left: MARGINS.left,
    right: width - right,
    top: MARGINS.top,
    bottom: HEIGHT - MARGINS.bottom,
  };
  const brushing = useBrush(
    area,
    (box) =>
      props.onBrush({
        fromMs: Math.floor(layout.timeAt(box.left)),
        toMs: Math.ceil(layout.timeAt(box.right)),
        fromUs: Math.max(0, Math.floor(layout.durationAt(box.bottom))),
        toUs: Math.ceil(layout.durationAt(box.top)),
      }),
    (x, y) => {
      const point = pointAt(layout.points, x, y);
      if (point !== null) props.onOpen(point.trace.traceId);
      else if (brush !== null) props.onBrush(null);
    },
  );
  const under = (event: PointerEvent): ScatterPoint | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return pointAt(layout.points, event.clientX - box.left, event.clientY - box.top);
  };
  const front = layout.points.find((point) => point.trace.traceId === pointed) ?? null;
  const largest = Math.max(...traces.map((trace) => trace.durationUs));
  const seconds = window.toSeconds - window.fromSeconds < 600;
  const frame = brushing.box ?? (brush === null ? null : boxOf(brush, layout, area));
  return (
    <div className="relative">
      <svg
        aria-hidden="true"
        width={width}
        height={HEIGHT}
        onPointerDown={brushing.onPointerDown}
        onPointerMove={(event) => {
          brushing.onPointerMove(event);
          props.onPoint(brushing.box === null ? (under(event)?.trace.traceId ?? null) : null);
        }}
        onPointerUp={brushing.onPointerUp}
        onPointerCancel={brushing.onPointerCancel}
        onPointerLeave={() => props.onPoint(null)}
        className={`block touch-none select-none ${front === null ? 'cursor-crosshair' : 'cursor-pointer'}`}
      >
        {layout.yTicks.map(({ us, y }) => (
          <g key={us}>
            <line x1={area.left} x2={area.right} y1={y} y2={y} className="stroke-line" />
            <text x={area.left - 8} y={y + 4} textAnchor="end" className="fill-text-3 text-2xs tabular-nums">
              {tickText(us, scale === 'log' ? us : largest)}
            </text>
          </g>
        ))}
        {layout.xTicks.map(({ ms, x }) => (
          <text
            key={ms}
            x={x}
            y={HEIGHT - 6}
            // The figures of the histogram begin where the last of these would end.
            textAnchor={x > area.right - TICK_PX / 2 ? 'end' : 'middle'}
            className="fill-text-3 text-2xs tabular-nums"
          >
            {clockText(ms, zone, seconds)}
          </text>
        ))}
        {lookedFrom !== null && (
          <NotLookedAt
            left={area.left}
            width={(area.right - area.left) * UNSEEN}
            bottom={area.bottom}
            fromMs={lookedFrom * 1000}
            zone={zone}
          />
        )}
        {layout.points.map((point) => (
          <Mark
            key={point.trace.traceId}
            point={point}
            series={series}
            faded={
              (front !== null && front !== point) || (chosen !== null && !chosen.has(point.trace.traceId))
            }
            letter={letterOf(picked, point.trace.traceId)}
          />
        ))}
        {frame !== null && <Frame box={frame} />}
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
        {right > HISTOGRAM_PX && (
          <Histogram
            traces={traces}
            layout={layout}
            scale={scale}
            chosen={chosen}
            left={width - HISTOGRAM_PX}
            width={HISTOGRAM_PX - 16}
            top={area.top}
            bottom={area.bottom}
          />
        )}
      </svg>
      {front !== null && brushing.box === null && (
        <PointTip point={front} width={width} height={HEIGHT} zone={zone} />
      )}
    </div>
  );
}

function letterOf(picked: readonly string[], traceId: string): string | null {
  const index = picked.indexOf(traceId);
  return index < 0 ? null : pickLetter(index);
}

function Frame({ box }: { readonly box: Box }) {
  return (
    <rect
      x={box.left}
      y={box.top}
      width={Math.max(1, box.right - box.left)}
      height={Math.max(1, box.bottom - box.top)}
      fill="var(--accent)"
      fillOpacity={0.06}
      strokeWidth={2}
      pointerEvents="none"
      className="stroke-accent"
    />
  );
}

/** A brush in pixels; null where it lies outside of the plot. */
function boxOf(brush: Brush, layout: ReturnType<typeof layoutScatter>, area: Box): Box | null {
  const box = {
    left: Math.max(area.left, layout.x(brush.fromMs)),
    right: Math.min(area.right, layout.x(brush.toMs)),
    top: Math.max(area.top, layout.y(brush.toUs)),
    bottom: Math.min(area.bottom, layout.y(Math.max(1, brush.fromUs))),
  };
  return box.right <= box.left || box.bottom <= box.top ? null : box;
}

/** The share of the plot that stands for time that was not looked at. */
const UNSEEN = 0.12;

/** Where only the newest traces came, the plot shows their time, and a strip of what lies before. */
function shownWindow(asked: ScatterProps['window'], lookedFrom: number | null): ScatterProps['window'] {
  if (lookedFrom === null) return asked;
  const seen = Math.max(1, asked.toSeconds - lookedFrom);
  return { fromSeconds: lookedFrom - (seen * UNSEEN) / (1 - UNSEEN), toSeconds: asked.toSeconds };
}
