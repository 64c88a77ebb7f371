/** A heat map made of plain series: how many of their values fell into each stretch of time and each range of figures. Pure. */
import { type Frame, isNumberField, numberIn, timeField } from '@/lib/dashboards/frames/frame';
import { formatText } from '@/lib/dashboards/units/format-value';
import type { HeatMap } from './heat-map-model';

const ROWS = 14;
const MOST_COLUMNS = 120;

/** Null without a figure. Infinities and NaN fall into no range. */
export function calculatedMap(
  frames: readonly Frame[],
  unit: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): HeatMap | null {
  const points = frames.flatMap(pointsOf);
  if (points.length === 0) return null;
  const low = points.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = points.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const size = niceSize((high - low) / ROWS);
  const first = Math.floor(low / size);
  const rows = Math.floor(high / size) - first + 1;
  const instants = new Set(points.map(({ at }) => at)).size;
  const columns = Math.max(1, Math.min(MOST_COLUMNS, instants));
  const stepMs = Math.max(1, (toMs - fromMs) / columns);
  const counts = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  for (const { at, value } of points) {
    const column = Math.min(columns - 1, Math.max(0, Math.floor((at - fromMs) / stepMs)));
    const row = counts[Math.floor(value / size) - first];
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return {
    times: Array.from({ length: columns }, (_, at) => fromMs + (at + 0.5) * stepMs),
    stepMs,
    buckets: counts.map((values, row) => ({
      label: formatText(rounded((first + row + 1) * size), unit, null),
      values,
    })),
    most: Math.max(...counts.flat()),
  };
}

function pointsOf(frame: Frame): readonly { readonly at: number; readonly value: number }[] {
  const times = timeField(frame)?.values ?? [];
  return frame.fields.filter(isNumberField).flatMap(({ values }) =>
    values.flatMap((cell, row) => {
      const [at, value] = [numberIn(times[row] ?? null), numberIn(cell)];
      return at === null || value === null || !Number.isFinite(value) ? [] : [{ at, value }];
    }),
  );
}

/** 1, 2 or 5 by a power of ten, no smaller than asked for; 1 where all figures are the same. */
function niceSize(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/** Bounds are multiples of a short number: what comes after is the machine's. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
