/** Series as lines of a chart: thinned to what the eye sees, with gaps where there is nothing. */
import type { ChartSeries } from '@/components/charts/rows';
import { seriesColor } from '@/components/charts/series-colors';
import { thinned } from '@/lib/dashboards/display/thin';
import type { DrawnSeries } from './drawn-series';

/** Columns that a line is thinned to; four points of each are kept, so that no spike is lost. */
const COLUMNS = 400;

/** `index` among all series, by which its colour stays. */
export function lineOf({ key, name, points }: DrawnSeries, index: number, step: number): ChartSeries {
  const filled = withGaps(points, step);
  const kept = thinned(
    filled.map(([at]) => at),
    filled.map(([, value]) => value),
    COLUMNS,
  );
  return {
    key,
    name: shortName(name),
    color: seriesColor(index),
    points: kept.map((at) => filled[at] ?? [0, null]),
  };
}

/** Characters of a name beside a chart; the list below has the whole. */
const MOST_LETTERS = 48;

/** The middle goes: what tells series apart stands at either end. */
export function shortName(name: string): string {
  if (name.length <= MOST_LETTERS) return name;
  return `${name.slice(0, MOST_LETTERS / 2)}…${name.slice(1 - MOST_LETTERS / 2)}`;
}

/** Where steps are missing the line has a gap; values that cannot be drawn are gaps too. */
export function withGaps(
  points: DrawnSeries['points'],
  step: number,
): readonly (readonly [number, number | null])[] {
  const filled: (readonly [number, number | null])[] = [];
  let before: number | null = null;
  for (const [at, value] of points) {
    if (before !== null && at - before > step * 1.5) filled.push([before + step, null]);
    filled.push([at, Number.isFinite(value) ? value : null]);
    before = at;
  }
  return filled;
}
