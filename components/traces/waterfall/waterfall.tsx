'use client';
/** The tree of spans with their bars. Only the rows in sight are drawn; one grid of ticks lies behind them all. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { TablePart } from '@/components/traces/table-part';
import { roundTicks } from '@/components/traces/time-axis';
import { timelineScale, zoomedRange } from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
import type { TraceState } from '@/components/traces/use-trace-state';
import { usePreference } from '@/components/ui/preference';
import { panelWidth } from '@/components/ui/side-panel';
import { positionOf } from './visible-rows';
import { WaterfallHead } from './waterfall-head';
import { WaterfallRow } from './waterfall-row';

const ROW_HEIGHT = 26;
const HEAD_HEIGHT = 30;

const NAME_LIMITS = { fallback: 392, min: 200, max: 900 };

export function Waterfall({ model, state }: { model: TraceModel; state: TraceState }) {
  const { trace } = model;
  const { visible, selected, range } = state;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [remembered, remember] = usePreference('traces.name-width', '');
  const nameWidth = panelWidth(remembered, NAME_LIMITS);
  const timelineWidth = useTimelineWidth(scroller, nameWidth);
  const scale = useMemo(() => timelineScale(range, timelineWidth), [range, timelineWidth]);
  const ticks = useMemo(
    () => roundTicks(range.fromUs, range.toUs, Math.max(2, Math.floor(timelineWidth / 110))),
    [range, timelineWidth],
  );
  const rows = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // The head sticks to the top of what scrolls.
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  // Follows the focus, wherever it was moved from; what is in sight already does not move.
  useEffect(() => {
    if (selected !== null) rows.scrollToIndex(positionOf(visible, selected), { align: 'auto' });
  }, [selected, visible, rows]);
  useWheelZoom(scroller, nameWidth, (x, factor) =>
    state.setRange(zoomedRange(range, scale.us(x), factor, trace.totalNs / 1000)),
  );
  // One object for all rows, so that scrolling does not draw the rows that stay.
  const columns = useMemo(
    (): CSSProperties => ({ gridTemplateColumns: `${nameWidth}px minmax(0,1fr)` }),
    [nameWidth],
  );
  const setNameWidth = useCallback(
    (width: number | null) => remember(width === null ? null : String(width)),
    [remember],
  );
  return (
    <TablePart
      ref={scroller}
      role="treegrid"
      tabIndex={0}
      aria-label="Spans; arrow keys move"
      aria-rowcount={visible.length + 1}
      {...(selected !== null && { 'aria-activedescendant': `${id}-${selected}` })}
      className="relative min-h-0 flex-1 overflow-y-scroll overflow-x-hidden outline-offset-[-2px]"
    >
      <WaterfallHead
        model={model}
        state={state}
        scale={scale}
        ticks={ticks}
        columns={columns}
        nameWidth={nameWidth}
        limits={NAME_LIMITS}
        onNameWidth={setNameWidth}
      />
      <TablePart role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
        <div
          aria-hidden="true"
          style={{ left: nameWidth }}
          className="pointer-events-none absolute inset-y-0 right-0 overflow-hidden border-line border-l"
        >
          {ticks.map((us) => (
            <span
              key={us}
              style={{ left: scale.x(us) }}
              className="absolute inset-y-0 w-px bg-[color-mix(in_srgb,var(--line)_65%,transparent)]"
            />
          ))}
        </div>
        {rows.getVirtualItems().map((item) => {
          const row = visible[item.index] ?? 0;
          return (
            <WaterfallRow
              key={row}
              id={`${id}-${row}`}
              model={model}
              row={row}
              index={item.index}
              top={item.start - HEAD_HEIGHT}
              scale={scale}
              columns={columns}
              selected={selected === row}
              folded={state.collapsed.has(row)}
              matched={state.matched.has(row)}
              terms={state.terms}
              showPath={state.showPath}
              onSelect={state.select}
              onToggle={state.toggle}
            />
          );
        })}
      </TablePart>
    </TablePart>
  );
}

/** Pixels right of the names, without the scroll bar. */
function useTimelineWidth(scroller: React.RefObject<HTMLDivElement | null>, nameWidth: number): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return Math.max(80, width - nameWidth - 1);
}

/** Ctrl (or pinch) with the wheel zooms at the pointer. React's own listener is passive and could not stop the page's zoom. */
function useWheelZoom(
  scroller: React.RefObject<HTMLDivElement | null>,
  nameWidth: number,
  zoom: (x: number, factor: number) => void,
): void {
  const latest = useRef(zoom);
  latest.current = zoom;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const x = event.clientX - element.getBoundingClientRect().left - nameWidth;
      if (x >= 0) latest.current(x, event.deltaY > 0 ? 1.25 : 0.8);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, nameWidth]);
}
