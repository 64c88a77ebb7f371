'use client';
/** The tree of spans with their bars. Only the lines in sight are drawn; one grid of ticks lies behind them all. */
import { type CSSProperties, memo, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { SpanPanel } from '@/components/traces/span-panel';
import { TablePart } from '@/components/traces/table-part';
import { roundTicks } from '@/components/traces/time-axis';
import {
  pannedRange,
  type TimelineScale,
  timelineScale,
  zoomedRange,
} from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
import { usePart } from '@/components/traces/use-part';
import type { TraceState } from '@/components/traces/use-trace-state';
import { usePreference } from '@/components/ui/preference';
import { panelWidth } from '@/components/ui/side-panel';
import { lineOf } from './lines';
import { LINE_HEIGHT, type OpenBelow, topOf, useLineWindow } from './use-line-window';
import { usePainted } from './use-painted';
import { usePrinting } from './use-printing';
import { useInnerWidth, useWheelMoves } from './use-timeline';
import { HEAD_PARTS, WaterfallHead } from './waterfall-head';
import { WaterfallLines } from './waterfall-lines';

const NAME_LIMITS = { fallback: 392, min: 200, max: 900 };
const MOST_NAME_SHARE = 0.55;
/** On paper more lines are of no use; the foot of the page says how many there are. */
const MOST_PRINTED = 3000;
/** Of a page across, px. */
const PRINTED_WIDTH = 1040;

export function Waterfall({ model, state }: { model: TraceModel; state: TraceState }) {
  const { lines, selected, range } = state;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const measured = useInnerWidth(scroller);
  const width = printing ? PRINTED_WIDTH : measured;
  const { nameWidth, setNameWidth, columns } = useNameColumn(width);
  const timelineWidth = Math.max(80, width - nameWidth - 1);
  const scale = useMemo(() => timelineScale(range, timelineWidth), [range, timelineWidth]);
  const ticks = useMemo(
    () => roundTicks(range.fromUs, range.toUs, Math.max(2, Math.floor(timelineWidth / 110))),
    [range, timelineWidth],
  );
  const line = selected === null ? null : lineOf(lines, selected);
  const [height, setHeight] = useState(0);
  const isInline = state.details === 'inline' && line !== null && !printing;
  const open = useMemo(
    (): OpenBelow | null => (isInline && line !== null ? { line, height } : null),
    [isInline, line, height],
  );
  // What is in sight comes first; lines beyond it are drawn once the reader sees those.
  const isPainted = usePainted(lines);
  const { from, to, show } = useLineWindow(scroller, lines.count, open, { all: printing, more: isPainted });
  const count = printing ? Math.min(to, MOST_PRINTED) : to;
  // Follows the focus, wherever it was moved from; what is in sight already does not move.
  useEffect(() => {
    if (line !== null) show(line);
  }, [line, show]);
  useMoves(scroller, nameWidth, model, state, scale);
  const head = usePart(state, HEAD_PARTS);
  return (
    <TablePart
      ref={scroller}
      role="treegrid"
      tabIndex={0}
      aria-label="Spans; arrow keys move"
      aria-rowcount={lines.count + 1}
      {...(line !== null && { 'aria-activedescendant': `${id}-${lines.row[line]}` })}
      {...(printing && { style: { width: PRINTED_WIDTH } })}
      // Opaque, so that the browser moves what is drawn already instead of painting it again.
      className="relative min-h-0 flex-1 overflow-y-scroll overflow-x-hidden bg-surface outline-offset-[-2px] print:overflow-visible"
    >
      <WaterfallHead
        model={model}
        state={head}
        scale={scale}
        ticks={ticks}
        columns={columns}
        nameWidth={nameWidth}
        limits={NAME_LIMITS}
        onNameWidth={setNameWidth}
      />
      <TablePart
        role="rowgroup"
        className="relative"
        style={{ height: (printing ? count : lines.count) * LINE_HEIGHT + (open?.height ?? 0) }}
      >
        <Grid left={nameWidth} ticks={ticks} scale={scale} />
        <WaterfallLines
          {...{ id, from, open, model, state, scale, columns }}
          to={Math.max(from, count)}
          current={line}
        />
        {open !== null && selected !== null && (
          <InlineDetails
            key={selected}
            top={topOf(open.line, null) + LINE_HEIGHT}
            model={model}
            state={state}
            row={selected}
            onHeight={setHeight}
          />
        )}
      </TablePart>
    </TablePart>
  );
}

interface GridProps {
  left: number;
  ticks: readonly number[];
  scale: TimelineScale;
}

const Grid = memo(function Grid({ left, ticks, scale }: GridProps) {
  return (
    <div
      aria-hidden="true"
      style={{ left }}
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
  );
});

interface InlineDetailsProps {
  top: number;
  model: TraceModel;
  state: TraceState;
  row: number;
  onHeight: (height: number) => void;
}

/** The details of a span below its line, as high as they are. */
function InlineDetails({ top, model, state, row, onHeight }: InlineDetailsProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => onHeight(element.offsetHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      onHeight(0);
    };
  }, [onHeight]);
  return (
    <TablePart
      ref={box}
      role="row"
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 z-1 flex flex-col border-line border-y bg-surface shadow-[inset_3px_0_0_var(--accent)]"
    >
      <TablePart role="gridcell">
        <SpanPanel model={model} state={state} row={row} inline />
      </TablePart>
    </TablePart>
  );
}

/** `width`: of names and bars together; a narrow page leaves the bars their share of it. */
function useNameColumn(width: number) {
  const [remembered, remember] = usePreference('traces.name-width', '');
  const most = width === 0 ? NAME_LIMITS.max : Math.max(NAME_LIMITS.min, Math.round(width * MOST_NAME_SHARE));
  const nameWidth = Math.min(panelWidth(remembered, NAME_LIMITS), most);
  // One object for all rows, so that scrolling does not draw the rows that stay.
  const columns = useMemo(
    (): CSSProperties => ({ gridTemplateColumns: `${nameWidth}px minmax(0,1fr)` }),
    [nameWidth],
  );
  const setNameWidth = useCallback(
    (width: number | null) => remember(width === null ? null : String(width)),
    [remember],
  );
  return { nameWidth, setNameWidth, columns };
}

function useMoves(
  scroller: React.RefObject<HTMLDivElement | null>,
  nameWidth: number,
  { trace }: TraceModel,
  state: TraceState,
  scale: TimelineScale,
): void {
  const total = trace.totalNs / 1000;
  useWheelMoves(scroller, nameWidth, {
    zoom: (x, factor) => state.setRange(zoomedRange(state.range, scale.us(x), factor, total)),
    pan: (pixels) => state.setRange(pannedRange(state.range, scale.us(pixels) - scale.us(0), total)),
  });
}
