/** The whole picture from nothing: in layers, or with its boxes wrapped where that makes it readable on the page. */
import type { Layout, LayoutInput } from './drawing';
import { ESTIMATE_MARGIN, estimateLayers } from './estimate-layers';
import { finishLayout, placedLayout } from './finish';
import { flipInput, flipRects, flipRoutes } from './flip';
import { drawNest } from './nest';
import { WORTH_FOLDING, type Wrapped, wrapBoxes } from './wrap';

/** Folding boxes is for pictures that can be read whole; larger ones are read in parts. */
const MOST_FOLDED = 160;
/** Smaller than this a picture is a strip in which not even boxes are told apart. */
const STRIP = 0.12;
/** What wrapping must gain for a large picture, whose lines it makes longer, that is no strip. */
const WORTH_OF_LARGE = 1.6;
/** From this share of its size on a picture that fits the page can be read, the words on its lines with it. */
const READABLE = 0.8;
/** Cards that are not in boxes leave their layers only where they cannot be read in them at all. */
const LEGIBLE = 0.45;
/** How much larger the wrapped picture must be to be worth its longer lines. */
const WORTH = 1.12;

type Room = NonNullable<LayoutInput['room']>;

/** `onPlaced`: the picture before the lines between its boxes are drawn, where that takes its time. */
export function drawAnew(asGiven: LayoutInput, onPlaced?: (layout: Layout) => void): Layout {
  const input = inOrder(asGiven);
  const drawing = drawingOf(input);
  if (drawing.kind === 'layered') return drawing.layout;
  const { wrapped } = drawing;
  onPlaced?.(placedLayout(input, wrapped, wrapped.edges));
  // Lines are drawn last, and only for the picture that is shown.
  return finishLayout(input, wrapped, wrapped.edges);
}

/** The same without the lines that take their time: what `onPlaced` is told of, or the whole picture where that is none. */
export function placeAnew(asGiven: LayoutInput): Layout {
  const input = inOrder(asGiven);
  const drawing = drawingOf(input);
  if (drawing.kind === 'layered') return drawing.layout;
  return placedLayout(input, drawing.wrapped, drawing.wrapped.edges);
}

/** What is best for the page. */
type Drawing =
  | { readonly kind: 'layered'; readonly layout: Layout }
  | { readonly kind: 'wrapped'; readonly wrapped: Wrapped };

function drawingOf(input: LayoutInput): Drawing {
  const { room } = input;
  const large = input.nodes.length > MOST_FOLDED;
  if (room === undefined || (large && input.boxes.length === 0))
    return { kind: 'layered', layout: drawLayered(input) };
  return large ? largeDrawing(input, room) : smallDrawing(input, room);
}

/** The layers are drawn only where they might be as good. */
function largeDrawing(input: LayoutInput, room: Room): Drawing {
  const wrapped = wrapBoxes(input, room, 'close');
  const size = scaleIn(wrapped, room);
  const most = scaleIn(estimateLayers(input, wrapped), room) * ESTIMATE_MARGIN;
  if (isWorthWrapping(size, most)) return { kind: 'wrapped', wrapped };
  const layout = drawLayered(input);
  return isWorthWrapping(size, scaleIn(layout, room))
    ? { kind: 'wrapped', wrapped }
    : { kind: 'layered', layout };
}

/** `layers`: how large the layers are on the page, or at most. */
function isWorthWrapping(size: number, layers: number): boolean {
  return layers < READABLE && size > layers * (layers < STRIP ? WORTH : WORTH_OF_LARGE);
}

function smallDrawing(input: LayoutInput, room: Room): Drawing {
  const layout = drawLayered(input);
  const wrapped = wrappedFor(input, room, layout);
  return wrapped === null ? { kind: 'layered', layout } : { kind: 'wrapped', wrapped };
}

/** Null where the layers are as good. */
function wrappedFor(input: LayoutInput, room: Room, layered: Layout): Wrapped | null {
  const scale = scaleIn(layered, room);
  if (scale >= READABLE || (scale >= LEGIBLE && input.boxes.length === 0)) return null;
  const plain = wrapBoxes(input, room, 'close');
  const isWorth = scaleIn(plain, room) > scale * WORTH;
  const best = isWorth ? scaleIn(plain, room) : scale;
  const folded = best < READABLE ? wrapBoxes(input, room, 'close', true) : plain;
  const close = scaleIn(folded, room) > best * WORTH_FOLDING ? folded : isWorth ? plain : null;
  if (close === null || input.direction === 'down' || scaleIn(close, room) < READABLE) return close;
  // Room is left: some of it goes to the words on the lines, which take more across than they do up and down.
  const wide = wrapBoxes(input, room, 'wide', close === folded);
  return scaleIn(wide, room) >= READABLE ? wide : close;
}

/** The same picture in whatever order the graph arrives. */
function inOrder(input: LayoutInput): LayoutInput {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
    isSorted(list) ? list : [...list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { ...input, nodes: byId(input.nodes), boxes: byId(input.boxes), edges: byId(input.edges) };
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
