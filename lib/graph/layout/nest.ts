/**
 * The layered drawing from left to right, boxes within boxes, each level drawn by itself and its edges
 * joined across the borders. Deterministic: the same graph in the same order gives the same drawing.
 */
import {
  type EdgeRoute,
  type LayoutBox,
  type LayoutEdge,
  type LayoutInput,
  type LayoutNode,
  PAGE_LEVEL,
  type Rect,
  SPACING,
} from './drawing';
import { arcsToTurn } from './layers';
import { drawLevel, type LevelDrawing, type LevelEdge, type LevelFrame, type LevelThing } from './level';
import { type Run, routeThrough } from './runs';

/** Boxes are rows of a page: wide. */
const ASPECT = 1.6;

export interface NestDrawing {
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly boxes: ReadonlyMap<string, Rect>;
  readonly edges: ReadonlyMap<string, EdgeRoute>;
  readonly width: number;
  readonly height: number;
}

/** The side of a box that its header takes: the left one when the picture is turned round afterwards. */
export type HeaderSide = 'top' | 'left';

/** Draws the graph; rectangles and routes are the page's. */
export function drawNest(input: LayoutInput, header: HeaderSide): NestDrawing {
  return new Nest(input, header).draw();
}

/** An edge at one level, before and after its direction is settled. */
interface Crossing {
  readonly edge: LayoutEdge;
  readonly source: string;
  readonly target: string;
}

/** A level around a node and the thing in it that is the node or holds it. */
interface Step {
  readonly level: string;
  readonly thing: string;
}

/** An edge that enters or leaves a box: by which side, and from which thing inside. */
interface Pin {
  readonly edgeId: string;
  readonly side: 'left' | 'right';
  readonly node: string;
}

class Nest {
  readonly #input: LayoutInput;
  readonly #header: HeaderSide;
  readonly #nodes: ReadonlyMap<string, LayoutNode>;
  readonly #boxes: ReadonlyMap<string, LayoutBox>;
  readonly #children = new Map<string, string[]>();
  readonly #crossings = new Map<string, Crossing[]>();
  readonly #turned = new Set<string>();
  readonly #levels = new Map<string, LevelDrawing>();
  readonly #things = new Map<string, readonly LevelThing[]>();
  readonly #chains = new Map<string, readonly Step[]>();

  constructor(input: LayoutInput, header: HeaderSide) {
    this.#input = input;
    this.#header = header;
    this.#nodes = new Map(input.nodes.map((node) => [node.id, node]));
    this.#boxes = new Map(input.boxes.map((box) => [box.id, box]));
    const child = (level: string, key: string) => {
      const list = this.#children.get(level) ?? [];
      list.push(key);
      this.#children.set(level, list);
    };
    for (const node of this.#nodes.values()) child(this.#level(node.box), node.id);
    for (const box of this.#boxes.values()) child(this.#level(box.parent), box.id);
    for (const edge of input.edges) {
      if (edge.source !== edge.target && this.#nodes.has(edge.source) && this.#nodes.has(edge.target))
        this.#sort(edge);
    }
  }

  draw(): NestDrawing {
    const page = this.#drawLevel(PAGE_LEVEL, []);
    const nodes = new Map<string, Rect>();
    const boxes = new Map<string, Rect>();
    this.#place(PAGE_LEVEL, 0, 0, nodes, boxes);
    const edges = new Map<string, EdgeRoute>();
    for (const edge of this.#input.edges) {
      const route = this.#route(edge, boxes);
      if (route !== null) edges.set(edge.id, route);
    }
    return { nodes, boxes, edges, width: page.width, height: page.height };
  }

  #level(box: string | null): string {
    return box !== null && this.#boxes.has(box) ? box : PAGE_LEVEL;
  }

  /** Levels around a node, innermost first, with the thing that stands for it in each. */
  #chain(nodeId: string): readonly Step[] {
    const known = this.#chains.get(nodeId);
    if (known !== undefined) return known;
    const chain: Step[] = [];
    let thing = nodeId;
    let level = this.#level(this.#nodes.get(nodeId)?.box ?? null);
    chain.push({ level, thing });
    while (level !== PAGE_LEVEL) {
      thing = level;
      level = this.#level(this.#boxes.get(level)?.parent ?? null);
      chain.push({ level, thing });
    }
    this.#chains.set(nodeId, chain);
    return chain;
  }

  /** Files an edge under the innermost level that holds both ends. */
  #sort(edge: LayoutEdge): void {
    const targets = this.#chain(edge.target);
    const meeting = this.#chain(edge.source).find(({ level }) =>
      targets.some((step) => step.level === level),
    );
    const target = targets.find(({ level }) => level === meeting?.level)?.thing;
    if (meeting === undefined || target === undefined) return;
    const list = this.#crossings.get(meeting.level) ?? [];
    list.push({ edge, source: meeting.thing, target });
    this.#crossings.set(meeting.level, list);
  }

  #drawLevel(level: string, pins: readonly Pin[]): LevelDrawing {
    const keys = this.#children.get(level) ?? [];
    const index = new Map(keys.map((key, at) => [key, at]));
    const crossings = this.#crossings.get(level) ?? [];
    this.#settleDirections(crossings, index);
    const insides = this.#drawInsides(level, keys, crossings, pins);
    const things = keys.map((key): LevelThing => {
      const inside = insides.get(key);
      const node = this.#nodes.get(key);
      const { width, height } = inside ?? node ?? { width: 0, height: 0 };
      return { key, width, height, isBox: inside !== undefined };
    });
    const offset = (thing: string, edgeId: string, side: 'left' | 'right'): number | null => {
      const inside = insides.get(thing);
      const runs = inside?.runs.get(edgeId);
      const run = side === 'left' ? runs?.[0] : runs?.at(-1);
      return inside === undefined || run === undefined ? null : run.y - inside.height / 2;
    };
    const edges: LevelEdge[] = [];
    for (const { edge, source, target } of crossings) {
      const [from, to] = this.#turned.has(edge.id) ? [target, source] : [source, target];
      edges.push(
        levelEdge(
          edge.id,
          index.get(from) ?? null,
          index.get(to) ?? null,
          offset(from, edge.id, 'right'),
          offset(to, edge.id, 'left'),
        ),
      );
    }
    for (const pin of pins) {
      const at = index.get(this.#thingAt(level, pin.node)) ?? null;
      const shift = offset(this.#thingAt(level, pin.node), pin.edgeId, pin.side);
      edges.push(
        pin.side === 'left'
          ? levelEdge(pin.edgeId, null, at, null, shift)
          : levelEdge(pin.edgeId, at, null, shift, null),
      );
    }
    const drawing = drawLevel(things, edges, this.#frame(level));
    this.#levels.set(level, drawing);
    this.#things.set(level, things);
    return drawing;
  }

  #frame(level: string): LevelFrame {
    const page = level === PAGE_LEVEL;
    const onTop = this.#header === 'top';
    const padding = page ? 0 : SPACING.boxPadding;
    const header = page ? 0 : SPACING.boxHeader;
    const least = this.#boxes.get(level)?.minWidth ?? 0;
    return {
      columnGap: this.#input.columnGap,
      rowGap: this.#input.rowGap ?? SPACING.betweenNodes,
      inlet: onTop ? SPACING.boxInlet : header + SPACING.boxPadding,
      top: onTop ? header : padding,
      left: onTop ? padding : header,
      padding,
      minWidth: onTop ? least : 0,
      minHeight: onTop ? 0 : least,
      aspect: onTop ? ASPECT : 1 / ASPECT,
    };
  }

  /** Decides which edges run against the columns. */
  #settleDirections(crossings: readonly Crossing[], index: ReadonlyMap<string, number>): void {
    const arcs = {
      from: Int32Array.from(crossings, ({ source }) => index.get(source) ?? 0),
      to: Int32Array.from(crossings, ({ target }) => index.get(target) ?? 0),
    };
    const turned = arcsToTurn(index.size, arcs);
    crossings.forEach(({ edge }, at) => {
      if (turned[at] === 1) this.#turned.add(edge.id);
    });
  }

  #drawInsides(
    level: string,
    keys: readonly string[],
    crossings: readonly Crossing[],
    pins: readonly Pin[],
  ): Map<string, LevelDrawing> {
    const pinsOf = new Map<string, Pin[]>();
    const add = (thing: string, pin: Pin) => {
      if (!this.#boxes.has(thing)) return;
      const list = pinsOf.get(thing);
      if (list === undefined) pinsOf.set(thing, [pin]);
      else list.push(pin);
    };
    for (const { edge, source, target } of crossings) {
      const back = this.#turned.has(edge.id);
      add(source, { edgeId: edge.id, side: back ? 'left' : 'right', node: edge.source });
      add(target, { edgeId: edge.id, side: back ? 'right' : 'left', node: edge.target });
    }
    for (const pin of pins) add(this.#thingAt(level, pin.node), pin);
    const insides = new Map<string, LevelDrawing>();
    for (const key of keys)
      if (this.#boxes.has(key)) insides.set(key, this.#drawLevel(key, pinsOf.get(key) ?? []));
    return insides;
  }

  #thingAt(level: string, nodeId: string): string {
    return this.#chain(nodeId).find((step) => step.level === level)?.thing ?? nodeId;
  }

  #place(level: string, x: number, y: number, nodes: Map<string, Rect>, boxes: Map<string, Rect>): void {
    const drawing = this.#levels.get(level);
    this.#things.get(level)?.forEach((thing, index) => {
      const corner = drawing?.corners[index] ?? { x: 0, y: 0 };
      const rect = { x: x + corner.x, y: y + corner.y, width: thing.width, height: thing.height };
      if (!thing.isBox) nodes.set(thing.key, rect);
      else {
        boxes.set(thing.key, rect);
        this.#place(thing.key, rect.x, rect.y, nodes, boxes);
      }
    });
  }

  /** Joins the pieces of all levels, from the left end outwards and then inwards to the right end. */
  #route(edge: LayoutEdge, boxes: ReadonlyMap<string, Rect>): EdgeRoute | null {
    if (edge.source === edge.target || !this.#nodes.has(edge.source) || !this.#nodes.has(edge.target))
      return null;
    const back = this.#turned.has(edge.id);
    const [left, right] = back ? [edge.target, edge.source] : [edge.source, edge.target];
    const leftChain = this.#chain(left);
    const rightChain = this.#chain(right);
    const meets = leftChain.findIndex(({ level }) => rightChain.some((step) => step.level === level));
    const meeting = leftChain[meets]?.level ?? PAGE_LEVEL;
    const runs: Run[] = [];
    const add = (level: string) => {
      const origin = boxes.get(level) ?? { x: 0, y: 0 };
      for (const run of this.#levels.get(level)?.runs.get(edge.id) ?? [])
        runs.push({ x1: run.x1 + origin.x, x2: run.x2 + origin.x, y: run.y + origin.y });
    };
    for (let step = 0; step <= meets; step += 1) add(leftChain[step]?.level ?? PAGE_LEVEL);
    const inwards = rightChain.findIndex(({ level }) => level === meeting);
    for (let step = inwards - 1; step >= 0; step -= 1) add(rightChain[step]?.level ?? PAGE_LEVEL);
    return routeThrough(runs, back);
  }
}

function levelEdge(
  id: string,
  from: number | null,
  to: number | null,
  fromOffset: number | null,
  toOffset: number | null,
): LevelEdge {
  return { id, from, to, fromOffset, toOffset };
}
