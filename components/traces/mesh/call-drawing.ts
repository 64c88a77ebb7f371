/** Calls as cards and lines: where they stand and how they look. Pure; lengths are pixels at full size. */
import { wayOf } from '@/lib/graph/export/svg-line';
import type { Point, Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { pointsAlong } from '@/lib/graph/layout/spline';
import { PILL_GAP, pillWidth, placeOfPill } from './pill-places';

/** `seen`: by what the picture is about; `unmatched`: only one of two sources saw it; `aside`: context. */
export type CallLook = 'seen' | 'failed' | 'unmatched' | 'aside';

export interface CallCard {
  readonly key: string;
  readonly name: string;
  readonly detail: string | null;
  readonly look: CallLook;
}

export interface CallLine {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly look: CallLook;
  /** What its pill says; null = it has none. */
  readonly text: string | null;
  readonly title: string;
}

export interface DrawnCall {
  readonly line: CallLine;
  readonly path: string;
  readonly tip: Point;
  readonly direction: Point;
  readonly at: Point;
}

export interface CallDrawing {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly { readonly card: CallCard; readonly rect: Rect }[];
  readonly lines: readonly DrawnCall[];
}

const CARD = { width: 148, height: 40 };
/** At least; a pill between two columns has room in it. */
const COLUMN_GAP = 120;
const ROW_GAP = 24;
const MARGIN = 16;
/** Where the arrow takes over from the line. */
const ARROW = 7;

export function drawCalls(cards: readonly CallCard[], lines: readonly CallLine[]): CallDrawing {
  const known = new Set(cards.map(({ key }) => key));
  const drawn = lines.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const layout = layOut({
    nodes: cards.map(({ key }) => ({ id: key, ...CARD, box: null })),
    boxes: [],
    edges: drawn.map(({ key, from, to }) => ({ id: key, source: from, target: to })),
    columnGap: Math.max(COLUMN_GAP, ...drawn.map((line) => pillWidth(line) + 2 * PILL_GAP)),
    rowGap: ROW_GAP,
  });
  const moved = ({ x, y }: Point): Point => ({ x: x + MARGIN - layout.x, y: y + MARGIN - layout.y });
  const rects = cards.flatMap((card) => {
    const rect = layout.nodes.get(card.key);
    return rect === undefined ? [] : [{ card, rect: { ...rect, ...moved(rect) } }];
  });
  const taken = rects.map(({ rect }) => rect);
  return {
    width: layout.width + 2 * MARGIN,
    height: layout.height + 2 * MARGIN,
    cards: rects,
    lines: drawn
      .flatMap((line): readonly DrawnCall[] => {
        const found = layout.edges.get(line.key);
        if (found === undefined) return [];
        const [source, target] = [moved(found.source), moved(found.target)];
        const route = { ...found, source, target, controls: found.controls.map(moved) };
        return [{ line, ...wayOf(route, ARROW), at: placeOfPill(line, pointsAlong(route), taken) }];
      })
      // What the picture is about lies above the rest.
      .toSorted((a, b) => Number(a.line.look !== 'aside') - Number(b.line.look !== 'aside')),
  };
}
