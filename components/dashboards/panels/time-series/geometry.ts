/** Where a chart's plot lies in its panel: room for the labels of its axes. Pure. */

import type { Axis } from '@/components/charts/axis';
import type { Plot } from '@/components/charts/plot';
import { formatText } from '@/lib/dashboards/units/format-value';
import type { DrawnSeries } from './drawn-series';

export interface ChartGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: Plot;
  /** Null where no series stands on the right axis. */
  readonly right: Plot | null;
  readonly leftWidth: number;
  readonly rightWidth: number;
}

export const TOP = 8;
export const FOOT = 20;
const LETTER = 6.4;

export function chartGeometry(size: {
  readonly width: number;
  readonly height: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly left: { readonly axis: Axis; readonly series: readonly DrawnSeries[] };
  readonly right: { readonly axis: Axis; readonly series: readonly DrawnSeries[] } | null;
}): ChartGeometry {
  const leftWidth = labelWidth(size.left.axis, size.left.series);
  const rightWidth = size.right === null ? 10 : labelWidth(size.right.axis, size.right.series);
  const plot = (axis: Axis): Plot => ({
    left: leftWidth,
    top: TOP,
    width: Math.max(1, size.width - leftWidth - rightWidth),
    height: Math.max(1, size.height - TOP - FOOT),
    fromSeconds: size.fromMs / 1000,
    toSeconds: size.toMs / 1000,
    axis,
  });
  return {
    width: size.width,
    height: size.height,
    left: plot(size.left.axis),
    right: size.right === null ? null : plot(size.right.axis),
    leftWidth,
    rightWidth,
  };
}

/** As the labels of an axis are written: by the unit of its first series, without zeros at their ends that all of them have. */
export function axisLabel(value: number, series: readonly DrawnSeries[], ticks: readonly number[]): string {
  const spare = Math.min(
    ...ticks.map(
      (tick) => /\.(\d*?)(0*)(?!\d)/.exec(wholeLabel(tick, series))?.[2]?.length ?? Number.POSITIVE_INFINITY,
    ),
  );
  const text = wholeLabel(value, series);
  if (spare === 0 || spare === Number.POSITIVE_INFINITY) return text;
  return text.replace(/\.(\d+)/, (_, digits: string) => {
    const kept = digits.slice(0, digits.length - spare);
    return kept === '' ? '' : `.${kept}`;
  });
}

function wholeLabel(value: number, series: readonly DrawnSeries[]): string {
  const first = series[0]?.options;
  const percent = first?.draw?.stacking === 'percent';
  const text = percent
    ? formatText(value, 'percentunit', null)
    : formatText(Math.abs(value) < 1e-12 ? 0 : value, first?.unit ?? '', first?.decimals ?? null);
  // Recharts would break a label at its blank.
  return text.replaceAll(' ', '\u00a0');
}

function labelWidth(axis: Axis, series: readonly DrawnSeries[]): number {
  const longest = Math.max(0, ...axis.ticks.map((tick) => axisLabel(tick, series, axis.ticks).length));
  return Math.min(96, Math.max(30, Math.ceil(longest * LETTER) + 16));
}
