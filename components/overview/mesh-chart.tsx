'use client';
/** A small chart of a card: lines and an area in plain SVG, with the axes and the shared cursor of all charts. */
import { useMemo } from 'react';
import { type Axis, clockLabel, linearAxis, timeTicks } from '@/components/charts/axis';
import { useChartCursor } from '@/components/charts/chart-cursor';
import { ChartOverlay } from '@/components/charts/chart-overlay';
import type { ChartBand } from '@/components/charts/incident-band';
import { type Plot, plotX, plotY, spread } from '@/components/charts/plot';
import {
  type ChartRow,
  type ChartSeries,
  chartRows,
  nearestInstant,
  typicalStep,
  valueAt,
} from '@/components/charts/rows';
import type { ChartMark, ChartThreshold } from '@/components/charts/time-series-chart';
import { type QuantityUnit, quantityText } from '@/lib/mesh/quantity';
import { linePath } from './line-path';

const MARGIN = { left: 44, right: 2, top: 14, bottom: 18 };
/** Pixels that one label of the time axis needs. */
const TICK_WIDTH = 50;

/** Pixels that a line's name takes. */
const NAME_WIDTH = 26;

export interface MeshChartProps {
  title: string;
  series: readonly ChartSeries[];
  unit: QuantityUnit;
  fromSeconds: number;
  toSeconds: number;
  width: number;
  height: number;
  thresholds?: readonly ChartThreshold[];
  marks: readonly ChartMark[];
  bands: readonly ChartBand[];
  onZoom: (fromSeconds: number, toSeconds: number) => void;
}

export function MeshChart(props: MeshChartProps) {
  const { series, width, height, fromSeconds, toSeconds, unit } = props;
  const cursor = useChartCursor();
  const rows = useMemo(() => chartRows(series), [series]);
  const axis = useMemo(() => linearAxis(valuesOf(series)), [series]);
  const plot: Plot = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
    fromSeconds,
    toSeconds,
    axis,
  };
  const thresholds = (props.thresholds ?? []).filter((threshold) => threshold.value <= axis.max);
  return (
    <div className="relative">
      <svg width={width} height={height} className="block" aria-hidden="true">
        <ValueAxis plot={plot} axis={axis} unit={unit} />
        <TimeAxis plot={plot} height={height} />
        {series.map((one) => (
          <SeriesShape key={one.key} one={one} plot={plot} />
        ))}
        {cursor.seconds !== null && (
          <CursorValue plot={plot} rows={rows} main={mainOf(series)} unit={unit} seconds={cursor.seconds} />
        )}
        {series.length > 1 && <LineNames series={series} plot={plot} />}
      </svg>
      <ChartOverlay
        title={props.title}
        plot={plot}
        rows={rows}
        series={series}
        unit={unit}
        width={width}
        height={height}
        cursor={cursor}
        endLabels={false}
        thresholds={thresholds}
        marks={props.marks}
        bands={props.bands}
        onZoom={props.onZoom}
      />
    </div>
  );
}

/** The line that a card is about: its only one, or p95 of the quantiles. */
function mainOf(series: readonly ChartSeries[]): ChartSeries | undefined {
  return series.find((one) => one.name === 'p95') ?? series[0];
}

interface CursorValueProps {
  plot: Plot;
  rows: readonly ChartRow[];
  main: ChartSeries | undefined;
  unit: QuantityUnit;
  seconds: number;
}

/** The value above the cursor, kept inside the plot. */
function CursorValue({ plot, rows, main, unit, seconds }: CursorValueProps) {
  const at = nearestInstant(rows, seconds);
  if (at === null || main === undefined) return null;
  const x = plotX(plot, at);
  const side = x < plot.left + 30 ? 'start' : x > plot.left + plot.width - 30 ? 'end' : 'middle';
  return (
    <text x={x} y={10} textAnchor={side} className="fill-text font-medium text-2xs tabular-nums">
      {quantityText(valueAt(main, at, typicalStep(rows) * 0.75), unit)}
    </text>
  );
}

/** Each line's name above its beginning, in the text colour: lines of one hue are told apart by place. */
function LineNames({ series, plot }: { series: readonly ChartSeries[]; plot: Plot }) {
  const starts = series.map((one) => {
    const values = one.points
      .filter(([seconds]) => plotX(plot, seconds) < plot.left + NAME_WIDTH)
      .map(([, value]) => (value === null ? null : plotY(plot, value)));
    return Math.min(...values.filter((y) => y !== null), plot.top + plot.height) - 5;
  });
  const heights = spread(starts, 12);
  return series.map((one, index) => (
    <text key={one.key} x={plot.left + 3} y={heights[index]} className="fill-text-2 text-2xs">
      {one.name}
    </text>
  ));
}

function valuesOf(series: readonly ChartSeries[]): number[] {
  return series.flatMap((one) => one.points.map(([, value]) => value)).filter((value) => value !== null);
}

function ValueAxis({ plot, axis, unit }: { plot: Plot; axis: Axis; unit: QuantityUnit }) {
  return axis.ticks.map((tick) => {
    const y = Math.round(plotY(plot, tick) ?? 0) + 0.5;
    return (
      <g key={tick}>
        <path
          d={`M${plot.left} ${y}h${plot.width}`}
          stroke={tick === axis.min ? 'var(--control)' : 'var(--line)'}
          strokeOpacity={tick === axis.min ? 0.7 : 1}
        />
        <text x={plot.left - 6} y={y + 3.5} textAnchor="end" className="fill-text-3 text-2xs tabular-nums">
          {tickText(tick, unit)}
        </text>
      </g>
    );
  });
}

/** An axis label: the unit only where it is short; requests are named by the card. */
export function tickText(tick: number, unit: QuantityUnit): string {
  if (tick === 0) return '0';
  if (unit === 'rps')
    return tick.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
  if (unit === 'share') return `${Number((tick * 100).toPrecision(3))} %`;
  return quantityText(tick, unit)
    .replace(/\.0+(?= )/, '')
    .replace(/(\.\d*?)0+(?= )/, '$1');
}

function TimeAxis({ plot, height }: { plot: Plot; height: number }) {
  const span = plot.toSeconds - plot.fromSeconds;
  const most = Math.max(1, Math.floor(plot.width / TICK_WIDTH));
  return timeTicks(plot.fromSeconds, plot.toSeconds, most).map((seconds) => {
    const x = plotX(plot, seconds);
    // A label that would run out of the plot is left out; its neighbours tell the time.
    if (x < plot.left + 14 || x > plot.left + plot.width - 14) return null;
    return (
      <text
        key={seconds}
        x={x}
        y={height - 4}
        textAnchor="middle"
        className="fill-text-3 text-2xs tabular-nums"
      >
        {clockLabel(seconds, span)}
      </text>
    );
  });
}

function SeriesShape({ one, plot }: { one: ChartSeries; plot: Plot }) {
  const shape = linePath(one.points, plot);
  return (
    <g>
      {one.area === true && <path d={shape.area} fill={one.color} fillOpacity={0.1} />}
      <path
        d={shape.line}
        fill="none"
        stroke={one.color}
        strokeWidth={1.75}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </g>
  );
}
