/**
 * Places for the few names that a far picture has: of boxes, and of nodes that do not do well or are looked for. They
 * keep the size of the page's type, cover no node and no other name; a name without a free place near its node is left
 * out, and its node is still seen by its colour. Pure.
 */

import type { CardModel, GraphElements } from '@/components/graph/elements';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import { RectGrid } from './rect-grid';

/** How they look: the places are made for this. */
export const FAR_BOX_NAME =
  'flex h-5 items-center gap-1 whitespace-nowrap rounded-tag bg-surface/85 px-1 font-semibold text-[12px] text-text';
export const FAR_CARD_NAME =
  'flex h-[18px] items-center gap-1 whitespace-nowrap rounded-full border bg-surface px-1.5 font-medium text-[11px] leading-4';

const NAME = { height: 18, letter: 6.3, around: 30 } as const;
const BOX_NAME = { height: 20, letter: 6.9, around: 14, icon: 18 } as const;
/** More nodes than this that are merely degraded are no news: only those that fail have their names then. */
const MOST_DEGRADED = 12;
/** Screen pixels between a node and its name. */
const NEXT_TO = 3;
/** Screen pixels that a name may reach beyond the sides of the picture: as much as is free there when it is fitted. */
const BEYOND = 12;

/** Names are placed anew when the zoom has changed by this much, not with every step of the wheel. */
const STEPS_PER_DOUBLING = 5;

/** Rounded down: names have at least the room that they were given. */
export function nameStep(zoom: number): number {
  return Math.floor(Math.log2(zoom) * STEPS_PER_DOUBLING);
}

/** The zoom that names are placed for at a step. */
export function zoomOfStep(step: number): number {
  return 2 ** (step / STEPS_PER_DOUBLING);
}

export interface FarName {
  /** Top left corner in the picture's own pixels. */
  readonly x: number;
  readonly y: number;
  /** A line between it and its node; null where they stand side by side. */
  readonly leader: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  } | null;
}

export interface FarNames {
  readonly boxes: ReadonlyMap<string, FarName>;
  readonly cards: ReadonlyMap<string, FarName>;
}

/** `wanted`: ids of cards that are selected or found, whose names come first. `zoom` in screen pixels per pixel. */
export function placeFarNames(
  elements: GraphElements,
  layout: Layout,
  zoom: number,
  wanted: ReadonlySet<string>,
): FarNames {
  const taken = new RectGrid(160 / zoom, 1 / zoom);
  for (const rect of layout.nodes.values()) taken.add(rect);
  const boxes = placeBoxNames(elements, layout, zoom, taken);
  const cards = new Map<string, FarName>();
  const degraded = elements.cards.filter((card) => card.health === 'degraded').length;
  const least = degraded > MOST_DEGRADED ? 2 : 1;
  const named = elements.cards.filter((card) => urgency(card, wanted) >= least);
  for (const card of named.sort((a, b) => urgency(b, wanted) - urgency(a, wanted))) {
    const rect = layout.nodes.get(card.id);
    if (rect === undefined) continue;
    const size = {
      width: (card.name.length * NAME.letter + NAME.around) / zoom,
      height: NAME.height / zoom,
    };
    const corner = candidates(rect, size, zoom).find(
      (at) => isInside(at, size, layout, zoom) && !taken.hits({ ...at, ...size }),
    );
    if (corner === undefined) continue;
    taken.add({ ...corner, ...size });
    cards.set(card.id, { ...corner, leader: leader(rect, corner, size, zoom) });
  }
  return { boxes, cards };
}

function urgency(card: CardModel, wanted: ReadonlySet<string>): number {
  if (wanted.has(card.id)) return 4;
  if (card.kind === 'stack') return 3;
  return card.health === 'failing' ? 2 : card.health === 'degraded' ? 1 : 0;
}

/**
 * A box has room for its name along its top, from the left on as everywhere, else on its upper border like the title of a
 * group; where its name is wider than the box, above it.
 */
function placeBoxNames(
  elements: GraphElements,
  layout: Layout,
  zoom: number,
  taken: RectGrid,
): Map<string, FarName> {
  const names = new Map<string, FarName>();
  // Nothing here depends on how anything does: a refresh must not move a name.
  const named = new RectGrid(160 / zoom, 1 / zoom);
  const largest = [...elements.boxes].sort((a, b) => b.members - a.members);
  for (const box of largest) {
    const rect = layout.boxes.get(box.id);
    if (rect === undefined) continue;
    const letters = box.name.length * BOX_NAME.letter + BOX_NAME.around + BOX_NAME.icon;
    const size = { width: letters / zoom, height: BOX_NAME.height / zoom };
    const x = rect.x + 4 / zoom;
    const centred = rect.x + (rect.width - size.width) / 2;
    const places = [
      { x, y: rect.y + 2 / zoom },
      { x, y: rect.y - size.height / 2 },
      { x: rect.x + rect.width / 4, y: rect.y + 2 / zoom },
      { x: centred, y: rect.y + 2 / zoom },
      { x: centred, y: rect.y - size.height / 2 },
      { x, y: rect.y - size.height - 1 / zoom },
      { x: centred, y: rect.y - size.height - 1 / zoom },
      { x, y: rect.y + rect.height + 1 / zoom },
    ];
    const free = (grid: RectGrid) => places.find((at) => !grid.hits({ ...at, ...size }));
    // A full box leaves no room: its name then covers nodes, since without names nobody finds their way.
    const corner = free(taken) ?? free(named);
    if (corner === undefined) continue;
    taken.add({ ...corner, ...size });
    named.add({ ...corner, ...size });
    names.set(box.id, { ...corner, leader: null });
  }
  return names;
}

/** Beyond the sides of the picture a name would be cut off where the picture is shown whole. */
function isInside(
  { x }: { readonly x: number },
  size: { readonly width: number },
  layout: Layout,
  zoom: number,
): boolean {
  const beyond = BEYOND / zoom;
  return x > layout.x - beyond && x + size.width < layout.x + layout.width + beyond;
}

/** Next to the node on all sides, then farther and farther off. */
function candidates(
  rect: Rect,
  size: { readonly width: number; readonly height: number },
  zoom: number,
): { x: number; y: number }[] {
  const gap = NEXT_TO / zoom;
  const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  const places: { x: number; y: number }[] = [];
  for (let ring = 0; ring < 7; ring += 1) {
    const off = gap + ring * 0.8 * size.height;
    const [left, right] = [rect.x - size.width - off, rect.x + rect.width + off];
    const [above, below] = [rect.y - size.height - off, rect.y + rect.height + off];
    const centre = middle.x - size.width / 2;
    places.push(
      { x: centre, y: below },
      { x: centre, y: above },
      { x: right, y: middle.y - size.height / 2 },
      { x: left, y: middle.y - size.height / 2 },
      { x: middle.x, y: below },
      { x: middle.x - size.width, y: below },
      { x: middle.x, y: above },
      { x: middle.x - size.width, y: above },
    );
  }
  return places;
}

/** A line from the edge of the node to the nearest edge of a name that does not stand right beside it. */
function leader(
  rect: Rect,
  corner: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
  zoom: number,
): FarName['leader'] {
  const [x1, x2] = nearest(rect.x, rect.width, corner.x, size.width);
  const [y1, y2] = nearest(rect.y, rect.height, corner.y, size.height);
  return Math.hypot(x2 - x1, y2 - y1) * zoom <= NEXT_TO + 2 ? null : { x1, y1, x2, y2 };
}

/** Of two stretches of a line the points that are nearest to each other; the same one where they overlap. */
function nearest(low: number, length: number, otherLow: number, otherLength: number): [number, number] {
  if (otherLow > low + length) return [low + length, otherLow];
  if (low > otherLow + otherLength) return [low, otherLow + otherLength];
  const shared = (Math.max(low, otherLow) + Math.min(low + length, otherLow + otherLength)) / 2;
  return [shared, shared];
}
