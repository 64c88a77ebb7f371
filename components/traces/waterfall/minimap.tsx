'use client';
/** The whole trace in 56 pixels of height; drag on it to choose a range, drag its handles to change it. */
import { type KeyboardEvent, memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { roundTicks, tickText } from '@/components/traces/time-axis';
import { limitedRange, type Range } from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
import type { TraceState } from '@/components/traces/use-trace-state';
import { quantityText } from '@/lib/mesh/quantity';
import { afterPaint } from './after-paint';
import { FAILED_PIXEL, minimapPixels } from './minimap-pixels';
import { useInnerWidth } from './use-timeline';

const HEIGHT = 54;
const SPANS_TOP = 3;
const SPANS_HEIGHT = HEIGHT - 2 * SPANS_TOP;

/** What of the view's state the map shows and changes. */
export const MINIMAP_PARTS = ['range', 'zoomed', 'setRange'] as const;
type MinimapState = Pick<TraceState, (typeof MINIMAP_PARTS)[number]>;

export const Minimap = memo(function Minimap({ model, state }: { model: TraceModel; state: MinimapState }) {
  const room = useRef<HTMLDivElement>(null);
  const width = useInnerWidth(room);
  return (
    <section aria-label="Overview of the trace" className="shrink-0 px-4 py-2">
      <div ref={room} style={{ minHeight: HEIGHT + 2 }}>
        {width > 2 && <Overview model={model} state={state} width={width - 2} />}
      </div>
    </section>
  );
});

function Overview({ model, state, width }: { model: TraceModel; state: MinimapState; width: number }) {
  const total = Math.max(1, model.trace.totalNs / 1000);
  const toX = (us: number): number => (us / total) * width;
  const { range, zoomed } = state;
  const drag = useRangeDrag(width, total, state.setRange);
  const shown = drag.range ?? range;
  const marked = zoomed || drag.range !== null;
  const ticks = useMemo(() => roundTicks(0, total, Math.max(2, Math.floor(width / 140))), [total, width]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of two sliders, no form
    <div
      role="group"
      aria-label="Range of time"
      onPointerDown={drag.start}
      onPointerMove={drag.move}
      onPointerUp={drag.end}
      onPointerCancel={drag.cancel}
      onDoubleClick={() => state.setRange(null)}
      title="Drag to look at a part; double-click for the whole trace"
      className="relative cursor-crosshair touch-none overflow-hidden rounded-control border border-line bg-canvas"
      style={{ height: HEIGHT + 2 }}
    >
      <Spans model={model} width={width} />
      {ticks.map((us) => (
        <span
          key={us}
          aria-hidden="true"
          style={{ left: toX(us) }}
          className="absolute inset-y-0 border-line border-l pl-1 text-[10.5px] text-text-3"
        >
          <span className="absolute bottom-0 left-0.5 whitespace-nowrap rounded-[2px] bg-[color-mix(in_srgb,var(--canvas)_80%,transparent)] px-0.5 leading-[13px] tabular-nums">
            {toX(us) < width - 44 ? tickText(us, total) : ''}
          </span>
        </span>
      ))}
      {marked && (
        <>
          <Outside left={0} width={toX(shown.fromUs)} />
          <Outside left={toX(shown.toUs)} width={width - toX(shown.toUs)} />
        </>
      )}
      <Handle
        label="Start of the range"
        end="fromUs"
        at={toX(shown.fromUs)}
        total={total}
        state={state}
        width={width}
      />
      <Handle
        label="End of the range"
        end="toUs"
        at={toX(shown.toUs)}
        total={total}
        state={state}
        width={width}
      />
    </div>
  );
}

function Outside({ left, width }: { left: number; width: number }) {
  return (
    <span
      aria-hidden="true"
      style={{ left, width: Math.max(0, width) }}
      className="pointer-events-none absolute inset-y-0 bg-[repeating-linear-gradient(135deg,transparent_0_5px,color-mix(in_srgb,var(--text-3)_22%,transparent)_5px_6px)]"
    />
  );
}

/** Draws by pixels: see minimap-pixels.ts. Follows the theme. */
function Spans({ model, width }: { model: TraceModel; width: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read from the document
  useEffect(() => {
    // The rows come first: of 100,000 spans this takes as long as they do.
    return afterPaint(() => {
      const context = canvas.current?.getContext('2d');
      if (context !== null && context !== undefined && width > 0) paintSpans(context, model, width);
    });
  }, [model, width, theme]);
  return (
    <canvas
      ref={canvas}
      width={Math.max(1, width)}
      height={SPANS_HEIGHT}
      role="img"
      aria-label="All spans in time"
      className="pointer-events-none absolute left-0"
      style={{ top: SPANS_TOP, width, height: SPANS_HEIGHT }}
    />
  );
}

function paintSpans(context: CanvasRenderingContext2D, { trace, series }: TraceModel, width: number): void {
  const pixels = minimapPixels(trace, series, width, SPANS_HEIGHT);
  const colors = readColors();
  const image = context.createImageData(width, SPANS_HEIGHT);
  const words = new Uint32Array(image.data.buffer);
  for (let index = 0; index < pixels.length; index += 1) words[index] = colors[pixels[index] ?? 0] ?? 0;
  context.putImageData(image, 0, 0);
}

/** The theme's colours as pixels (ABGR), by the numbers of `minimapPixels`. */
function readColors(): Uint32Array {
  const style = getComputedStyle(document.documentElement);
  const pixel = (token: string): number => {
    const hex = Number.parseInt(style.getPropertyValue(token).trim().slice(1), 16);
    if (Number.isNaN(hex)) return 0;
    return (0xff000000 | ((hex & 0xff) << 16) | (hex & 0xff00) | (hex >> 16)) >>> 0;
  };
  const colors = new Uint32Array(256);
  for (let series = 1; series <= 10; series += 1) colors[series] = pixel(`--series-${series}`);
  colors[FAILED_PIXEL] = pixel('--failing');
  return colors;
}

function themeName(): string {
  return document.documentElement.dataset.theme ?? '';
}

function useThemeName(): string {
  // Drawn where the trace is there only, which is in a browser.
  const [name, setName] = useState(themeName);
  useEffect(() => {
    const read = () => setName(themeName());
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, []);
  return name;
}

/** Less than this many pixels is a click, not a drag. */
const LEAST_DRAG_PX = 4;

function useRangeDrag(width: number, total: number, onRange: (range: Range) => void) {
  const [range, setRange] = useState<Range | null>(null);
  const from = useRef<number | null>(null);
  const at = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(total, Math.max(0, ((event.clientX - box.left) / width) * total));
  };
  const stop = () => {
    from.current = null;
    setRange(null);
  };
  return {
    range,
    start(event: PointerEvent) {
      if (event.button !== 0) return;
      from.current = at(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    move(event: PointerEvent) {
      if (from.current === null) return;
      const to = at(event);
      if (range === null && Math.abs(to - from.current) < (LEAST_DRAG_PX / width) * total) return;
      setRange({ fromUs: Math.min(from.current, to), toUs: Math.max(from.current, to) });
    },
    end() {
      if (range !== null) onRange(limitedRange(range, total));
      stop();
    },
    cancel: stop,
  };
}

interface HandleProps {
  label: string;
  end: 'fromUs' | 'toUs';
  at: number;
  total: number;
  width: number;
  state: MinimapState;
}

function Handle({ label, end, at, total, width, state }: HandleProps) {
  const { range } = state;
  const move = (us: number) => {
    const other = end === 'fromUs' ? range.toUs : range.fromUs;
    const value = Math.min(total, Math.max(0, us));
    if (end === 'fromUs' ? value < other : value > other) state.setRange({ ...range, [end]: value });
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(range[end] + (step * total * (event.shiftKey ? 10 : 1)) / 100);
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(total)}
      aria-valuenow={Math.round(range[end])}
      aria-valuetext={quantityText(range[end], 'us')}
      onKeyDown={keys}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const box = event.currentTarget.parentElement?.getBoundingClientRect();
        if (box !== undefined) move(((event.clientX - box.left) / width) * total);
      }}
      style={{ left: Math.min(width - 5, Math.max(5, at)) }}
      className="absolute inset-y-0 w-3 -translate-x-1/2 cursor-ew-resize"
    >
      <span aria-hidden="true" className="absolute inset-y-0 left-[5px] w-0.5 bg-accent" />
      <span
        aria-hidden="true"
        className="absolute top-[17px] left-0.5 h-5 w-2 rounded-full border-2 border-accent bg-surface"
      />
    </span>
  );
}
