/** A heat map as rectangles by how full their buckets are. Pure. */
import { type Frame, isNumberField, numberIn, timeField } from '@/lib/dashboards/frames/frame';
import { formatText } from '@/lib/dashboards/units/format-value';

export interface HeatBucket {
  /** As its upper bound is written. */
  readonly label: string;
  readonly values: readonly (number | null)[];
}

export interface HeatMap {
  /** Unix milliseconds. */
  readonly times: readonly number[];
  readonly stepMs: number;
  /** From the lowest up. */
  readonly buckets: readonly HeatBucket[];
  readonly most: number;
}

/** Of a frame of buckets; null without one. Series without bounds are rows by their titles. */
export function heatMap(frames: readonly Frame[], unit: string): HeatMap | null {
  const frame = frames.find(({ kind }) => kind === 'buckets') ?? frames[0];
  const time = frame === undefined ? undefined : timeField(frame);
  if (frame === undefined || time === undefined) return null;
  const times = time.values.map((at) => numberIn(at) ?? 0);
  const buckets = frame.fields.filter(isNumberField).map((field) => ({
    label: boundLabel(field.title ?? field.name, unit),
    values: field.values.map((value) => {
      const figure = numberIn(value);
      return figure === null || !Number.isFinite(figure) ? null : figure;
    }),
  }));
  if (buckets.length === 0 || times.length === 0) return null;
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const most = Math.max(0, ...buckets.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return {
    times,
    stepMs: Math.min(...gaps, gaps.length === 0 ? 15_000 : Number.POSITIVE_INFINITY),
    buckets,
    most,
  };
}

function boundLabel(bound: string, unit: string): string {
  if (bound === '+Inf') return '∞';
  const value = Number(bound);
  return bound.trim() === '' || Number.isNaN(value) ? bound : formatText(value, unit, null);
}

/** Shades that are told apart. */
export const SHADES = 10;

/** 1 to `SHADES`; 0 = empty, not drawn. The scale keeps a few requests beside thousands in sight. */
export function shadeOf(value: number | null, most: number, scale: 'linear' | 'log' | 'exponential'): number {
  if (value === null || value <= 0 || most <= 0) return 0;
  const share = value / most;
  const seen = scale === 'linear' ? share : scale === 'log' ? 1 + Math.log10(share) / 4 : Math.sqrt(share);
  return Math.min(SHADES, Math.max(1, Math.ceil(seen * SHADES)));
}
