/** How a whole picture is shown: as large as it goes, clear of the bars and controls that stand over the canvas. */
import { MANY_LINES } from '@/components/graph/lines/lean-lines';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import { boundsOf } from '@/lib/graph/layout/finish';
import { detailAt } from './viewport';

const SIDE = 16;
const TOP = 60;
const BOTTOM = 52;
/** Pixels between a card and what stands over the canvas. */
const CLEAR = 8;

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Fitted {
  readonly zoom: number;
  /** Where the picture's origin stands, in pixels of what is seen. */
  readonly x: number;
  readonly y: number;
}

/** What stands over the canvas, in pixels of what is seen: elements marked `data-over-canvas` beside it. */
export function overlaysOf(container: HTMLElement | null): Rect[] {
  const stage = container?.closest('[data-stage]');
  if (stage == null) return [];
  const origin = stage.getBoundingClientRect();
  return [...stage.querySelectorAll('[data-over-canvas]')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x - origin.x, y: y - origin.y, width, height };
  });
}

const NO_ROUTES: Layout['edges'] = new Map();

/**
 * As `fitPicture`, for a picture of so many lines. From afar those of a large one are drawn straight, and stay within
 * its cards: where they will run once one looks closely does not move what is shown whole.
 */
export function fitWhole(
  layout: Layout,
  lines: number,
  size: Size,
  overlays: readonly Rect[],
  leastZoom: number,
): Fitted {
  if (lines > MANY_LINES) {
    const straight = { ...layout, ...boundsOf(layout, NO_ROUTES) };
    const fitted = fitPicture(straight, size, overlays, leastZoom);
    if (detailAt(fitted.zoom) === 'far') return fitted;
  }
  return fitPicture(layout, size, overlays, leastZoom);
}

/** Never larger than life. Of the ways around what would cover a card, the one that leaves the picture largest. */
export function fitPicture(layout: Layout, size: Size, overlays: readonly Rect[], leastZoom: number): Fitted {
  const above = overlays.filter(({ y, height }) => y + height < size.height / 2);
  const top = Math.max(TOP, ...above.map(({ y, height }) => y + height + CLEAR));
  const below = overlays.filter((one) => !above.includes(one));
  const plain = within(layout, size, { left: SIDE, top, bottom: BOTTOM }, leastZoom);
  if (!covers(layout, plain, below)) return plain;
  const raised = Math.max(BOTTOM, ...below.map(({ y }) => size.height - y + CLEAR));
  const moved = Math.max(SIDE, ...below.map(({ x, width }) => x + width + CLEAR));
  const ways = [{ left: SIDE, top, bottom: raised }];
  if (moved < size.width / 3) ways.push({ left: moved, top, bottom: BOTTOM });
  const fitted = ways.map((insets) => within(layout, size, insets, leastZoom));
  return fitted.reduce((best, one) => (one.zoom > best.zoom ? one : best));
}

function within(
  layout: Layout,
  size: Size,
  insets: { readonly left: number; readonly top: number; readonly bottom: number },
  leastZoom: number,
): Fitted {
  const room = { width: size.width - insets.left - SIDE, height: size.height - insets.top - insets.bottom };
  const zoom = Math.max(leastZoom, Math.min(1, room.width / layout.width, room.height / layout.height));
  return {
    zoom,
    x: insets.left + (room.width - layout.width * zoom) / 2 - layout.x * zoom,
    y: insets.top + Math.max(0, (room.height - layout.height * zoom) / 2) - layout.y * zoom,
  };
}

function covers({ nodes }: Layout, { zoom, x, y }: Fitted, overlays: readonly Rect[]): boolean {
  return [...nodes.values()].some((node) =>
    overlays.some(
      (over) =>
        node.x * zoom + x < over.x + over.width + CLEAR &&
        over.x < (node.x + node.width) * zoom + x + CLEAR &&
        node.y * zoom + y < over.y + over.height + CLEAR &&
        over.y < (node.y + node.height) * zoom + y + CLEAR,
    ),
  );
}
