'use client';
/** The flame graph on a canvas as large as what is in sight: pointer, keys and menu on it. */
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTheme } from '@/components/shell/theme';
import type { TraceModel } from '@/components/traces/trace-model';
import type { FlameBars } from '@/lib/traces/flame/flame-bars';
import {
  barAt,
  boxesOf,
  type FlameFrame,
  type FlameStep,
  firstLine,
  frameLines,
  stepFrom,
} from '@/lib/traces/flame/flame-frame';
import { flameColors, LINE_HEIGHT, paintFlame } from './flame-paint';

export interface FlameCanvasProps {
  readonly model: TraceModel;
  readonly bars: FlameBars;
  readonly zoom: number | null;
  readonly collapseAbove: boolean;
  readonly current: number | null;
  readonly selected: number | null;
  readonly matched: Uint8Array | null;
  readonly onPoint: (bar: number | null) => void;
  /** null = out of every zoom. */
  readonly onZoom: (bar: number | null) => void;
  /** A place for the menu of a bar, in the page's pixels. */
  readonly onMenu: (bar: number, x: number, y: number) => void;
}

const STEPS: Readonly<Record<string, FlameStep>> = {
  ArrowUp: 'parent',
  ArrowDown: 'child',
  ArrowRight: 'next',
  ArrowLeft: 'previous',
};

export function FlameCanvas(props: FlameCanvasProps) {
  const { bars, zoom, collapseAbove, current, onPoint, onZoom, onMenu } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const frame: FlameFrame = { bars, zoom, collapseAbove, width: size.width };
  usePainting(canvas, props, frame, size.height, scrollTop);
  const byKeys = useRef(false);
  useKeptInSight(scroller, frame, current, byKeys);
  const pointed = (event: MouseEvent): number | null => {
    const rect = canvas.current?.getBoundingClientRect();
    if (rect === undefined) return null;
    const line = Math.floor((event.clientY - rect.top + scrollTop) / LINE_HEIGHT);
    return barAt(frame, event.clientX - rect.left, line);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    byKeys.current = true;
    if (step !== undefined) onPoint(current === null ? (zoom ?? 0) : stepFrom(bars, current, step));
    else if (event.key === 'Home') onPoint(zoom ?? 0);
    else if (event.key === 'Enter' && current !== null) onZoom(current);
    else if (event.key === '0' || event.key === 'Backspace') onZoom(null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      role="application"
      aria-label={`Flame graph of ${bars.count.toLocaleString('en-US')} bars; arrow keys move, Enter zooms, 0 shows all; the table beside says the same`}
      aria-describedby="flame-current"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is worked with keys
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onContextMenu={(event) => {
        const rect = canvas.current?.getBoundingClientRect();
        // From the keyboard the event has no place: the menu opens at the bar.
        const byKey = event.button !== 2 && current !== null;
        const bar = byKey ? current : pointed(event);
        if (bar === null || rect === undefined) return;
        event.preventDefault();
        const box = byKey ? boxOf(frame, bar) : null;
        onMenu(
          bar,
          box === null ? event.clientX : rect.left + box.x + 8,
          box === null ? event.clientY : rect.top + (box.line + 1) * LINE_HEIGHT - scrollTop,
        );
      }}
      className="relative min-h-0 min-w-0 flex-1 overflow-y-auto overflow-x-hidden bg-surface outline-offset-[-2px]"
    >
      <div style={{ height: Math.max(1, frameLines(frame)) * LINE_HEIGHT + 8 }}>
        <canvas
          ref={canvas}
          style={{ width: size.width, height: size.height }}
          onPointerMove={(event) => {
            byKeys.current = false;
            onPoint(pointed(event));
          }}
          onPointerLeave={() => onPoint(null)}
          onClick={(event) => {
            const bar = pointed(event);
            if (bar !== null) onZoom(bar);
          }}
          className="sticky top-0 block"
        />
      </div>
    </div>
  );
}

function boxOf(frame: FlameFrame, bar: number): { x: number; line: number } | null {
  const line = (frame.bars.line[bar] ?? 0) - firstLine(frame);
  for (const box of boxesOf(frame, line, line)) if (box.bar === bar) return box;
  return null;
}

function useSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = () => setSize({ width: current.clientWidth, height: current.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** Once per frame at most, however often something changes. */
function usePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  { model, current, selected, matched }: FlameCanvasProps,
  frame: FlameFrame,
  height: number,
  scrollTop: number,
): void {
  // Another theme draws this again, with the colours that the page then has.
  useTheme();
  useEffect(() => {
    const request = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext('2d') ?? null;
      if (element === null || context === null || frame.width === 0) return;
      const ratio = window.devicePixelRatio || 1;
      element.width = Math.round(frame.width * ratio);
      element.height = Math.round(height * ratio);
      context.scale(ratio, ratio);
      const colors = flameColors(element);
      paintFlame(context, { frame, model, colors, scrollTop, height, current, selected, matched });
    });
    return () => cancelAnimationFrame(request);
  });
}

/** Follows the keys, not the pointer: what is under that is in sight. */
function useKeptInSight(
  scroller: RefObject<HTMLDivElement | null>,
  frame: FlameFrame,
  current: number | null,
  byKeys: RefObject<boolean>,
): void {
  const line = current === null ? null : (frame.bars.line[current] ?? 0) - firstLine(frame);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || line === null || !byKeys.current) return;
    const top = line * LINE_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + LINE_HEIGHT > element.scrollTop + element.clientHeight)
      element.scrollTop = top + LINE_HEIGHT - element.clientHeight;
  }, [scroller, line, byKeys]);
}
