'use client';
/** What moves over a chart: the shared cursor, the tooltip, the span being dragged, and marks of what happened. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { clockLabel } from '@/components/charts/axis';
import { plotSeconds, plotX } from '@/components/charts/plot';
import { cssColor } from '@/components/dashboards/color';
import { useCursorStore } from '@/components/dashboards/view/cursor';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import type { ChartMark } from '@/components/dashboards/view/marks';
import type { DrawnSeries } from './drawn-series';
import type { ChartGeometry } from './geometry';
import { ChartTooltip } from './tooltip';
import { nearest } from './value-at';

/** A drag shorter than this many pixels is a click. */
const SHORTEST_DRAG = 8;

export interface OverlayProps {
  readonly title: string;
  readonly geometry: ChartGeometry;
  readonly series: readonly DrawnSeries[];
  /** Instants of the drawn rows, ms. */
  readonly times: readonly number[];
  readonly tooltip: { readonly mode: 'single' | 'all' | 'none'; readonly sort: 'none' | 'asc' | 'desc' };
  readonly marks: readonly ChartMark[];
}

export function ChartOverlay({ title, geometry, series, times, tooltip, marks }: OverlayProps) {
  const { zoom } = useDashboard();
  const cursor = useCursorStore();
  const plot = geometry.left;
  const [pointed, setPointed] = useState<number | null>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const x = (event: PointerEvent<HTMLElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const at = (px: number) => plotSeconds(plot, px) * 1000;
  const snapped = (px: number) => times[nearest(times, at(px))] ?? at(px);
  const end = () => {
    if (drag !== null && Math.abs(drag.to - drag.from) >= SHORTEST_DRAG) {
      zoom(Math.floor(at(Math.min(drag.from, drag.to))), Math.ceil(at(Math.max(drag.from, drag.to))));
    }
    setDrag(null);
  };
  return (
    <div
      role="img"
      aria-label={`${title}: ${series.length} series. Drag to look at a shorter span.`}
      className="absolute inset-0 cursor-crosshair touch-pan-y"
      onPointerMove={(event) => {
        const px = x(event);
        cursor.set(snapped(px));
        setPointed(snapped(px));
        if (drag !== null) setDrag({ ...drag, to: px });
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: x(event), to: x(event) });
      }}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => {
        cursor.set(null);
        setPointed(null);
      }}
    >
      <svg
        aria-hidden="true"
        width={geometry.width}
        height={geometry.height}
        className="block overflow-hidden"
      >
        {marks.map((mark) => (
          <Mark key={`${mark.atMs} ${mark.label}`} mark={mark} geometry={geometry} />
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
      <CursorLine geometry={geometry} />
      {pointed !== null && drag === null && tooltip.mode !== 'none' && (
        <ChartTooltip
          series={series}
          atMs={pointed}
          x={plotX(plot, pointed / 1000)}
          width={geometry.width}
          clock={clockLabel(pointed / 1000, 0, true)}
          sort={tooltip.sort}
        />
      )}
    </div>
  );
}

/** Moved by hand, and no part of a drawing: thirty charts follow the pointer without React and without a new layout. */
function CursorLine({ geometry }: { readonly geometry: ChartGeometry }) {
  const cursor = useCursorStore();
  const line = useRef<HTMLDivElement>(null);
  const { left: plot } = geometry;
  useEffect(() => {
    const follow = (atMs: number | null) => {
      const element = line.current;
      if (element === null) return;
      const inside = atMs !== null && atMs >= plot.fromSeconds * 1000 && atMs <= plot.toSeconds * 1000;
      element.style.visibility = inside ? 'visible' : 'hidden';
      if (inside) element.style.transform = `translateX(${plotX(plot, atMs / 1000)}px)`;
    };
    follow(cursor.atMs);
    return cursor.subscribe(follow);
  }, [cursor, plot]);
  return (
    <div
      ref={line}
      aria-hidden="true"
      className="pointer-events-none invisible absolute left-0 w-px bg-text-2"
      style={{ top: plot.top, height: plot.height }}
    />
  );
}

function Mark({
  mark,
  geometry: { left: plot },
}: {
  readonly mark: ChartMark;
  readonly geometry: ChartGeometry;
}) {
  const clamp = (ms: number) => Math.min(plot.toSeconds, Math.max(plot.fromSeconds, ms / 1000));
  if (mark.atMs / 1000 > plot.toSeconds || (mark.untilMs ?? mark.atMs) / 1000 < plot.fromSeconds) return null;
  const x = plotX(plot, clamp(mark.atMs));
  const until = mark.untilMs === null ? null : plotX(plot, clamp(mark.untilMs));
  const color = cssColor(mark.color) ?? 'var(--accent)';
  const foot = plot.top + plot.height;
  return (
    <g>
      <title>{mark.label}</title>
      {until !== null && (
        <>
          {/* What fills more than half of the plot would only colour it. */}
          {until - x <= plot.width / 2 && (
            <rect
              x={x}
              y={plot.top}
              width={Math.max(1, until - x)}
              height={plot.height}
              fill={color}
              fillOpacity={0.1}
            />
          )}
          <rect x={x} y={plot.top} width={Math.max(1, until - x)} height={2} fill={color} />
        </>
      )}
      {until === null && (
        <>
          <path d={`M${x} ${plot.top}V${foot}`} stroke={color} strokeDasharray="2 3" />
          <path d={`M${x} ${foot - 4}l4 4l-4 4l-4 -4Z`} fill={color} />
        </>
      )}
    </g>
  );
}
