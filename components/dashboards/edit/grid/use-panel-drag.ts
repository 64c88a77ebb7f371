'use client';
/** Moving and resizing a panel by the pointer. While it goes on, the others show how they make room; Esc takes it back. */
import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';
import { withSize } from '@/lib/dashboards/edit/arrange';
import { type Change, movePanel } from '@/lib/dashboards/edit/change';
import type { Place } from '@/lib/dashboards/model/panel';
import { cellAt, cellSize, sizeInCells } from './grid-metrics';

export interface PanelDrag {
  readonly kind: 'move' | 'resize';
  readonly id: number;
  /** As it began, for what is not drawn anew before it ends. */
  readonly from: Place;
  /** Where the panel would stand now: a section by its index, and the place. */
  readonly section: number;
  readonly place: Place;
}

/** Of a section's grid element, by which it is found under the pointer. */
export const SECTION_GRID = 'data-section-grid';

/** Pixels before a press becomes a drag: a click on the head is none. */
const THRESHOLD_PX = 4;
/** Pixels from the edge at which the page scrolls along, and how far at each move. */
const EDGE_PX = 40;
const SCROLL_PX = 14;

interface Grab {
  readonly drag: PanelDrag;
  /** Of the pointer within the panel. */
  readonly offsetX: number;
  readonly offsetY: number;
  /** Pixels of the panel, and of the pointer when it went down. */
  readonly box: DOMRect;
  readonly downX: number;
  readonly downY: number;
  readonly scroller: HTMLElement;
}

export interface PanelDragging {
  readonly drag: PanelDrag | null;
  readonly grab: (
    event: ReactPointerEvent<HTMLElement>,
    what: Pick<PanelDrag, 'kind' | 'id' | 'section' | 'place'>,
  ) => void;
}

/** `scroller` holds all sections. */
export function usePanelDrag(
  scroller: { readonly current: HTMLElement | null },
  apply: (change: Change) => void,
): PanelDragging {
  const [grabbed, setGrabbed] = useState<Grab | null>(null);
  const [drag, setDrag] = useState<PanelDrag | null>(null);
  const latest = useRef<PanelDrag | null>(null);
  useEffect(() => {
    if (grabbed === null) return;
    const show = (next: PanelDrag | null) => {
      latest.current = next;
      setDrag(next);
    };
    const onMove = (event: PointerEvent) => {
      const far = Math.hypot(event.clientX - grabbed.downX, event.clientY - grabbed.downY);
      if (latest.current === null && far < THRESHOLD_PX) return;
      scrollAlong(grabbed.scroller, event.clientY);
      const next = dragged(grabbed, event);
      if (next !== null && !isSame(next, latest.current)) show(next);
    };
    const end = (keeps: boolean) => {
      const last = latest.current;
      if (keeps && last !== null) apply(movePanel(last.id, last.place, last.section));
      show(null);
      setGrabbed(null);
    };
    const onUp = () => end(true);
    const onCancel = () => end(false);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [grabbed, apply]);
  const grab: PanelDragging['grab'] = (event, what) => {
    const element = event.currentTarget.closest('[data-panel]');
    if (event.button !== 0 || element === null || scroller.current === null) return;
    const box = element.getBoundingClientRect();
    // Otherwise the press selects text under it.
    event.preventDefault();
    setGrabbed({
      drag: { ...what, from: what.place },
      offsetX: event.clientX - box.left,
      offsetY: event.clientY - box.top,
      box,
      downX: event.clientX,
      downY: event.clientY,
      scroller: scroller.current,
    });
  };
  return { drag, grab };
}

function dragged(grab: Grab, { clientX, clientY }: PointerEvent): PanelDrag | null {
  const { drag, box, offsetX, offsetY } = grab;
  const grids = [...grab.scroller.querySelectorAll<HTMLElement>(`[${SECTION_GRID}]`)];
  if (drag.kind === 'resize') {
    const grid = grids.find((one) => one.getAttribute(SECTION_GRID) === String(drag.section));
    if (grid === undefined) return null;
    const size = { width: box.width + clientX - grab.downX, height: box.height + clientY - grab.downY };
    return { ...drag, place: withSize(drag.from, sizeInCells(size, cellSize(grid.clientWidth))) };
  }
  const grid = nearest(grids, clientY);
  if (grid === null) return null;
  const its = grid.getBoundingClientRect();
  const corner = { left: clientX - offsetX - its.left, top: clientY - offsetY - its.top };
  const place = { ...drag.from, ...cellAt(corner, cellSize(its.width)) };
  return { ...drag, section: Number(grid.getAttribute(SECTION_GRID)), place };
}

/** The grid at this height, or the one next to it. */
function nearest(grids: readonly HTMLElement[], y: number): HTMLElement | null {
  const distance = (grid: HTMLElement) => {
    const { top, bottom } = grid.getBoundingClientRect();
    return Math.max(0, top - y, y - bottom);
  };
  return grids.reduce<HTMLElement | null>(
    (best, grid) => (best === null || distance(grid) < distance(best) ? grid : best),
    null,
  );
}

function scrollAlong(scroller: HTMLElement, y: number): void {
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + EDGE_PX) scroller.scrollBy(0, -SCROLL_PX);
  else if (y > bottom - EDGE_PX) scroller.scrollBy(0, SCROLL_PX);
}

function isSame(a: PanelDrag, b: PanelDrag | null): boolean {
  return b !== null && a.section === b.section && JSON.stringify(a.place) === JSON.stringify(b.place);
}
