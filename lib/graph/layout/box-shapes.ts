/**
 * The shapes that a box without boxes inside can take: drawn in layers, or with its cards set in columns of several
 * heights, which takes less room but leads some calls up and down.
 */
import { type Call, columnSettings } from './columns';
import {
  type EdgeRoute,
  type LayoutEdge,
  type LayoutInput,
  type Places,
  type Rect,
  SPACING,
} from './drawing';
import { drawNest, type HeaderSide } from './nest';
import type { BoxTree } from './tree';

/** Lines between columns of cards run in the gaps; those of one depth stay together. */
const FOLDED_GAPS = { stack: 20, beside: 36, byDepth: true } as const;
/** Wider than between columns of layers: more lines run up and down there. */
const MORE_FOR_LINES = 8;
/** A box of fewer cards has nothing to fold. */
const LEAST_FOLDED = 5;
const MOST_SHAPES = 7;
/** Less calm ones are small for nothing: nobody follows their lines. */
const LEAST_CALM = 0.66;

/** A box or a card with everything in it, from its own corner on. */
export interface Unit extends Places {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Lines inside of a box. */
  readonly edges: ReadonlyMap<string, EdgeRoute>;
}

/** Free on top and on the left (one of them the header), and on the other sides. */
export interface BoxFrame {
  readonly top: number;
  readonly left: number;
  readonly padding: number;
  readonly minWidth: number;
}

export function boxFrame(input: LayoutInput, box: string, header: HeaderSide): BoxFrame {
  const padding = SPACING.boxPadding;
  const least = input.boxes.find(({ id }) => id === box)?.minWidth ?? 0;
  return header === 'top'
    ? { top: SPACING.boxHeader, left: padding, padding, minWidth: least }
    : { top: padding, left: SPACING.boxHeader, padding, minWidth: 0 };
}

/** Calls up and down within the first column, and those from outside, run between it and the border. */
function foldedFrame(frame: BoxFrame, header: HeaderSide): BoxFrame {
  return header === 'top'
    ? { ...frame, left: SPACING.boxInlet }
    : { ...frame, left: frame.left + SPACING.boxInlet - SPACING.boxPadding };
}

/** A box with its cards in columns. */
export interface FoldedShape extends Unit {
  /** 1 where its lines are as quiet as in layers, less the more they wind. */
  readonly calm: number;
}

/** Remembers what it has drawn: a box looks the same wherever it stands. */
export class BoxShapes {
  readonly #input: LayoutInput;
  readonly #header: HeaderSide;
  readonly #tree: BoxTree;
  readonly #cards: ReadonlyMap<string, Unit>;
  readonly #layered = new Map<string, Unit>();
  readonly #folded = new Map<string, readonly FoldedShape[]>();
  #within: ReadonlyMap<string | null, readonly LayoutEdge[]> | null = null;

  constructor(input: LayoutInput, tree: BoxTree, header: HeaderSide) {
    this.#input = input;
    this.#header = header;
    this.#tree = tree;
    this.#cards = new Map(
      input.nodes.map(({ id, width, height }) => [
        id,
        {
          id,
          width,
          height,
          nodes: new Map([[id, { x: 0, y: 0, width, height }]]),
          boxes: new Map(),
          edges: new Map(),
        },
      ]),
    );
  }

  card(id: string): Unit {
    return (
      this.#cards.get(id) ?? { id, width: 0, height: 0, nodes: new Map(), boxes: new Map(), edges: new Map() }
    );
  }

  layered(box: string): Unit {
    const known = this.#layered.get(box);
    if (known !== undefined) return known;
    const drawing = drawNest(
      {
        ...this.#input,
        nodes: this.#input.nodes.filter((node) => this.#tree.parent(node.id) === box),
        boxes: this.#input.boxes.filter(({ id }) => id === box),
        edges: this.#edgesIn(box),
      },
      this.#header,
    );
    const unit = { id: box, ...drawing };
    this.#layered.set(box, unit);
    return unit;
  }

  /** Folded in several ways, the ones with the quietest lines first; none for a small box. */
  folded(box: string): readonly FoldedShape[] {
    const known = this.#folded.get(box);
    if (known !== undefined) return known;
    const cards = this.#tree.children(box);
    const shapes = cards.length < LEAST_FOLDED ? [] : this.#fold(box, cards);
    this.#folded.set(box, shapes);
    return shapes;
  }

  #fold(box: string, cards: readonly string[]): FoldedShape[] {
    const units = cards.map((id) => this.card(id));
    const frame = foldedFrame(boxFrame(this.#input, box, this.#header), this.#header);
    const gaps = { ...FOLDED_GAPS, gutter: this.#input.columnGap + MORE_FOR_LINES };
    const settings = columnSettings(units, this.#callsAmong(cards), gaps).sort((a, b) => b.calm - a.calm);
    const shapes: FoldedShape[] = [];
    for (const { corners, width, height, calm } of settings) {
      if (calm < LEAST_CALM) break;
      if (
        shapes.some(
          (one) =>
            one.width <= width + frame.left + frame.padding &&
            one.height <= height + frame.top + frame.padding,
        )
      )
        continue;
      const nodes = new Map<string, Rect>();
      units.forEach((unit, index) => {
        const { x = 0, y = 0 } = corners[index] ?? {};
        nodes.set(unit.id, { x: x + frame.left, y: y + frame.top, width: unit.width, height: unit.height });
      });
      const size = {
        width: Math.max(frame.minWidth, width + frame.left + frame.padding),
        height: height + frame.top + frame.padding,
      };
      shapes.push({
        id: box,
        nodes,
        boxes: new Map([[box, { x: 0, y: 0, ...size }]]),
        edges: new Map(),
        ...size,
        calm,
      });
      if (shapes.length === MOST_SHAPES) break;
    }
    return shapes;
  }

  /** Those of all boxes are found at once: a large mesh has thousands of edges and dozens of boxes. */
  #edgesIn(box: string): readonly LayoutEdge[] {
    this.#within ??= Map.groupBy(this.#input.edges, ({ source, target }) => {
      const around = this.#tree.parent(source);
      return around === this.#tree.parent(target) ? around : null;
    });
    return this.#within.get(box) ?? [];
  }

  #callsAmong(cards: readonly string[]): Call[] {
    const place = new Map(cards.map((id, index) => [id, index]));
    const middle = (id: string) => ({ x: this.card(id).width / 2, y: this.card(id).height / 2 });
    return this.#input.edges.flatMap(({ source, target }): Call[] => {
      const from = place.get(source);
      const to = place.get(target);
      if (from === undefined || to === undefined || from === to) return [];
      return [{ from, to, fromAt: middle(source), toAt: middle(target) }];
    });
  }
}
