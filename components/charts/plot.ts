/** The plot's rectangle inside a chart and the way from instants and values to its pixels. */
import { type Axis, axisShare } from './axis';

export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly axis: Axis;
}

/** Pixels kept around the plot; the axis' labels stand on the left and below. */
export const PLOT_MARGIN = { left: 52, top: 8, bottom: 20, right: 8 } as const;
/** Room on the right where lines carry their names. */
export const END_LABEL_WIDTH = 32;

export function plotX(plot: Plot, seconds: number): number {
  return plot.left + ((seconds - plot.fromSeconds) / (plot.toSeconds - plot.fromSeconds)) * plot.width;
}

/** Null where the axis has no place for the value (zero on a logarithmic one). */
export function plotY(plot: Plot, value: number): number | null {
  const share = axisShare(plot.axis, value);
  return share === null ? null : plot.top + (1 - share) * plot.height;
}

/** The value under a pixel, kept inside the axis. */
export function plotValue(plot: Plot, y: number): number {
  const share = Math.min(1, Math.max(0, 1 - (y - plot.top) / plot.height));
  const { scale, min, max } = plot.axis;
  return scale === 'log' ? min * (max / min) ** share : min + share * (max - min);
}

/** The instant under a pixel, kept inside the window. */
export function plotSeconds(plot: Plot, x: number): number {
  const share = Math.min(1, Math.max(0, (x - plot.left) / plot.width));
  return plot.fromSeconds + share * (plot.toSeconds - plot.fromSeconds);
}

/** Moves labels apart so that no two stand closer than `gap`; the order by height is kept. */
export function spread(heights: readonly number[], gap: number): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const placed = [...heights];
  let previous = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const y = Math.max(heights[index] ?? 0, previous + gap);
    placed[index] = y;
    previous = y;
  }
  return placed;
}
