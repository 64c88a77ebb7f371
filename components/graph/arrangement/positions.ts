/**
 * Where a reader has put cards, per view, as this browser keeps it: one text for all views, the ones that were
 * not used for longest forgotten first. What cannot be read counts as nothing.
 */
import type { Point } from '@/lib/graph/layout/drawing';

export const POSITIONS_KEY = 'graph.positions';
const MOST_VIEWS = 40;

export type Positions = ReadonlyMap<string, Point>;
type Stored = [view: string, positions: Record<string, [number, number]>][];

export const NO_POSITIONS: Positions = new Map();

export function positionsIn(text: string | null, view: string): Positions {
  const found = read(text).find(([key]) => key === view)?.[1];
  if (found === undefined) return NO_POSITIONS;
  return new Map(Object.entries(found).map(([id, [x, y]]) => [id, { x, y }]));
}

/** The text with the view's positions replaced; the newest view is the last. */
export function withPositions(text: string | null, view: string, positions: Positions): string | null {
  const others = read(text).filter(([key]) => key !== view);
  const own: Stored =
    positions.size === 0
      ? []
      : [[view, Object.fromEntries([...positions].map(([id, { x, y }]) => [id, [x, y]]))]];
  const all = [...others, ...own].slice(-MOST_VIEWS);
  return all.length === 0 ? null : JSON.stringify(all);
}

/** Positions of a view file wait here until the page that its options lead to takes them. */
export const LOADED_KEY = 'graph.positions.loaded';
const LOADED_VIEW = 'loaded';

/** As they wait. */
export function loadedText(positions: Positions): string | null {
  return withPositions(null, LOADED_VIEW, positions);
}

export function loadedPositions(text: string | null): Positions | null {
  return text === null ? null : positionsIn(text, LOADED_VIEW);
}

function read(text: string | null): Stored {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Stored[number] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  const positions: unknown = value[1];
  return (
    typeof positions === 'object' &&
    positions !== null &&
    Object.values(positions).every(
      (point) => Array.isArray(point) && point.length === 2 && point.every(Number.isFinite),
    )
  );
}
