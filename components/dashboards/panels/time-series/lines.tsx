'use client';
/** Lines, areas, bars and points of a time series panel. Drawn once per answer; what moves lies over it. */
import { memo } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  XAxis,
  YAxis,
} from 'recharts';
import { clockLabel, timeTicks } from '@/components/charts/axis';
import { gridLines } from '@/components/charts/grid-lines';
import { cssColor } from '@/components/dashboards/color';
import type { ChartRow } from './chart-rows';
import type { DrawnSeries } from './drawn-series';
import { axisLabel, type ChartGeometry, FOOT, TOP } from './geometry';

export interface LinesProps {
  readonly rows: readonly ChartRow[];
  readonly series: readonly DrawnSeries[];
  readonly geometry: ChartGeometry;
  /** Of the series that the reader points at in the legend. */
  readonly front: string | null;
}

// A width of 0 is none: Recharts then breaks no words of labels, for which it would lay out the page once for each.
const TICK = { fill: 'var(--text-3)', fontSize: 11, width: 0 } as const;
const CURVES = {
  linear: 'linear',
  smooth: 'monotone',
  stepBefore: 'stepBefore',
  stepAfter: 'stepAfter',
} as const;

export const Lines = memo(function Lines({ rows, series, geometry, front }: LinesProps) {
  const { left, right, width, height, leftWidth, rightWidth } = geometry;
  const { fromSeconds, toSeconds } = left;
  const most = Math.max(2, Math.floor(left.width / 70));
  const bars = series.filter(({ options }) => options.draw?.style === 'bars').length;
  const side = (which: 'left' | 'right') => series.filter((one) => one.side === which);
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows as ChartRow[]}
      margin={{ left: 0, top: TOP, right: right === null ? rightWidth : 0, bottom: 0 }}
      accessibilityLayer={false}
      barGap={0}
      barCategoryGap="10%"
    >
      <CartesianGrid {...gridLines(left)} stroke="var(--line)" yAxisId="left" />
      <XAxis
        dataKey="at"
        type="number"
        domain={[fromSeconds * 1000, toSeconds * 1000]}
        allowDataOverflow
        ticks={timeTicks(fromSeconds, toSeconds, most).map((at) => at * 1000)}
        tickFormatter={(at: number) => clockLabel(at / 1000, toSeconds - fromSeconds)}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        height={FOOT}
        interval={0}
      />
      <YAxis yAxisId="left" {...axis(left.axis, leftWidth, side('left'))} />
      {right !== null && (
        <YAxis yAxisId="right" orientation="right" {...axis(right.axis, rightWidth, side('right'))} />
      )}
      {thresholds(series, left.axis)}
      {series.map((one) => drawn(one, front, series, barWidth(rows.length, bars, left.width)))}
    </ComposedChart>
  );
});

function axis(
  { scale, min, max, ticks }: ChartGeometry['left']['axis'],
  width: number,
  series: readonly DrawnSeries[],
) {
  return {
    type: 'number',
    scale,
    domain: [min, max],
    allowDataOverflow: true,
    ticks: [...ticks],
    tickFormatter: (value: number) => axisLabel(value, series, ticks),
    // An axis on which nothing stands has no figures.
    tick: series.length === 0 ? false : TICK,
    tickLine: false,
    axisLine: false,
    width,
    interval: 0,
  } as const;
}

function barWidth(rows: number, series: number, width: number): number {
  return Math.max(1, (width / Math.max(1, rows) / Math.max(1, series)) * 0.8);
}

/** Lines and areas of thresholds, by the first series that has them. */
function thresholds(series: readonly DrawnSeries[], { min, max }: ChartGeometry['left']['axis']) {
  const options = series.find(({ options: { draw } }) => (draw?.thresholds ?? 'off') !== 'off')?.options;
  const style = options?.draw?.thresholds;
  if (options?.thresholds === undefined || style === undefined) return null;
  const { mode, steps } = options.thresholds;
  const at = (value: number) => (mode === 'percentage' ? min + (value / 100) * (max - min) : value);
  return steps.flatMap(({ value, color }, index) => {
    const css = cssColor(color) ?? 'var(--text-3)';
    const from = value === null ? min : at(value);
    const next = steps[index + 1]?.value ?? null;
    const until = next === null ? max : at(next);
    const key = `${index} ${color}`;
    return [
      style.includes('area') && (
        <ReferenceArea
          key={`area ${key}`}
          yAxisId="left"
          y1={from}
          y2={until}
          fill={css}
          fillOpacity={0.08}
        />
      ),
      style !== 'area' && value !== null && (
        <ReferenceLine
          key={`line ${key}`}
          yAxisId="left"
          y={from}
          stroke={css}
          {...(style.startsWith('dashed') ? { strokeDasharray: '5 4' } : {})}
        />
      ),
    ];
  });
}

function drawn(one: DrawnSeries, front: string | null, all: readonly DrawnSeries[], width: number) {
  const draw = one.options.draw ?? {};
  const stacked = draw.stacking !== undefined && draw.stacking !== 'none';
  const opacity = front === null || front === one.key ? 1 : 0.18;
  const shared = {
    yAxisId: one.side,
    isAnimationActive: false,
    legendType: 'none' as const,
    connectNulls: false,
  };
  if (draw.style === 'bars') {
    const fillOpacity = ((draw.fillOpacity ?? 0) === 0 ? 80 : (draw.fillOpacity ?? 80)) / 100;
    return (
      <Bar
        key={one.key}
        dataKey={one.key}
        {...shared}
        fill={one.color}
        fillOpacity={fillOpacity * opacity}
        barSize={width}
      />
    );
  }
  const line = {
    type: CURVES[draw.interpolation ?? 'linear'],
    stroke: one.color,
    strokeOpacity: opacity,
    strokeWidth: draw.style === 'points' ? 0 : (draw.lineWidth ?? 1) + (front === one.key ? 1 : 0.5),
    ...(draw.lineStyle === 'dash' ? { strokeDasharray: '8 5' } : {}),
    ...(draw.lineStyle === 'dot' ? { strokeDasharray: '1 4' } : {}),
    dot: dots(one),
    activeDot: false,
  };
  const below =
    draw.fillBelowTo === undefined ? undefined : all.find(({ title }) => title === draw.fillBelowTo);
  const fill = (draw.fillOpacity ?? 0) / 100;
  if (stacked || below !== undefined) {
    return (
      <Area
        key={one.key}
        dataKey={below === undefined ? one.key : (row: ChartRow) => band(row, below.key, one.key)}
        {...shared}
        {...line}
        fill={one.color}
        fillOpacity={fill * opacity}
      />
    );
  }
  if (fill > 0) {
    return (
      <Area
        key={one.key}
        dataKey={one.key}
        {...shared}
        {...line}
        fill={one.color}
        fillOpacity={fill * opacity}
      />
    );
  }
  return <Line key={one.key} dataKey={one.key} {...shared} {...line} />;
}

function band(row: ChartRow, low: string, high: string): [number, number] | null {
  const [bottom, top] = [row[low] ?? null, row[high] ?? null];
  return typeof bottom === 'number' && typeof top === 'number' ? [bottom, top] : null;
}

/** `auto` shows the points of a series that has hardly any: a lone one would not be seen as a line. */
function dots({ options: { draw = {} }, values, color }: DrawnSeries) {
  const few = values.filter((value) => value !== null).length <= 1;
  const show = draw.style === 'points' || draw.points === 'always' || (draw.points !== 'never' && few);
  return show ? { r: Math.max(1, (draw.pointSize ?? 5) / 2), fill: color, stroke: 'none' } : false;
}
