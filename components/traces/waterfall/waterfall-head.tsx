'use client';
/** Above the rows: what the columns are, the ruler (drag on it to zoom), fold and unfold all, the width of the names. */
import { ChevronsDownUp, ChevronsUpDown, ListMinus, ListPlus } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, memo, type PointerEvent, useRef, useState } from 'react';
import { TablePart } from '@/components/traces/table-part';
import { tickText } from '@/components/traces/time-axis';
import { limitedRange, type TimelineScale } from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
import type { TraceState } from '@/components/traces/use-trace-state';
import { IconButton } from '@/components/ui/icon-button';
import { endNs } from '@/lib/traces/model/trace';

/** What of the view's state the head shows and changes. */
export const HEAD_PARTS = ['selected', 'range', 'setRange', 'foldAll', 'unfoldAll', 'foldLevel'] as const;
type HeadState = Pick<TraceState, (typeof HEAD_PARTS)[number]>;

export interface WaterfallHeadProps {
  model: TraceModel;
  state: HeadState;
  scale: TimelineScale;
  ticks: readonly number[];
  columns: CSSProperties;
  nameWidth: number;
  limits: { min: number; max: number };
  /** `null` = back to the default. */
  onNameWidth: (width: number | null) => void;
}

export const WaterfallHead = memo(function WaterfallHead(props: WaterfallHeadProps) {
  const { state, columns } = props;
  return (
    <TablePart role="rowgroup" className="sticky top-0 z-10 border-line border-y bg-raised">
      <TablePart role="row" style={columns} className="grid h-7 text-2xs text-text-3">
        <TablePart role="columnheader" className="relative flex min-w-0 items-center gap-1 pr-2.5 pl-4">
          <span className="truncate font-medium text-text-2 text-xs">Service and operation</span>
          {FOLDING.map(({ label, shortcut, Icon, run }) => (
            <IconButton
              key={label}
              label={label}
              shortcut={shortcut}
              size="sm"
              variant="quiet"
              className="size-6"
              onClick={() => run(state)}
            >
              <Icon aria-hidden="true" />
            </IconButton>
          ))}
          <span className="ml-auto">Status</span>
          <Splitter {...props} />
        </TablePart>
        <Ruler {...props} />
      </TablePart>
    </TablePart>
  );
});

const FOLDING = [
  { label: 'Fold all', shortcut: '{', Icon: ChevronsDownUp, run: (state: HeadState) => state.foldAll() },
  { label: 'Unfold all', shortcut: '}', Icon: ChevronsUpDown, run: (state: HeadState) => state.unfoldAll() },
  { label: 'Fold a level', shortcut: '[', Icon: ListMinus, run: (state: HeadState) => state.foldLevel(-1) },
  { label: 'Unfold a level', shortcut: ']', Icon: ListPlus, run: (state: HeadState) => state.foldLevel(1) },
] as const;

function Ruler({ model, state, scale, ticks }: WaterfallHeadProps) {
  const { trace } = model;
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const at = (event: PointerEvent): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const { selected } = state;
  const selectedFrom = selected === null ? 0 : Math.max(0, scale.x((trace.startNs[selected] ?? 0) / 1000));
  const selectedTo = selected === null ? 0 : Math.min(scale.width, scale.x(endNs(trace, selected) / 1000));
  return (
    <TablePart
      role="columnheader"
      aria-label="Time from the trace's start"
      title="Drag to zoom, double-click for the whole trace"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => {
        // Read now: React empties `currentTarget` before it runs the updater.
        const to = at(event);
        setDrag((now) => now && { ...now, to });
      }}
      onPointerUp={() => {
        if (drag !== null && Math.abs(drag.to - drag.from) > 4) {
          const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
          state.setRange(limitedRange({ fromUs: scale.us(from), toUs: scale.us(to) }, trace.totalNs / 1000));
        }
        setDrag(null);
      }}
      onPointerCancel={() => setDrag(null)}
      onDoubleClick={() => state.setRange(null)}
      className="relative min-w-0 cursor-col-resize touch-none overflow-hidden border-line border-l"
    >
      {ticks.map((us) => (
        <span
          key={us}
          style={{ left: scale.x(us) }}
          className="-translate-x-1/2 absolute top-1.5 whitespace-nowrap tabular-nums first:translate-x-0"
        >
          {tickText(us, state.range.toUs)}
        </span>
      ))}
      {selected !== null && selectedTo > selectedFrom && (
        <span
          aria-hidden="true"
          style={{ left: selectedFrom, width: selectedTo - selectedFrom }}
          className="absolute bottom-0 h-0.5 bg-accent"
        />
      )}
      {drag !== null && (
        <span
          aria-hidden="true"
          style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
          className="absolute inset-y-0 border-accent border-x bg-accent/15"
        />
      )}
    </TablePart>
  );
}

const KEY_STEP_PX = 16;

/** The border between names and bars, to be dragged or moved by arrow keys. */
function Splitter({ nameWidth, limits, onNameWidth }: WaterfallHeadProps) {
  const dragging = useRef<number | null>(null);
  const limit = (width: number): number => Math.round(Math.min(limits.max, Math.max(limits.min, width)));
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -KEY_STEP_PX, ArrowRight: KEY_STEP_PX }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onNameWidth(limit(nameWidth + step));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a window splitter, hr cannot hold a value
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the names"
      aria-valuenow={nameWidth}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onKeyDown={keys}
      onDoubleClick={() => onNameWidth(null)}
      onPointerDown={(event) => {
        dragging.current = event.clientX - nameWidth;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (dragging.current !== null) onNameWidth(limit(event.clientX - dragging.current));
      }}
      onPointerUp={() => {
        dragging.current = null;
      }}
      className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/25"
    />
  );
}
