/**
 * Wraps boxes to the shape of the page: each box is drawn by itself, then boxes and loose cards are
 * set in columns along the calls, as many columns as make the picture largest. Lines are drawn afterwards.
 */
import { BoxShapes, boxFrame, type FoldedShape, type Unit } from './box-shapes';
import { type Call, type ColumnSetting, type Corner, columnSettings, largestIn } from './columns';
import { type EdgeRoute, type LayoutInput, PAGE_LEVEL, type Rect } from './drawing';
import { flipInput, flipRects, flipRoutes } from './flip';
import type { HeaderSide } from './nest';
import { BoxTree } from './tree';

/** Most lines run between the columns of the page. */
const PAGE_GAPS = { gutter: 40, stack: 18, beside: 32, byDepth: false } as const;
/** Widths of boxes within the page, as shares of its own, that are tried; the page's own shape unless another gains. */
const SHAPES = [1, 0.7, 0.85, 1.25, 1.6] as const;
const SAME = 1.03;
/** Where the page is too small for labels, cards stand closer. */
const SPACES = {
  close: { columnGap: 40, rowGap: 18 },
  wide: { columnGap: 84, rowGap: 20 },
} as const;
/** What folding, which leads some calls up and down, must gain. */
export const WORTH_FOLDING = 1.06;
/** Ways to fold some of the boxes that are kept while the next one is tried. */
const STATES = 4;
/** Boxes that are tried: the small ones gain little. */
const MOST_FOLDED = 4;
/** From this size on all words are read, those on the lines too: what a picture gains by being larger still, and what winding lines take from it. */
const READ = 0.8;
const LARGER = 0.4;
/** What it is worth to reach that size. */
const WORDS = 0.1;
const UNREST = 0.4;

interface Room {
  readonly width: number;
  readonly height: number;
}

/** Places of everything, and the lines that stay inside one box. */
export type Wrapped = Omit<Unit, 'id'>;

/** How each folded box is folded. */
type Folding = ReadonlyMap<string, FoldedShape>;

/** `fold`: boxes whose cards take less room in columns than in layers may be set so, where that makes the picture larger. */
export function wrapBoxes(
  input: LayoutInput,
  room: Room,
  spaces: keyof typeof SPACES,
  fold = false,
): Wrapped {
  const { columnGap, rowGap } = SPACES[spaces];
  const spaced = { ...input, columnGap: Math.min(input.columnGap, columnGap), rowGap };
  if (input.direction !== 'down') return new Wrapping(spaced, room, 'top').best(fold);
  const turned = { width: room.height, height: room.width };
  const flipped = new Wrapping(flipInput(spaced), turned, 'left').best(fold);
  return {
    nodes: flipRects(flipped.nodes),
    boxes: flipRects(flipped.boxes),
    edges: flipRoutes(flipped.edges),
    width: flipped.height,
    height: flipped.width,
  };
}

interface Drawn {
  readonly wrapped: Wrapped;
  readonly folding: Folding;
  /** Size on the page against how much its lines wind: the larger the better. */
  readonly worth: number;
}

class Wrapping {
  readonly #input: LayoutInput;
  readonly #room: Room;
  readonly #header: HeaderSide;
  readonly #tree: BoxTree;
  readonly #shapes: BoxShapes;
  /** Of a level with these units in it: the ways to set them, and what was drawn of them. */
  readonly #settings = new Map<string, readonly ColumnSetting[]>();
  readonly #drawn = new Map<string, Unit>();
  readonly #numbers = new Map<Unit, number>();

  constructor(input: LayoutInput, room: Room, header: HeaderSide) {
    this.#input = input;
    this.#room = room;
    this.#header = header;
    this.#tree = new BoxTree(input);
    this.#shapes = new BoxShapes(input, this.#tree, header);
  }

  best(fold: boolean): Wrapped {
    const plain = this.#stretched(new Map());
    const folded = fold ? this.#folded(plain) : plain;
    return folded.worth > plain.worth * WORTH_FOLDING ? folded.wrapped : plain.wrapped;
  }

  /** Boxes that can be folded, the largest first. */
  #foldable(): string[] {
    return this.#input.boxes
      .map(({ id }) => id)
      .filter((id) => this.#isFlat(id) && this.#shapes.folded(id).length > 0)
      .sort((a, b) => this.#tree.children(b).length - this.#tree.children(a).length || (a < b ? -1 : 1));
  }

  /** Box by box in every shape that it can take, going on with the few best: one box may only pay with another. */
  #folded(plain: Drawn): Drawn {
    let states: readonly Drawn[] = [plain];
    for (const box of this.#foldable().slice(0, MOST_FOLDED)) {
      const tried = states.flatMap((state) =>
        this.#shapes.folded(box).map((shape) => this.#stretched(new Map(state.folding).set(box, shape))),
      );
      states = [...states, ...tried].sort((a, b) => b.worth - a.worth).slice(0, STATES);
    }
    return states[0] ?? plain;
  }

  /** The largest on the page of several shapes of the boxes that hold boxes. */
  #stretched(folding: Folding): Drawn {
    let best: Drawn | null = null;
    for (const stretch of SHAPES) {
      const drawn = this.#draw(folding, stretch);
      if (best === null || drawn.worth > best.worth * SAME) best = drawn;
    }
    return best ?? this.#draw(folding, 1);
  }

  #draw(folding: Folding, stretch: number): Drawn {
    const wrapped = this.#level(PAGE_LEVEL, folding, stretch);
    const scale = Math.min(1, this.#room.width / wrapped.width, this.#room.height / wrapped.height);
    const size = scale < READ ? scale : READ + WORDS + (scale - READ) * LARGER;
    let unrest = 0;
    for (const shape of folding.values()) unrest += shape.nodes.size * (1 - shape.calm);
    const share = unrest / Math.max(1, this.#input.nodes.length);
    return { wrapped, folding, worth: size * (1 - UNREST * share) };
  }

  #isFlat(level: string): boolean {
    return !this.#tree.children(level).some((id) => this.#tree.isBox(id));
  }

  #level(level: string, folding: Folding, stretch: number): Unit {
    if (level !== PAGE_LEVEL && this.#isFlat(level)) return folding.get(level) ?? this.#shapes.layered(level);
    const children = this.#tree.children(level);
    const units = children.map((id) =>
      this.#tree.isBox(id) ? this.#level(id, folding, stretch) : this.#shapes.card(id),
    );
    const key = `${level} ${units.map((unit) => this.#number(unit)).join(' ')}`;
    const settings =
      this.#settings.get(key) ?? columnSettings(units, this.#calls(level, children, units), PAGE_GAPS);
    this.#settings.set(key, settings);
    const room = { ...this.#room, width: this.#room.width * (level === PAGE_LEVEL ? 1 : stretch) };
    const index = largestIn(settings, room);
    const known = this.#drawn.get(`${key} ${index}`);
    if (known !== undefined) return known;
    const unit = this.#set(level, units, settings[index]?.corners ?? []);
    this.#drawn.set(`${key} ${index}`, unit);
    return unit;
  }

  #number(unit: Unit): number {
    const known = this.#numbers.get(unit) ?? this.#numbers.size;
    this.#numbers.set(unit, known);
    return known;
  }

  /** A level with its units at their places. */
  #set(level: string, units: readonly Unit[], places: readonly Corner[]): Unit {
    const page = level === PAGE_LEVEL;
    const frame = page
      ? { top: 0, left: 0, padding: 0, minWidth: 0 }
      : boxFrame(this.#input, level, this.#header);
    const nodes = new Map<string, Rect>();
    const boxes = new Map<string, Rect>();
    const edges = new Map<string, EdgeRoute>();
    let width = frame.minWidth;
    let height = 0;
    units.forEach((unit, index) => {
      const corner = places[index] ?? { x: 0, y: 0 };
      const x = corner.x + frame.left;
      const y = corner.y + frame.top;
      for (const [id, rect] of unit.nodes) nodes.set(id, { ...rect, x: rect.x + x, y: rect.y + y });
      for (const [id, rect] of unit.boxes) boxes.set(id, { ...rect, x: rect.x + x, y: rect.y + y });
      for (const [edge, route] of unit.edges) edges.set(edge, shifted(route, x, y));
      width = Math.max(width, x + unit.width + frame.padding);
      height = Math.max(height, y + unit.height + frame.padding);
    });
    if (!page) boxes.set(level, { x: 0, y: 0, width, height });
    return { id: level, nodes, boxes, edges, width, height };
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
