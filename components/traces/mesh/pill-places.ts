/** Where the pill of a line stands: on the line, beside cards and other pills as far as there is room. Pure; pixels. */
import type { Point, Rect } from '@/lib/graph/layout/drawing';
import { pointAt } from '@/lib/graph/layout/spline';
import type { CallLine } from './call-drawing';

const HEIGHT = 18;
/** Of the letters and digits of 11 px; the drawing need not be exact. */
const LETTER = 6.1;
const PADDING = 18;
const ICON = 15;
/** Kept free around a pill. */
export const PILL_GAP = 6;
/** Along the line, from its middle outwards. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/** 0 = it has none. */
export function pillWidth({ text, look }: Pick<CallLine, 'text' | 'look'>): number {
  if (text === null) return 0;
  return text.length * LETTER + PADDING + (look === 'failed' || look === 'unmatched' ? ICON : 0);
}

/** The middle of the pill; its place is added to `taken`. Where all is taken, what hides least. */
export function placeOfPill(
  line: Pick<CallLine, 'text' | 'look'>,
  points: Parameters<typeof pointAt>[0],
  taken: Rect[],
): Point {
  const middle = pointAt(points, 0.5);
  const width = pillWidth(line);
  if (width === 0) return middle;
  const rectAt = ({ x, y }: Point): Rect => ({
    x: x - width / 2 - PILL_GAP,
    y: y - HEIGHT / 2 - PILL_GAP / 2,
    width: width + 2 * PILL_GAP,
    height: HEIGHT + PILL_GAP,
  });
  let best = { at: middle, hidden: Number.POSITIVE_INFINITY };
  for (const share of SHARES) {
    const at = pointAt(points, share);
    const rect = rectAt(at);
    const hidden = taken.reduce((sum, other) => sum + overlap(rect, other), 0);
    if (hidden < best.hidden) best = { at, hidden };
    if (hidden === 0) break;
  }
  taken.push(rectAt(best.at));
  return best.at;
}

function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
