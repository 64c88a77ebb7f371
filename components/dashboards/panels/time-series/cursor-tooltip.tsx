'use client';
/**
 * The tooltip of a chart: where the pointer is, and where the dashboard wants it so also at the instant that another chart
 * is pointed at. It follows the store by itself, so that nothing else is drawn anew.
 */
import { useEffect, useState } from 'react';
import { clockLabel } from '@/components/charts/axis';
import { plotX } from '@/components/charts/plot';
import { type CursorStore, type Pointed, useCursorStore } from '@/components/dashboards/view/cursor';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import type { ChartRow } from './chart-rows';
import type { DrawnSeries } from './drawn-series';
import type { ChartGeometry } from './geometry';
import { nearestSeries } from './nearest-series';
import { ChartTooltip } from './tooltip';
import { nearest } from './value-at';

export interface CursorTooltipProps {
  readonly chart: string;
  /** What is not on the screen follows no other chart. */
  readonly onScreen: boolean;
  readonly geometry: ChartGeometry;
  readonly series: readonly DrawnSeries[];
  readonly rows: readonly ChartRow[];
  readonly times: readonly number[];
  readonly mode: 'single' | 'all';
  readonly sort: 'none' | 'asc' | 'desc';
}

interface Followed {
  readonly pointed: Pointed;
  readonly isPinned: boolean;
}

export function CursorTooltip({ chart, onScreen, ...props }: CursorTooltipProps) {
  const { geometry, series, rows, times, mode, sort } = props;
  const followed = useFollowed(chart, onScreen);
  const plot = geometry.left;
  const row = followed === null ? -1 : nearest(times, followed.pointed.atMs);
  const atMs = times[row];
  if (followed === null || atMs === undefined) return null;
  const { pointed, isPinned } = followed;
  const isOutside = pointed.atMs < plot.fromSeconds * 1000 || pointed.atMs > plot.toSeconds * 1000;
  if (isOutside) return null;
  const isOwn = pointed.chart === chart;
  const one = mode === 'single' && isOwn ? nearestSeries(series, rows[row], geometry, pointed.y) : null;
  return (
    <ChartTooltip
      series={series}
      only={one}
      atMs={atMs}
      x={plotX(plot, atMs / 1000)}
      width={geometry.width}
      height={geometry.height}
      clock={clockLabel(atMs / 1000, 0, true)}
      sort={sort}
      note={isPinned && isOwn ? 'Pinned. A click lets go.' : null}
    />
  );
}

/** Null while nothing is to be shown here. */
function useFollowed(chart: string, onScreen: boolean): Followed | null {
  const cursor = useCursorStore();
  const isShared = useDashboard().dashboard.cursor === 'tooltip';
  const followsOthers = isShared && onScreen;
  const [followed, setFollowed] = useState<Followed | null>(null);
  useEffect(() => {
    const follow = () => {
      const { pointed, isPinned } = cursor;
      const isMeant = pointed !== null && (pointed.chart === chart || followsOthers);
      setFollowed((known) => {
        if (!isMeant) return null;
        const isSame =
          known !== null &&
          known.isPinned === isPinned &&
          known.pointed.atMs === pointed.atMs &&
          // Elsewhere only the instant counts.
          (pointed.chart !== chart || known.pointed === pointed);
        return isSame ? known : { pointed, isPinned };
      });
    };
    follow();
    return cursor.subscribe(follow);
  }, [cursor, chart, followsOthers]);
  const pinnedHere = followed?.isPinned === true && followed.pointed.chart === chart;
  useEffect(() => (pinnedHere ? untilEscape(cursor) : undefined), [pinnedHere, cursor]);
  return followed;
}

/** Lets go of what is pinned at Escape, or when its chart goes away. */
function untilEscape(cursor: CursorStore): () => void {
  const letGo = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // It is the top-most thing: what else hears Escape waits for the next.
    event.stopPropagation();
    cursor.unpin();
  };
  window.addEventListener('keydown', letGo, { capture: true });
  return () => {
    window.removeEventListener('keydown', letGo, { capture: true });
    cursor.unpin();
  };
}
