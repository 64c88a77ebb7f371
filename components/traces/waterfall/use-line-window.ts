'use client';
/**
 * Which lines of the waterfall are in sight. All lines are equally high, but for one that may stand open, so this is
 * arithmetic: a fold of 100,000 lines costs nothing here, and scrolling draws anew only after some lines.
 */
import { type RefObject, useCallback, useEffect, useState } from 'react';

export const LINE_HEIGHT = 26;
export const HEAD_HEIGHT = 30;
/** Drawn beyond what is in sight, and how far the reader scrolls before more is drawn. */
const OVERSCAN = 12;
const STEP = 3;

/** What stands open below a line, and how high it is, px. */
export interface OpenBelow {
  readonly line: number;
  readonly height: number;
}

export function topOf(line: number, open: OpenBelow | null): number {
  return line * LINE_HEIGHT + (open !== null && line > open.line ? open.height : 0);
}

/** The line at a height, px from the first one. */
export function lineAt(y: number, open: OpenBelow | null): number {
  if (open === null || y < (open.line + 1) * LINE_HEIGHT) return Math.floor(y / LINE_HEIGHT);
  return Math.max(open.line, Math.floor((y - open.height) / LINE_HEIGHT));
}

export interface LineWindow {
  readonly from: number;
  /** First line that is not drawn. */
  readonly to: number;
  /** Brings a line into sight; one that is in sight does not move. */
  show(line: number): void;
}

export interface LineWindowOptions {
  /** Every line, as on paper. */
  readonly all: boolean;
  /** Some beyond what is in sight too. */
  readonly more: boolean;
}

export function useLineWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  open: OpenBelow | null,
  { all, more }: LineWindowOptions,
): LineWindow {
  const [seen, setSeen] = useState({ top: 0, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const read = () => {
      // In steps, so that most scroll events change nothing.
      const top = Math.floor(element.scrollTop / (STEP * LINE_HEIGHT)) * STEP * LINE_HEIGHT;
      setSeen((now) =>
        now.top === top && now.height === element.clientHeight ? now : { top, height: element.clientHeight },
      );
    };
    read();
    element.addEventListener('scroll', read, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', read);
      observer.disconnect();
    };
  }, [scroller]);
  const show = useCallback(
    (line: number) => {
      const element = scroller.current;
      if (element === null) return;
      const top = topOf(line, open);
      const bottom = top + LINE_HEIGHT + (open?.line === line ? open.height : 0);
      const room = element.clientHeight - HEAD_HEIGHT;
      if (top < element.scrollTop || bottom - top > room) element.scrollTop = top;
      else if (bottom > element.scrollTop + room) element.scrollTop = bottom - room;
    },
    [scroller, open],
  );
  if (all) return { from: 0, to: count, show };
  const beyond = more ? OVERSCAN : 0;
  const from = Math.max(0, Math.min(lineAt(seen.top, open), count - 1) - beyond);
  const last = lineAt(seen.top + seen.height, open) + STEP + beyond;
  return { from, to: Math.min(count, last + 1), show };
}
