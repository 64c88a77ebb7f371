/**
 * The layered drawing from left to right, boxes within boxes, each level drawn by itself and its edges
 * joined across the borders. Deterministic: the same graph in the same order gives the same drawing.
 */
import { type EdgeRoute, type LayoutInput, type Rect, SPACING } from './drawing';
import { arcsToTurn } from './layers';
import { drawLevel, type LevelDrawing, type LevelEdge, type LevelFrame, type LevelThing } from './level';
import { type NestGraph, nestGraph } from './nest-graph';
import { type Run, Way } from './runs';

/** Boxes are rows of a page: wide. */
const ASPECT = 1.6;
const PAGE = 0;

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

/** What an edge does at one level, in the level's coordinates. */
interface Piece {
  readonly level: number;
  readonly runs: readonly Run[];
  /** The one drawn before it, further inside. */
  readonly inner: Piece | null;
}

/** Edges that enter or leave a box, and whether by its left side. */
interface Pins {
  readonly edges: number[];
  readonly left: boolean[];
}

class Nest {
  readonly #input: LayoutInput;
  readonly #header: HeaderSide;
  readonly #graph: NestGraph;
  /** Edges drawn against the columns: their left end is the target. */
  readonly #turned: Uint8Array;
  readonly #levels: LevelDrawing[] = [];
  readonly #things: (readonly LevelThing[])[] = [];
  /** Origin of each level on the page. */
  readonly #origins: { x: number; y: number }[] = [];
  /** Of each edge, outermost so far: pieces around its left and its right end, and its port at the box around them. */
  readonly #leftPieces: (Piece | null)[];
  readonly #rightPieces: (Piece | null)[];
  readonly #leftPort: Float64Array;
  readonly #rightPort: Float64Array;

  constructor(input: LayoutInput, header: HeaderSide) {
    this.#input = input;
    this.#header = header;
    this.#graph = nestGraph(input);
    const count = this.#graph.edge.length;
    this.#turned = new Uint8Array(count);
    this.#leftPieces = new Array<Piece | null>(count).fill(null);
    this.#rightPieces = new Array<Piece | null>(count).fill(null);
    this.#leftPort = new Float64Array(count);
    this.#rightPort = new Float64Array(count);
  }

  draw(): NestDrawing {
    const page = this.#drawLevel(PAGE, { edges: [], left: [] });
    const nodes = new Map<string, Rect>();
    const boxes = new Map<string, Rect>();
    this.#place(PAGE, 0, 0, nodes, boxes);
    const edges = new Map<string, EdgeRoute>();
    const way = new Way();
    for (let edge = 0; edge < this.#graph.edge.length; edge += 1) {
      const route = this.#route(edge, way);
      const id = this.#input.edges[this.#graph.edge[edge] ?? 0]?.id;
      if (route !== null && id !== undefined) edges.set(id, route);
    }
    return { nodes, boxes, edges, width: page.width, height: page.height };
  }

  #drawLevel(level: number, pins: Pins): LevelDrawing {
    const { children, edgesAt, from, to, nodeCount, place } = this.#graph;
    const own = edgesAt[level] ?? [];
    const keys = children[level] ?? [];
    this.#settleDirections(own, keys.length);
    const insides = this.#drawInsides(level, own, pins);
    const things = keys.map((thing): LevelThing => {
      const inside = insides.get(thing);
      const { width, height } = inside ?? this.#input.nodes[thing] ?? { width: 0, height: 0 };
      return { width, height, isBox: inside !== undefined };
    });
    const edges: LevelEdge[] = [];
    for (const edge of own) {
      const back = this.#turned[edge] === 1;
      const left = (back ? to[edge] : from[edge]) ?? 0;
      const right = (back ? from[edge] : to[edge]) ?? 0;
      edges.push({
        from: place[left] ?? 0,
        to: place[right] ?? 0,
        fromOffset: left < nodeCount ? null : (this.#leftPort[edge] ?? 0),
        toOffset: right < nodeCount ? null : (this.#rightPort[edge] ?? 0),
      });
    }
    for (let at = 0; at < pins.edges.length; at += 1) {
      const edge = pins.edges[at] ?? 0;
      const byLeft = pins.left[at] === true;
      const thing = this.#pinned(level, edge, byLeft);
      const port = (byLeft ? this.#rightPort[edge] : this.#leftPort[edge]) ?? 0;
      const offset = thing < nodeCount ? null : port;
      const end = place[thing] ?? 0;
      edges.push(
        byLeft
          ? { from: null, to: end, fromOffset: null, toOffset: offset }
          : { from: end, to: null, fromOffset: offset, toOffset: null },
      );
    }
    const drawing = drawLevel(things, edges, this.#frame(level));
    this.#levels[level] = drawing;
    this.#things[level] = things;
    this.#keepPieces(level, drawing, own, pins);
    return drawing;
  }

  /** The thing of a level that an edge over its border leads from or to. */
  #pinned(level: number, edge: number, byLeft: boolean): number {
    const { source, target, holder, nodeCount } = this.#graph;
    let thing = (byLeft === (this.#turned[edge] === 1) ? source[edge] : target[edge]) ?? 0;
    while (holder[thing] !== level) thing = nodeCount + (holder[thing] ?? 0) - 1;
    return thing;
  }

  #keepPieces(level: number, drawing: LevelDrawing, own: readonly number[], pins: Pins): void {
    for (let at = 0; at < own.length; at += 1) {
      const edge = own[at] ?? 0;
      const inner = this.#leftPieces[edge] ?? null;
      this.#leftPieces[edge] = { level, runs: drawing.runs[at] ?? [], inner };
    }
    for (let at = 0; at < pins.edges.length; at += 1) {
      const edge = pins.edges[at] ?? 0;
      const runs = drawing.runs[own.length + at] ?? [];
      const byLeft = pins.left[at] === true;
      const pieces = byLeft ? this.#rightPieces : this.#leftPieces;
      pieces[edge] = { level, runs, inner: pieces[edge] ?? null };
      const port = byLeft ? runs[0] : runs[runs.length - 1];
      (byLeft ? this.#rightPort : this.#leftPort)[edge] = (port?.y ?? 0) - drawing.height / 2;
    }
  }

  #frame(level: number): LevelFrame {
    const page = level === PAGE;
    const onTop = this.#header === 'top';
    const padding = page ? 0 : SPACING.boxPadding;
    const header = page ? 0 : SPACING.boxHeader;
    const least = this.#input.boxes[level - 1]?.minWidth ?? 0;
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
  #settleDirections(own: readonly number[], count: number): void {
    const { from, to, place } = this.#graph;
    const arcs = { from: new Int32Array(own.length), to: new Int32Array(own.length) };
    for (let at = 0; at < own.length; at += 1) {
      arcs.from[at] = place[from[own[at] ?? 0] ?? 0] ?? 0;
      arcs.to[at] = place[to[own[at] ?? 0] ?? 0] ?? 0;
    }
    const turned = arcsToTurn(count, arcs);
    for (let at = 0; at < own.length; at += 1) this.#turned[own[at] ?? 0] = turned[at] ?? 0;
  }

  #drawInsides(level: number, own: readonly number[], pins: Pins): Map<number, LevelDrawing> {
    const { children, from, to, nodeCount } = this.#graph;
    const insides = new Map<number, LevelDrawing>();
    const pinsOf = new Map<number, Pins>();
    for (const thing of children[level] ?? [])
      if (thing >= nodeCount) pinsOf.set(thing, { edges: [], left: [] });
    if (pinsOf.size === 0) return insides;
    for (const edge of own) {
      const back = this.#turned[edge] === 1;
      addPin(pinsOf.get(from[edge] ?? 0), edge, back);
      addPin(pinsOf.get(to[edge] ?? 0), edge, !back);
    }
    for (let at = 0; at < pins.edges.length; at += 1) {
      const edge = pins.edges[at] ?? 0;
      const byLeft = pins.left[at] === true;
      addPin(pinsOf.get(this.#pinned(level, edge, byLeft)), edge, byLeft);
    }
    for (const [thing, own] of pinsOf) insides.set(thing, this.#drawLevel(thing - nodeCount + 1, own));
    return insides;
  }

  #place(level: number, x: number, y: number, nodes: Map<string, Rect>, boxes: Map<string, Rect>): void {
    const { children, nodeCount } = this.#graph;
    const drawing = this.#levels[level];
    this.#origins[level] = { x, y };
    this.#things[level]?.forEach(({ width, height }, index) => {
      const thing = children[level]?.[index] ?? 0;
      const corner = drawing?.corners[index] ?? { x: 0, y: 0 };
      const rect = { x: x + corner.x, y: y + corner.y, width, height };
      if (thing < nodeCount) nodes.set(this.#input.nodes[thing]?.id ?? '', rect);
      else {
        boxes.set(this.#input.boxes[thing - nodeCount]?.id ?? '', rect);
        this.#place(thing - nodeCount + 1, rect.x, rect.y, nodes, boxes);
      }
    });
  }

  /** Joins the pieces of all levels, from the left end outwards and then inwards to the right end. */
  #route(edge: number, way: Way): EdgeRoute | null {
    way.clear();
    this.#addOutwards(way, this.#leftPieces[edge] ?? null);
    for (let piece = this.#rightPieces[edge] ?? null; piece !== null; piece = piece.inner)
      this.#add(way, piece);
    return way.route(this.#turned[edge] === 1);
  }

  #addOutwards(way: Way, piece: Piece | null): void {
    if (piece === null) return;
    this.#addOutwards(way, piece.inner);
    this.#add(way, piece);
  }

  #add(way: Way, { level, runs }: Piece): void {
    const origin = this.#origins[level];
    way.add(runs, origin?.x ?? 0, origin?.y ?? 0);
  }
}

function addPin(pins: Pins | undefined, edge: number, left: boolean): void {
  if (pins === undefined) return;
  pins.edges.push(edge);
  pins.left.push(left);
}
