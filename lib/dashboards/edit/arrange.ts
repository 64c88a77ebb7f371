/**
 * Panels of a section moved and resized on the grid. What is moved stands where it was put, what it stands on moves
 * down, and all then rise as far as they can. Pure.
 */
import { GRID_COLUMNS, type Place } from '@/lib/dashboards/model/panel';

/** What stands on the grid: a panel, or no more than its id and place. */
export interface Placed {
  readonly id: number;
  readonly place: Place;
}

/** The largest height of a panel, in rows. */
const MOST_ROWS = 200;

/** Within the grid, at least one cell large. */
export function withinGrid({ x, y, w, h }: Place): Place {
  const width = clamp(w, 1, GRID_COLUMNS);
  return {
    x: clamp(x, 0, GRID_COLUMNS - width),
    y: clamp(y, 0, 10_000),
    w: width,
    h: clamp(h, 1, MOST_ROWS),
  };
}

/** Right or left border held, so that a panel at the edge of the grid is not moved by being made wider. */
export function withSize(place: Place, { w, h }: { readonly w: number; readonly h: number }): Place {
  return withinGrid({ ...place, w: clamp(w, 1, GRID_COLUMNS - place.x), h });
}

/** The panels with one of them at `place`, in the order in which they came. An unknown id changes nothing. */
export function arranged<T extends Placed>(panels: readonly T[], id: number, place: Place): readonly T[] {
  if (!panels.some((panel) => panel.id === id)) return panels;
  return compacted(
    panels.map((panel) => (panel.id === id ? { ...panel, place: withinGrid(place) } : panel)),
    id,
  );
}

/**
 * Every panel as high as it can stand, in the order of reading. `first` goes before what begins in the same row or is
 * covered by it, so that it is the others that make room.
 */
export function compacted<T extends Placed>(panels: readonly T[], first: number | null = null): readonly T[] {
  const leader = panels.find(({ id }) => id === first);
  const orderOf = ({ id, place }: Placed): readonly [number, number, number] => {
    if (leader === undefined) return [place.y, 0, place.x];
    if (id === leader.id) return [place.y, 0, place.x];
    // What begins above the leader and reaches into it makes room below, once the leader stands past its upper half.
    const isCovered = overlaps(place, leader.place) && place.y < leader.place.y;
    const makesRoom = isCovered && leader.place.y < place.y + place.h / 2;
    return [makesRoom ? leader.place.y : place.y, 1, place.x];
  };
  const sorted = panels.toSorted((a, b) => compare(orderOf(a), orderOf(b)));
  /** The first free row of each column. */
  const free = new Array<number>(GRID_COLUMNS).fill(0);
  const rows = new Map<number, number>();
  for (const { id, place } of sorted) {
    const { x, w, h } = place;
    const y = Math.max(0, ...free.slice(x, x + w));
    free.fill(y + h, x, x + w);
    rows.set(id, y);
  }
  return panels.map((panel) => {
    const y = rows.get(panel.id) ?? panel.place.y;
    return y === panel.place.y ? panel : { ...panel, place: { ...panel.place, y } };
  });
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** One step by the keyboard: a column aside, or past the panel that stands above or below. Null = there is none. */
export function stepped(panels: readonly Placed[], id: number, direction: Direction): Place | null {
  const own = panels.find((panel) => panel.id === id)?.place;
  if (own === undefined) return null;
  if (direction === 'left') return own.x === 0 ? null : { ...own, x: own.x - 1 };
  if (direction === 'right') return own.x + own.w >= GRID_COLUMNS ? null : { ...own, x: own.x + 1 };
  const beside = panels.filter(
    ({ id: other, place }) => other !== id && place.x < own.x + own.w && own.x < place.x + place.w,
  );
  if (direction === 'up') {
    const above = beside.filter(({ place }) => place.y < own.y).map(({ place }) => place.y);
    return above.length === 0 ? null : { ...own, y: Math.max(...above) };
  }
  const below = beside.filter(({ place }) => place.y > own.y);
  const next = below.toSorted((a, b) => a.place.y - b.place.y)[0];
  // Behind the next one, which then rises to where this one stood.
  return next === undefined ? null : { ...own, y: next.place.y + next.place.h };
}

/** The row below all panels. */
export function rowsOf(panels: readonly Placed[]): number {
  return panels.reduce((most, { place }) => Math.max(most, place.y + place.h), 0);
}

/** The first place from the top that holds so much. */
export function freePlace(
  panels: readonly Placed[],
  { w, h }: { readonly w: number; readonly h: number },
): Place {
  const end = rowsOf(panels);
  for (let y = 0; y < end; y += 1) {
    for (let x = 0; x + w <= GRID_COLUMNS; x += 1) {
      const place = { x, y, w, h };
      if (!panels.some((panel) => overlaps(panel.place, place))) return place;
    }
  }
  return { x: 0, y: end, w, h };
}

function overlaps(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
