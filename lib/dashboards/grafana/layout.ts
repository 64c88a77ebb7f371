/** Where panels stand: what is off the grid, too large, negative or over another is put right, and said. */
import { GRID_COLUMNS, type Place } from '@/lib/dashboards/model/panel';
import { type Json, numberAt, objectAt } from './loose';
import type { ImportReport } from './report';

const DEFAULT_SIZE = { w: 12, h: 8 };

/** `gridPos`, or the `span` of twelve that rows had before there was a grid. */
export function placeOf(panel: Json, where: string, report: ImportReport): Place {
  const pos = objectAt(panel, 'gridPos');
  const raw = {
    x: numberAt(pos, 'x') ?? 0,
    y: numberAt(pos, 'y') ?? 0,
    w: numberAt(pos, 'w') ?? DEFAULT_SIZE.w,
    h: numberAt(pos, 'h') ?? DEFAULT_SIZE.h,
  };
  const w = clamp(raw.w, 1, GRID_COLUMNS);
  const place = {
    w,
    h: clamp(raw.h, 1, 200),
    x: clamp(raw.x, 0, GRID_COLUMNS - w),
    y: clamp(raw.y, 0, 10_000),
  };
  if (place.x !== raw.x || place.y !== raw.y || place.w !== raw.w || place.h !== raw.h) {
    report.changed(where, 'Its place was outside the grid and was moved into it.');
  }
  return place;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}

/** Panels in the order of reading, moved down where one stood over another; `y` counts from the first. */
export function withoutOverlaps<T extends { readonly place: Place }>(panels: readonly T[]): readonly T[] {
  const top = panels.reduce((least, { place }) => Math.min(least, place.y), Number.POSITIVE_INFINITY);
  const sorted = panels.toSorted((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
  /** The first free row of each column. */
  const free = new Array<number>(GRID_COLUMNS).fill(0);
  return sorted.map((panel) => {
    const { x, w, h } = panel.place;
    const columns = free.slice(x, x + w);
    const y = Math.max(panel.place.y - top, ...columns);
    for (let column = x; column < x + w; column += 1) free[column] = y + h;
    return y === panel.place.y ? panel : { ...panel, place: { x, y, w, h } };
  });
}
