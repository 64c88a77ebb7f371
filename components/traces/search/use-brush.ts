'use client';
/** Drawing a rectangle with the pointer. A press that hardly moves stays a click. */
import { type PointerEvent, useRef, useState } from 'react';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Brushing {
  /** While it is drawn. */
  readonly box: Box | null;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: () => void;
}

const CLICK_PX = 5;

/** `area` bounds the box; pixels from the element's corner. */
export function useBrush(
  area: Box,
  onBox: (box: Box) => void,
  onClick: (x: number, y: number) => void,
): Brushing {
  const from = useRef<{ x: number; y: number } | null>(null);
  const [box, setBox] = useState<Box | null>(null);
  const place = (event: PointerEvent): { x: number; y: number } => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };
  const boxTo = ({ x, y }: { x: number; y: number }): Box | null => {
    const start = from.current;
    if (start === null || (Math.abs(x - start.x) < CLICK_PX && Math.abs(y - start.y) < CLICK_PX)) return null;
    const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
    return {
      left: within(Math.min(start.x, x), area.left, area.right),
      right: within(Math.max(start.x, x), area.left, area.right),
      top: within(Math.min(start.y, y), area.top, area.bottom),
      bottom: within(Math.max(start.y, y), area.top, area.bottom),
    };
  };
  return {
    box,
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      from.current = place(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      if (from.current !== null) setBox(boxTo(place(event)));
    },
    onPointerUp: (event) => {
      if (from.current === null) return;
      const to = place(event);
      const drawn = boxTo(to);
      from.current = null;
      setBox(null);
      if (drawn === null) onClick(to.x, to.y);
      else onBox(drawn);
    },
    onPointerCancel: () => {
      from.current = null;
      setBox(null);
    },
  };
}
