/** The whole picture from nothing: in layers, or with its boxes wrapped where that makes it readable on the page. */
import type { Layout, LayoutInput } from './drawing';
import { finishLayout } from './finish';
import { flipInput, flipRects, flipRoutes } from './flip';
import { drawNest } from './nest';
import { WORTH_FOLDING, wrapBoxes } from './wrap';

/** Wrapping boxes is for pictures that can be read whole; larger ones are read in parts. */
const MOST_WRAPPED = 160;
/** Smaller than this a picture is a strip in which not even boxes are told apart: that is wrapped at any size. */
const STRIP = 0.12;
/** From this share of its size on a picture that fits the page can be read. */
const READABLE = 0.8;
/** Below this share of its size names are hard to read: large boxes are folded as well. */
const SMALL = 0.8;
/** How much larger the wrapped picture must be to be worth its longer lines. */
const WORTH = 1.12;

export function drawAnew(asGiven: LayoutInput): Layout {
  const input = inOrder(asGiven);
  const layered = drawLayered(input);
  const { room } = input;
  if (room === undefined || input.boxes.length === 0) return layered;
  const scale = scaleIn(layered, room);
  if (scale >= (input.nodes.length > MOST_WRAPPED ? STRIP : READABLE)) return layered;
  const wrapped = drawWrapped(input, room, false);
  const best = scaleIn(wrapped, room) > scale * WORTH ? wrapped : layered;
  if (scaleIn(best, room) >= SMALL || input.nodes.length > MOST_WRAPPED) return best;
  const folded = drawWrapped(input, room, true);
  return scaleIn(folded, room) > scaleIn(best, room) * WORTH_FOLDING ? folded : best;
}

/** The same picture in whatever order the graph arrives. */
function inOrder(input: LayoutInput): LayoutInput {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
    isSorted(list) ? list : [...list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { ...input, nodes: byId(input.nodes), boxes: byId(input.boxes), edges: byId(input.edges) };
}

function drawWrapped(input: LayoutInput, room: NonNullable<LayoutInput['room']>, fold: boolean): Layout {
  const places = wrapBoxes(input, room, fold);
  return finishLayout(input, places, places.edges);
}

function isSorted(list: readonly { readonly id: string }[]): boolean {
  return list.every(({ id }, index) => index === 0 || (list[index - 1]?.id ?? '') <= id);
}

function drawLayered(input: LayoutInput): Layout {
  const down = input.direction === 'down';
  const { nodes, boxes, edges, width, height } = down
    ? drawNest(flipInput(input), 'left')
    : drawNest(input, 'top');
  if (!down) return { nodes, boxes, edges, x: 0, y: 0, width, height, direction: 'right', gone: new Map() };
  return {
    nodes: flipRects(nodes),
    boxes: flipRects(boxes),
    edges: flipRoutes(edges),
    x: 0,
    y: 0,
    width: height,
    height: width,
    direction: 'down',
    gone: new Map(),
  };
}

/** How large the picture is when all of it fits, 1 being life-size. */
function scaleIn(
  picture: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
): number {
  return Math.min(1, room.width / Math.max(1, picture.width), room.height / Math.max(1, picture.height));
}
