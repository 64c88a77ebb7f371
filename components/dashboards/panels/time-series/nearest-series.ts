/** Which series is meant by a height in a chart. Pure. */
import { plotY } from '@/components/charts/plot';
import type { ChartRow } from './chart-rows';
import type { DrawnSeries } from './drawn-series';
import type { ChartGeometry } from './geometry';

/** Key of the series whose drawn line is nearest to `y` (pixels from the top) in this row; null where none is drawn. */
export function nearestSeries(
  series: readonly DrawnSeries[],
  row: ChartRow | undefined,
  { left, right }: Pick<ChartGeometry, 'left' | 'right'>,
  y: number,
): string | null {
  let found: { readonly key: string; readonly distance: number } | null = null;
  for (const { key, side } of series) {
    const drawn = row?.[key] ?? null;
    if (drawn === null) continue;
    const height = plotY(
      side === 'right' && right !== null ? right : left,
      typeof drawn === 'number' ? drawn : drawn[1],
    );
    if (height === null) continue;
    const distance = Math.abs(height - y);
    if (found === null || distance < found.distance) found = { key, distance };
  }
  return found?.key ?? null;
}
