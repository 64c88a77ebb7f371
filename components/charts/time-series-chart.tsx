'use client';
/**
 * A chart of values over time. Recharts draws lines and axes once per answer; cursor, markers and
 * selection are a layer of their own, so that pointing costs no redraw.
 */
import { memo, useMemo, useState } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import { type QuantityUnit, quantityText } from '@/lib/mesh/quantity';
import { type Axis, clockLabel, linearAxis, logAxis, timeTicks } from './axis';
import { BucketCard, type ChartBucket } from './bucket-card';
import { useChartCursor } from './chart-cursor';
import { ChartOverlay } from './chart-overlay';
import { ChartTitle } from './chart-title';
import { ExemplarDots } from './exemplar-dots';
import type { ChartExemplar } from './exemplar-places';
import { gridLines } from './grid-lines';
import type { ChartBand } from './incident-band';
import { END_LABEL_WIDTH, PLOT_MARGIN, type Plot, plotX } from './plot';
import { type ChartRow, type ChartSeries, chartRows, MOST_SERIES, typicalStep } from './rows';

export interface ChartThreshold {
  readonly value: number;
  /** `failing from 10 %`. */
  readonly label: string;
  readonly tone: 'degraded' | 'failing';
}

/** An event on the time axis: a change of configuration, or a rollout. */
export interface ChartMark {
  readonly seconds: number;
  readonly label: string;
  readonly kind: 'config' | 'rollout';
}

export interface TimeSeriesChartProps {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly unit: QuantityUnit;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Pixels of the whole drawing without its title line. */
  readonly width: number;
  readonly height: number;
  /** Latency is read on a logarithmic axis. */
  readonly scale?: 'linear' | 'log';
  /** False lets the axis start above zero, and say so, when all values stand close together. */
  readonly fromZero?: boolean;
  readonly thresholds?: readonly ChartThreshold[];
  readonly marks?: readonly ChartMark[];
  readonly bands?: readonly ChartBand[];
  /** Single requests that lead to their traces. */
  readonly exemplars?: readonly ChartExemplar[];
  /** What a click at an instant and a value stands for, the bucket being `stepSeconds` long; it is offered in a card. */
  readonly bucketAt?: (seconds: number, value: number, stepSeconds: number) => ChartBucket;
  /** Called with the span that the reader brushed, in Unix seconds. */
  readonly onZoom?: (fromSeconds: number, toSeconds: number) => void;
  /** Why there is nothing to draw, for the title line; used when no series has a value. */
  readonly emptyReason?: string;
  /** Names of the lines at their right ends, for up to four series. */
  readonly endLabels?: boolean;
  /** Keeps the room of such names though there are none, so that charts below each other share their instants. */
  readonly endRoom?: boolean;
}

export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, unit, width, height, fromSeconds, toSeconds } = props;
  const cursor = useChartCursor();
  const series = useMemo(() => props.series.slice(0, MOST_SERIES), [props.series]);
  const rows = useMemo(() => chartRows(series), [series]);
  const { scale, fromZero } = props;
  const axis = useMemo(() => axisOf(series, scale, fromZero), [series, scale, fromZero]);
  const endLabels = props.endLabels === true && series.length <= 4;
  const right = endLabels || props.endRoom === true ? END_LABEL_WIDTH : PLOT_MARGIN.right;
  const plot: Plot = {
    left: PLOT_MARGIN.left,
    top: PLOT_MARGIN.top,
    width: Math.max(1, width - PLOT_MARGIN.left - right),
    height: Math.max(1, height - PLOT_MARGIN.top - PLOT_MARGIN.bottom),
    fromSeconds,
    toSeconds,
    axis,
  };
  const [bucket, setBucket] = useState<ChartBucket | null>(null);
  const { bucketAt } = props;
  const empty = series.every((one) => one.points.every(([, value]) => value === null));
  return (
    <figure className="m-0 min-w-0">
      <ChartTitle
        title={title}
        series={series}
        rows={rows}
        unit={unit}
        cursorSeconds={cursor.seconds}
        hidden={props.series.length - series.length}
        {...(empty ? { emptyReason: props.emptyReason ?? 'no data in this window' } : {})}
      />
      <div className="relative" style={{ width, height }}>
        <Lines
          rows={rows}
          series={series}
          unit={unit}
          width={width}
          height={height}
          plot={plot}
          right={right}
        />
        <ChartOverlay
          title={title}
          plot={plot}
          rows={rows}
          series={series}
          unit={unit}
          width={width}
          height={height}
          cursor={cursor}
          endLabels={endLabels}
          thresholds={props.thresholds ?? []}
          marks={props.marks ?? []}
          bands={props.bands ?? []}
          {...(props.onZoom === undefined ? {} : { onZoom: props.onZoom })}
          {...(bucketAt === undefined
            ? {}
            : {
                onPick: (seconds: number, value: number) =>
                  setBucket(bucketAt(seconds, value, typicalStep(rows))),
              })}
        />
        {props.exemplars !== undefined && props.exemplars.length > 0 && (
          <ExemplarDots plot={plot} exemplars={props.exemplars} />
        )}
        {bucket !== null && (
          <BucketCard
            key={bucket.href}
            plot={plot}
            bucket={bucket}
            unit={unit}
            x={plotX(plot, bucket.toSeconds)}
            onClose={() => setBucket(null)}
          />
        )}
      </div>
      {axis.scale === 'linear' && axis.min > 0 && (
        <p className="text-[11px] leading-4 text-text-3">
          Axis starts at {quantityText(axis.min, unit)}, not at zero.
        </p>
      )}
    </figure>
  );
}

/** A threshold far above the values would flatten them: it is drawn only where the values' own axis reaches it. */
function axisOf(series: readonly ChartSeries[], scale: 'linear' | 'log' = 'linear', fromZero = true): Axis {
  const values = series
    .flatMap((one) => one.points.map(([, value]) => value))
    .filter((value) => value !== null);
  return scale === 'log' ? logAxis(values) : linearAxis(values, { fromZero });
}

interface LinesProps {
  readonly rows: readonly ChartRow[];
  readonly series: readonly ChartSeries[];
  readonly unit: QuantityUnit;
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  readonly right: number;
}

// A width of 0 is none: Recharts then breaks no words of labels, for which it would lay out the page once for each.
const TICK = { fill: 'var(--text-3)', fontSize: 11, width: 0 } as const;

const Lines = memo(function Lines({ rows, series, unit, width, height, plot, right }: LinesProps) {
  const span = plot.toSeconds - plot.fromSeconds;
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows as ChartRow[]}
      margin={{ left: 0, top: PLOT_MARGIN.top, right, bottom: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid {...gridLines(plot)} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        type="number"
        domain={[plot.fromSeconds, plot.toSeconds]}
        allowDataOverflow
        ticks={footTicks(plot, right)}
        tickFormatter={(at: number) => clockLabel(at, span)}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        height={PLOT_MARGIN.bottom}
        interval={0}
      />
      <YAxis
        type="number"
        scale={plot.axis.scale}
        domain={[plot.axis.min, plot.axis.max]}
        allowDataOverflow
        ticks={[...plot.axis.ticks]}
        tickFormatter={(value: number) => axisText(value, unit)}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        width={PLOT_MARGIN.left}
        interval={0}
      />
      {series.map((one) =>
        one.of === undefined ? null : (
          <Area
            key={`between ${one.key}`}
            {...between(one.key, one.of)}
            fill={one.color}
            fillOpacity={0.09}
          />
        ),
      )}
      {series.map((one) =>
        one.area === true ? (
          <Area key={one.key} {...line(one)} fill={one.color} fillOpacity={0.14} />
        ) : (
          <Line key={one.key} {...line(one)} />
        ),
      )}
    </ComposedChart>
  );
}, sameLines);

/** Instants whose labels fit: one at the very end would be cut off at the chart's side. */
function footTicks(plot: Plot, right: number): number[] {
  const ticks = timeTicks(plot.fromSeconds, plot.toSeconds, Math.max(2, Math.floor(plot.width / 64)));
  return ticks.filter((at) => plotX(plot, at) <= plot.left + plot.width + right - 18);
}

/** The plot is built anew at each render; its parts decide. */
function sameLines(a: LinesProps, b: LinesProps): boolean {
  return (
    a.rows === b.rows &&
    a.unit === b.unit &&
    a.width === b.width &&
    a.height === b.height &&
    a.right === b.right &&
    a.plot.axis === b.plot.axis &&
    a.plot.fromSeconds === b.plot.fromSeconds &&
    a.plot.toSeconds === b.plot.toSeconds
  );
}

/** What lies between a line and its past; nothing where either has a gap. */
function between(before: string, now: string) {
  return {
    dataKey: (row: ChartRow) => {
      const [was, is] = [row[before] ?? null, row[now] ?? null];
      return was === null || is === null ? null : [was, is];
    },
    type: 'linear' as const,
    stroke: 'none',
    dot: false,
    activeDot: false,
    connectNulls: false,
    isAnimationActive: false,
    legendType: 'none' as const,
  };
}

function line(one: ChartSeries) {
  return {
    dataKey: one.key,
    type: 'linear' as const,
    stroke: one.color,
    strokeWidth: 1.75,
    ...(one.line === 'before' ? { strokeDasharray: '3 3' } : {}),
    dot: false,
    activeDot: false,
    connectNulls: false,
    isAnimationActive: false,
    legendType: 'none' as const,
  };
}

/** Axes write round numbers: `300 ms`, `30 %`, `1.5 s`; zero stands alone. */
function axisText(value: number, unit: QuantityUnit): string {
  if (value === 0) return '0';
  const written = quantityText(value, unit)
    .replace(/(\.\d*?)0+(?= |$)/, '$1')
    .replace(/\.(?= |$)/, '');
  // A blank that does not break: the unit belongs to its number.
  return (unit === 'rps' ? written.replace(/ rps$/, '') : written).replace(' ', '\u00a0');
}
