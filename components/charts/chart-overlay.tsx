'use client';
/**
 * What moves over a chart: the shared cursor with its markers and clock, the span being brushed,
 * thresholds and marks with their words. It knows the plot's pixels, not Recharts.
 */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type QuantityUnit, quantityText } from '@/lib/mesh/quantity';
import { clockLabel } from './axis';
import { ChartTooltip } from './chart-tooltip';
import { type ChartBand, IncidentBand } from './incident-band';
import { Marker } from './marker';
import { type Plot, plotSeconds, plotValue, plotX, plotY, spread } from './plot';
import { type ChartRow, type ChartSeries, lastValue, nearestInstant, typicalStep, valueAt } from './rows';
import type { ChartMark, ChartThreshold } from './time-series-chart';

/** A drag shorter than this many pixels is a click. */
const SHORTEST_BRUSH = 8;
/** Up to here the title line has room for all values. */
const TITLE_HOLDS = 3;

export interface ChartOverlayProps {
  readonly title: string;
  readonly plot: Plot;
  readonly rows: readonly ChartRow[];
  readonly series: readonly ChartSeries[];
  readonly unit: QuantityUnit;
  readonly width: number;
  readonly height: number;
  readonly cursor: { readonly seconds: number | null; readonly set: (seconds: number | null) => void };
  readonly endLabels: boolean;
  readonly thresholds: readonly ChartThreshold[];
  readonly marks: readonly ChartMark[];
  readonly bands?: readonly ChartBand[];
  readonly onZoom?: (fromSeconds: number, toSeconds: number) => void;
  /** A click, or Enter at the cursor: the instant of the data and the value that is meant. */
  readonly onPick?: (seconds: number, value: number) => void;
}

export function ChartOverlay(props: ChartOverlayProps) {
  const { plot, rows, series, unit, cursor, onZoom, onPick } = props;
  const [brush, setBrush] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [pointed, setPointed] = useState(false);
  const shown = cursor.seconds === null ? null : nearestInstant(rows, cursor.seconds);
  const inside = shown !== null && shown >= plot.fromSeconds && shown <= plot.toSeconds ? shown : null;

  const pointerX = (event: PointerEvent<HTMLElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const move = (event: PointerEvent<HTMLElement>) => {
    const x = pointerX(event);
    setPointed(true);
    cursor.set(plotSeconds(plot, x));
    if (brush !== null) setBrush({ ...brush, to: x });
  };
  const start = (event: PointerEvent<HTMLElement>) => {
    if ((onZoom === undefined && onPick === undefined) || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setBrush({ from: pointerX(event), to: pointerX(event) });
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    const isClick = brush !== null && Math.abs(brush.to - brush.from) < SHORTEST_BRUSH;
    if (isClick) {
      const instant = nearestInstant(rows, plotSeconds(plot, brush.to));
      const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
      if (instant !== null) onPick?.(instant, plotValue(plot, y));
    } else if (brush !== null && onZoom !== undefined) {
      const [from, to] = [plotSeconds(plot, brush.from), plotSeconds(plot, brush.to)].sort((a, b) => a - b);
      if (from !== undefined && to !== undefined) onZoom(Math.floor(from), Math.ceil(to));
    }
    setBrush(null);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && inside !== null) {
      const values = series.flatMap((one) => valueAt(one, inside, typicalStep(rows) * 0.75) ?? []);
      // Without a pointer the slowest line is meant: what is slow is what is looked for.
      if (values.length > 0) onPick?.(inside, Math.max(...values));
      return;
    }
    const step = keyStep(event.key);
    if (step === null) return;
    event.preventDefault();
    const at = rows.findIndex((row) => row.at === inside);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? rows.length - 1 : at + step))];
    if (next !== undefined) cursor.set(next.at);
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${props.title}: instant`}
      aria-valuemin={plot.fromSeconds}
      aria-valuemax={plot.toSeconds}
      aria-valuenow={inside ?? plot.toSeconds}
      aria-valuetext={spoken(props, inside)}
      className={`absolute inset-0 touch-pan-y rounded ${onZoom === undefined && onPick === undefined ? 'cursor-default' : 'cursor-crosshair'}`}
      onPointerMove={move}
      onPointerDown={start}
      onPointerUp={end}
      onPointerCancel={() => setBrush(null)}
      onPointerLeave={() => {
        setPointed(false);
        if (brush === null) cursor.set(null);
      }}
      onKeyDown={key}
      onBlur={() => cursor.set(null)}
    >
      <svg aria-hidden="true" width={props.width} height={props.height} className="block overflow-visible">
        {props.bands?.map((band) => (
          <IncidentBand key={`${band.fromSeconds}${band.label}`} plot={plot} band={band} />
        ))}
        {props.thresholds.map((threshold) => (
          <Threshold key={threshold.label} plot={plot} threshold={threshold} />
        ))}
        {props.marks.map((mark) => (
          <Mark key={`${mark.seconds}${mark.label}`} plot={plot} mark={mark} />
        ))}
        {props.endLabels && <EndLabels plot={plot} series={series} />}
        {brush !== null && onZoom !== undefined && (
          <rect
            x={Math.min(brush.from, brush.to)}
            y={plot.top}
            width={Math.abs(brush.to - brush.from)}
            height={plot.height}
            fill="var(--accent)"
            fillOpacity={0.12}
            stroke="var(--accent)"
          />
        )}
        {inside !== null && <Cursor plot={plot} rows={rows} series={series} seconds={inside} />}
      </svg>
      {pointed && inside !== null && brush === null && series.length > TITLE_HOLDS && (
        <ChartTooltip
          plot={plot}
          series={series}
          unit={unit}
          seconds={inside}
          reachSeconds={typicalStep(rows) * 0.75}
        />
      )}
    </div>
  );
}

function keyStep(key: string): number | null {
  if (key === 'ArrowLeft') return -1;
  if (key === 'ArrowRight') return 1;
  if (key === 'PageUp') return -10;
  return key === 'PageDown' ? 10 : null;
}

function spoken({ plot, series, unit, rows }: ChartOverlayProps, seconds: number | null): string {
  const at = seconds ?? rows.at(-1)?.at ?? plot.toSeconds;
  const values = series.map(
    (one) => `${one.name} ${quantityText(valueAt(one, at, typicalStep(rows) * 0.75), unit)}`,
  );
  return `${clockLabel(at, plot.toSeconds - plot.fromSeconds, true)}: ${values.join(', ')}`;
}

interface CursorProps {
  readonly plot: Plot;
  readonly rows: readonly ChartRow[];
  readonly series: readonly ChartSeries[];
  readonly seconds: number;
}

function Cursor({ plot, rows, series, seconds }: CursorProps) {
  const x = plotX(plot, seconds);
  const foot = plot.top + plot.height;
  const reach = typicalStep(rows) * 0.75;
  const label = Math.min(plot.left + plot.width - 20, Math.max(plot.left + 10, x));
  return (
    <g>
      <path d={`M${x} ${plot.top - 4}V${foot}`} stroke="var(--text-2)" />
      {series.map((one, index) => {
        const value = valueAt(one, seconds, reach);
        const y = value === null ? null : plotY(plot, value);
        return y === null ? null : <Marker key={one.key} index={index} color={one.color} x={x} y={y} />;
      })}
      <rect x={label - 28} y={foot + 3} width={56} height={16} rx={4} fill="var(--text-2)" />
      <text
        x={label}
        y={foot + 15}
        textAnchor="middle"
        fontSize={11}
        fontWeight={500}
        fill="var(--surface)"
        className="tabular-nums"
      >
        {clockLabel(seconds, 0, true)}
      </text>
    </g>
  );
}

function Threshold({ plot, threshold }: { readonly plot: Plot; readonly threshold: ChartThreshold }) {
  const y = plotY(plot, threshold.value);
  if (y === null || y < plot.top || y > plot.top + plot.height) return null;
  return (
    <g>
      <path
        d={`M${plot.left} ${y}H${plot.left + plot.width}`}
        stroke={`var(--${threshold.tone})`}
        strokeDasharray="3 3"
      />
      <text x={plot.left + plot.width - 4} y={y - 4} textAnchor="end" fontSize={11} fill="var(--text-2)">
        {threshold.label}
      </text>
    </g>
  );
}

function Mark({ plot, mark }: { readonly plot: Plot; readonly mark: ChartMark }) {
  if (mark.seconds < plot.fromSeconds || mark.seconds > plot.toSeconds) return null;
  const x = plotX(plot, mark.seconds);
  const foot = plot.top + plot.height;
  return (
    <g>
      <title>{mark.label}</title>
      <path d={`M${x} ${plot.top}V${foot}`} stroke="var(--accent)" strokeDasharray="2 2" />
      {mark.kind === 'config' ? (
        <path d={`M${x} ${foot - 4}l4 4l-4 4l-4 -4Z`} fill="var(--accent)" />
      ) : (
        <circle cx={x} cy={foot} r={3.5} fill="var(--surface)" stroke="var(--text-2)" strokeWidth={1.5} />
      )}
    </g>
  );
}

function EndLabels({ plot, series }: { readonly plot: Plot; readonly series: readonly ChartSeries[] }) {
  const ends = series.flatMap((one) => {
    const last = lastValue(one);
    const y = last === null ? null : plotY(plot, last.value);
    return y === null ? [] : [{ key: one.key, name: one.name, y }];
  });
  const heights = spread(
    ends.map((end) => end.y),
    12,
  );
  return ends.map((end, index) => (
    <text
      key={end.key}
      x={plot.left + plot.width + 5}
      y={(heights[index] ?? end.y) + 4}
      fontSize={11}
      fontWeight={500}
      fill="var(--text-2)"
    >
      {end.name}
    </text>
  ));
}
