/**
 * Wraps boxes to the shape of the page: each box is drawn by itself, then boxes and loose cards are
 * set in columns along the calls, as many columns as make the picture largest. Lines are drawn afterwards.
 */

import { type Call, type Corner, setInColumns } from './columns';
import { type EdgeRoute, type LayoutInput, PAGE_LEVEL, type Places, type Rect, SPACING } from './drawing';
import { flipInput, flipRects, flipRoutes } from './flip';
import { drawNest, type HeaderSide } from './nest';
import { BoxTree } from './tree';

/** Most lines run between the columns of the page. */
const PAGE_GAPS = { gutter: 44, stack: 22, beside: 36, byDepth: false } as const;
const FOLDED_GAPS = { gutter: 52, stack: 22, beside: 40, byDepth: true } as const;
/** Boxes of more cards than this are set in columns where the picture would be too small otherwise. */
const MOST_UNFOLDED = 12;
/** Widths of boxes within the page, as shares of its own, that are tried; the page's own shape unless another gains. */
const SHAPES = [1, 0.7, 0.85, 1.25, 1.6] as const;
const SAME = 1.03;
/** Where the page is too small for labels, cards stand closer. */
const CLOSE = { columnGap: 40, rowGap: 18 } as const;

interface Room {
  readonly width: number;
  readonly height: number;
}

interface Unit extends Places, Room {
  readonly id: string;
  /** Lines inside of a box. */
  readonly edges: ReadonlyMap<string, EdgeRoute>;
}

/** Places of everything, and the lines that stay inside one box. */
export type Wrapped = Omit<Unit, 'id'>;

/** `fold`: the cards of large boxes are set in columns as well, which takes less room than layers. */
export function wrapBoxes(input: LayoutInput, room: Room, fold = false): Wrapped {
  const close = { ...input, columnGap: Math.min(input.columnGap, CLOSE.columnGap), rowGap: CLOSE.rowGap };
  if (input.direction !== 'down') return bestOf(close, room, 'top', fold);
  const turned = { width: room.height, height: room.width };
  const flipped = bestOf(flipInput(close), turned, 'left', fold);
  return {
    nodes: flipRects(flipped.nodes),
    boxes: flipRects(flipped.boxes),
    edges: flipRoutes(flipped.edges),
    width: flipped.height,
    height: flipped.width,
  };
}

/** The largest on the page of several shapes of the boxes that hold boxes. */
function bestOf(input: LayoutInput, room: Room, header: HeaderSide, fold: boolean): Wrapped {
  let best: Wrapped | null = null;
  let largest = 0;
  for (const stretch of SHAPES) {
    const shape = { width: room.width * stretch, height: room.height };
    const wrapped = new Wrapping(input, room, shape, header, fold).draw();
    const scale = Math.min(room.width / wrapped.width, room.height / wrapped.height);
    if (best !== null && scale <= largest * SAME) continue;
    best = wrapped;
    largest = scale;
  }
  return best ?? new Wrapping(input, room, room, header, fold).draw();
}

class Wrapping {
  readonly #input: LayoutInput;
  readonly #room: Room;
  readonly #shape: Room;
  readonly #header: HeaderSide;
  readonly #tree: BoxTree;
  readonly #fold: boolean;

  constructor(input: LayoutInput, room: Room, shape: Room, header: HeaderSide, fold: boolean) {
    this.#shape = shape;
    this.#fold = fold;
    this.#input = input;
    this.#room = room;
    this.#header = header;
    this.#tree = new BoxTree(input);
  }

  draw(): Wrapped {
    return this.#level(PAGE_LEVEL);
  }

  #level(level: string): Unit {
    const children = this.#tree.children(level);
    const flat = !children.some((id) => this.#tree.isBox(id));
    const folded = flat && this.#fold && children.length > MOST_UNFOLDED;
    if (flat && !folded) return this.#flat(level);
    const units = children.map((id) => (this.#tree.isBox(id) ? this.#level(id) : this.#card(id)));
    const calls = this.#calls(level, children, units);
    const part = { width: this.#room.width / 2, height: this.#room.height / 2 };
    const places = folded
      ? setInColumns(units, calls, part, FOLDED_GAPS)
      : setInColumns(units, calls, level === PAGE_LEVEL ? this.#room : this.#shape, PAGE_GAPS);
    const frame = this.#frame(level);
    const nodes = new Map<string, Rect>();
    const boxes = new Map<string, Rect>();
    const edges = new Map<string, EdgeRoute>();
    let width = this.#minWidth(level);
    let height = 0;
    units.forEach((unit, index) => {
      const corner = places[index] ?? { x: 0, y: 0 };
      const x = corner.x + frame.left;
      const y = corner.y + frame.top;
      const moved = ([id, rect]: readonly [string, Rect]) =>
        [id, { ...rect, x: rect.x + x, y: rect.y + y }] as const;
      for (const entry of unit.nodes) nodes.set(...moved(entry));
      for (const entry of unit.boxes) boxes.set(...moved(entry));
      for (const [edge, route] of unit.edges) edges.set(edge, shifted(route, x, y));
      width = Math.max(width, x + unit.width + frame.padding);
      height = Math.max(height, y + unit.height + frame.padding);
    });
    if (level !== PAGE_LEVEL) boxes.set(level, { x: 0, y: 0, width, height });
    return { id: level, nodes, boxes, edges, width, height };
  }

  /** A box without boxes inside, in layers. */
  #flat(level: string): Unit {
    const inside = new Set(this.#tree.children(level));
    const drawing = drawNest(
      {
        ...this.#input,
        nodes: this.#input.nodes.filter((node) => inside.has(node.id)),
        boxes: this.#input.boxes.filter((box) => box.id === level),
        edges: this.#input.edges.filter((edge) => inside.has(edge.source) && inside.has(edge.target)),
      },
      this.#header,
    );
    return { id: level, ...drawing };
  }

  #card(id: string): Unit {
    const { width = 0, height = 0 } = this.#input.nodes.find((node) => node.id === id) ?? {};
    return {
      id,
      width,
      height,
      nodes: new Map([[id, { x: 0, y: 0, width, height }]]),
      boxes: new Map(),
      edges: new Map(),
    };
  }

  /** Calls between the children of a level. */
  #calls(level: string, children: readonly string[], units: readonly Unit[]): readonly Call[] {
    const index = new Map(children.map((id, at) => [id, at]));
    const end = (node: string) => {
      const unit = index.get(this.#tree.childHolding(level, node) ?? '') ?? -1;
      const { x = 0, y = 0, width = 0, height = 0 } = units[unit]?.nodes.get(node) ?? {};
      return { unit, at: { x: x + width / 2, y: y + height / 2 } };
    };
    return this.#input.edges.flatMap((edge): Call[] => {
      const from = end(edge.source);
      const to = end(edge.target);
      if (from.unit < 0 || to.unit < 0 || from.unit === to.unit) return [];
      return [{ from: from.unit, to: to.unit, fromAt: from.at, toAt: to.at }];
    });
  }

  #frame(level: string): { top: number; left: number; padding: number } {
    if (level === PAGE_LEVEL) return { top: 0, left: 0, padding: 0 };
    const padding = SPACING.boxPadding;
    const header = SPACING.boxHeader;
    return this.#header === 'top'
      ? { top: header, left: padding, padding }
      : { top: padding, left: header, padding };
  }

  #minWidth(level: string): number {
    const least = this.#input.boxes.find((box) => box.id === level)?.minWidth ?? 0;
    return this.#header === 'top' ? least : 0;
  }
}

function shifted(route: EdgeRoute, dx: number, dy: number): EdgeRoute {
  const move = ({ x, y }: Corner) => ({ x: x + dx, y: y + dy });
  return {
    source: move(route.source),
    target: move(route.target),
    controls: route.controls.map(move),
    back: route.back,
  };
}
