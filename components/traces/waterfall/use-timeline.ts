'use client';
/** The right side of the waterfall: how wide it is, and how wheel and pinch move through time on it. */
import { type RefObject, useEffect, useRef, useState } from 'react';

/** Pixels across, without the scroll bar; 0 until it is measured. */
export function useInnerWidth(scroller: RefObject<HTMLElement | null>): number {
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
  return width;
}

export interface WheelMoves {
  /** `x`: pixels from the left of the timeline. */
  zoom(x: number, factor: number): void;
  pan(pixels: number): void;
}

/**
 * Ctrl (or pinch) with the wheel zooms at the pointer; Shift with it, or a wheel that goes sideways, pans. React's own
 * listener is passive and could not stop the page's zoom.
 */
export function useWheelMoves(
  scroller: RefObject<HTMLElement | null>,
  nameWidth: number,
  moves: WheelMoves,
): void {
  const latest = useRef(moves);
  latest.current = moves;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      const x = event.clientX - element.getBoundingClientRect().left - nameWidth;
      if (x < 0) return;
      const sideways = event.deltaX !== 0 ? event.deltaX : event.shiftKey ? event.deltaY : 0;
      if (event.ctrlKey || event.metaKey) latest.current.zoom(x, event.deltaY > 0 ? 1.25 : 0.8);
      else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) latest.current.pan(sideways);
      else return;
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, nameWidth]);
}
