'use client';
/** What moves over a chart: the shared cursor, the tooltip, the span being dragged, and marks of what happened. */
import { type PointerEvent, useContext, useEffect, useId, useRef, useState } from 'react';
import { plotSeconds, plotX } from '@/components/charts/plot';
import { useCursorStore } from '@/components/dashboards/view/cursor';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import type { ChartMark } from '@/components/dashboards/view/marks';
import { InViewContext } from '@/components/dashboards/view/use-in-view';
import { ChartMarkShape } from './chart-mark';
import type { ChartRow } from './chart-rows';
import { CursorTooltip } from './cursor-tooltip';
import type { DrawnSeries } from './drawn-series';
import type { ChartGeometry } from './geometry';
import { nearest } from './value-at';

/** A drag shorter than this many pixels is a click. */
const SHORTEST_DRAG = 8;
/** Where it stands while nothing is pointed at. */
const OUT_OF_SIGHT = 'translateX(-9999px)';

export interface OverlayProps {
  readonly title: string;
  readonly geometry: ChartGeometry;
  readonly series: readonly DrawnSeries[];
  readonly rows: readonly ChartRow[];
  /** Instants of the rows, ms. */
  readonly times: readonly number[];
  readonly tooltip: { readonly mode: 'single' | 'all' | 'none'; readonly sort: 'none' | 'asc' | 'desc' };
  readonly marks: readonly ChartMark[];
}

/** The pointer moves lines and tooltips only: this is drawn anew while a span is dragged, never for a move. */
export function ChartOverlay({ title, geometry, series, rows, times, tooltip, marks }: OverlayProps) {
  const { zoom, plan } = useDashboard();
  const cursor = useCursorStore();
  const chart = useId();
  const onScreen = useContext(InViewContext);
  const plot = geometry.left;
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const isDragged = drag !== null && Math.abs(drag.to - drag.from) >= SHORTEST_DRAG;
  const x = (event: PointerEvent<HTMLElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const at = (px: number) => plotSeconds(plot, px) * 1000;
  const pointed = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const ms = at(event.clientX - left);
    return { atMs: times[nearest(times, ms)] ?? ms, chart, y: event.clientY - top };
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    setDrag(null);
    if (drag === null) return;
    if (isDragged) {
      cursor.unpin();
      zoom(Math.floor(at(Math.min(drag.from, drag.to))), Math.ceil(at(Math.max(drag.from, drag.to))));
    } else if (cursor.isPinned) {
      cursor.unpin();
      cursor.set(pointed(event));
    } else if (tooltip.mode !== 'none') cursor.pin(pointed(event));
  };
  // Back from a drag, as dashboards have it: twice the span around the same middle.
  const widen = () => {
    const { fromMs, toMs } = plan.window;
    const half = Math.round((toMs - fromMs) / 2);
    cursor.unpin();
    zoom(fromMs - half, toMs + half);
  };
  return (
    <div
      role="img"
      aria-label={`${title}: ${series.length} series. Drag to look at a shorter span.`}
      onDoubleClick={widen}
      className="absolute inset-0 cursor-crosshair touch-pan-y"
      onPointerMove={(event) => {
        cursor.set(pointed(event));
        if (drag !== null) setDrag({ ...drag, to: x(event) });
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: x(event), to: x(event) });
      }}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => cursor.set(null)}
    >
      <svg
        aria-hidden="true"
        width={geometry.width}
        height={geometry.height}
        className="block overflow-hidden"
      >
        {marks.map((mark) => (
          <ChartMarkShape key={`${mark.atMs} ${mark.label}`} mark={mark} plot={plot} />
        ))}
        {drag !== null && (
          <rect
            x={Math.min(drag.from, drag.to)}
            y={plot.top}
            width={Math.abs(drag.to - drag.from)}
            height={plot.height}
            fill="var(--accent)"
            fillOpacity={0.12}
            stroke="var(--accent)"
          />
        )}
      </svg>
      {/* Bounds what is laid out anew for a move of the pointer. */}
      <div className="pointer-events-none absolute inset-0 z-20 [contain:size_layout_style]">
        {onScreen && <CursorLine chart={chart} geometry={geometry} />}
        {tooltip.mode !== 'none' && !isDragged && (
          <CursorTooltip
            chart={chart}
            onScreen={onScreen}
            geometry={geometry}
            series={series}
            rows={rows}
            times={times}
            mode={tooltip.mode}
            sort={tooltip.sort}
          />
        )}
      </div>
    </div>
  );
}

/**
 * Moved by hand, without React, and on the screen only; the browser hands out one move per frame. A layer of its own: what
 * is under it would else be painted again for each move, which are the lines of a chart, and dear.
 */
function CursorLine({ chart, geometry }: { readonly chart: string; readonly geometry: ChartGeometry }) {
  const cursor = useCursorStore();
  const { cursor: shared } = useDashboard().dashboard;
  const line = useRef<HTMLDivElement>(null);
  const { left: plot } = geometry;
  useEffect(() => {
    const follow = () => {
      const element = line.current;
      if (element === null) return;
      const { pointed } = cursor;
      const isMeant = pointed !== null && (shared !== 'off' || pointed.chart === chart);
      const inside =
        isMeant && pointed.atMs >= plot.fromSeconds * 1000 && pointed.atMs <= plot.toSeconds * 1000;
      element.style.transform = inside
        ? `translateX(${Math.round(plotX(plot, pointed.atMs / 1000))}px)`
        : OUT_OF_SIGHT;
    };
    follow();
    return cursor.subscribe(follow);
  }, [cursor, chart, shared, plot]);
  return (
    <div
      ref={line}
      aria-hidden="true"
      className="absolute left-0 w-px bg-text-2 will-change-transform"
      style={{ top: plot.top, height: plot.height, transform: OUT_OF_SIGHT }}
    />
  );
}
