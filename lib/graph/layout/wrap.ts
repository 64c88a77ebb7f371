/**
 * Wraps boxes to the shape of the page: each box is drawn by itself, then boxes and loose cards are
 * set in columns along the calls, as many columns as make the picture largest. Lines are drawn afterwards.
 */
import { type LayoutEdge, type LayoutInput, PAGE_LEVEL, type Places, type Rect, SPACING } from './drawing';
import { flipInput, flipRects } from './flip';
import { arcsToTurn, longestPathLayers } from './layers';
import { drawNest, type HeaderSide } from './nest';
import { BoxTree } from './tree';

/** Between columns, where most lines run, and between the things of a column. */
const GUTTER = 64;
const STACK = 36;
/** Heights that are tried for the columns. */
const TRIALS = 32;
/** What a line across half the picture costs, as a share of its size. */
const LENGTH_COST = 0.35;
const BACK_COST = 0.12;

interface Room {
  readonly width: number;
  readonly height: number;
}

interface Unit extends Places, Room {
  readonly id: string;
}

export function wrapBoxes(input: LayoutInput, room: Room): Places {
  if (input.direction !== 'down') return new Wrapping(input, room, 'top').draw();
  const flipped = new Wrapping(flipInput(input), { width: room.height, height: room.width }, 'left').draw();
  return { nodes: flipRects(flipped.nodes), boxes: flipRects(flipped.boxes) };
}

class Wrapping {
  readonly #input: LayoutInput;
  readonly #room: Room;
  readonly #header: HeaderSide;
  readonly #tree: BoxTree;

  constructor(input: LayoutInput, room: Room, header: HeaderSide) {
    this.#input = input;
    this.#room = room;
    this.#header = header;
    this.#tree = new BoxTree(input);
  }

  draw(): Places {
    return this.#level(PAGE_LEVEL);
  }

  #level(level: string): Unit {
    const children = this.#tree.children(level);
    if (!children.some((id) => this.#tree.isBox(id))) return this.#flat(level);
    const units = children.map((id) => (this.#tree.isBox(id) ? this.#level(id) : this.#card(id)));
    const places = setInColumns(units, this.#calls(level, children), this.#room);
    const frame = this.#frame(level);
    const nodes = new Map<string, Rect>();
    const boxes = new Map<string, Rect>();
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
      width = Math.max(width, x + unit.width + frame.padding);
      height = Math.max(height, y + unit.height + frame.padding);
    });
    if (level !== PAGE_LEVEL) boxes.set(level, { x: 0, y: 0, width, height });
    return { id: level, nodes, boxes, width, height };
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
    return { id, width, height, nodes: new Map([[id, { x: 0, y: 0, width, height }]]), boxes: new Map() };
  }

  /** Calls between the children of a level, as pairs of their positions. */
  #calls(level: string, children: readonly string[]): readonly Call[] {
    const index = new Map(children.map((id, at) => [id, at]));
    const end = (edge: LayoutEdge, side: 'source' | 'target') =>
      index.get(this.#tree.childHolding(level, edge[side]) ?? '') ?? -1;
    return this.#input.edges.flatMap((edge): Call[] => {
      const from = end(edge, 'source');
      const to = end(edge, 'target');
      return from < 0 || to < 0 || from === to ? [] : [{ from, to }];
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

interface Call {
  readonly from: number;
  readonly to: number;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Tries columns of several heights and takes the best: large on the page, with short lines that run forwards. */
function setInColumns(units: readonly Room[], calls: readonly Call[], room: Room): readonly Corner[] {
  const order = alongCalls(units.length, calls);
  const total = units.reduce((sum, unit) => sum + unit.height + STACK, 0);
  const highest = units.reduce((most, unit) => Math.max(most, unit.height), 0);
  let best: { score: number; corners: readonly Corner[] } = { score: Number.NEGATIVE_INFINITY, corners: [] };
  const tried = new Set<string>();
  for (let trial = 0; trial <= TRIALS; trial += 1) {
    const limit = highest + ((total - highest) * trial) / TRIALS;
    const columns = fill(order, units, limit);
    const key = columns.map((column) => column.length).join(' ');
    if (tried.has(key)) continue;
    tried.add(key);
    const corners = stackColumns(columns, units, calls);
    const score = scoreOf(corners, units, calls, room);
    if (score > best.score) best = { score, corners };
  }
  return best.corners;
}

/** Callers before callees; what stands at the same depth in the order of the keys. */
function alongCalls(count: number, calls: readonly Call[]): number[] {
  const arcs = {
    from: Int32Array.from(calls, (call) => call.from),
    to: Int32Array.from(calls, (call) => call.to),
  };
  const turned = arcsToTurn(count, arcs);
  const layer = longestPathLayers(count, {
    from: arcs.from.map((from, index) => (turned[index] === 1 ? (arcs.to[index] ?? 0) : from)),
    to: arcs.to.map((to, index) => (turned[index] === 1 ? (arcs.from[index] ?? 0) : to)),
  });
  return Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => (layer[a] ?? 0) - (layer[b] ?? 0) || a - b,
  );
}

function fill(order: readonly number[], units: readonly Room[], limit: number): number[][] {
  const columns: number[][] = [[]];
  let height = 0;
  for (const index of order) {
    const own = (units[index]?.height ?? 0) + STACK;
    const column = columns.at(-1);
    if (column === undefined || (column.length > 0 && height + own - STACK > limit)) {
      columns.push([index]);
      height = own;
    } else {
      column.push(index);
      height += own;
    }
  }
  return columns;
}

/** Corners of all units; each column in the order of what its things call and are called by, columns around one middle. */
function stackColumns(
  columns: readonly (readonly number[])[],
  units: readonly Room[],
  calls: readonly Call[],
): Corner[] {
  const corners: { x: number; y: number }[] = units.map(() => ({ x: 0, y: 0 }));
  const middle = (index: number) => (corners[index]?.y ?? 0) + (units[index]?.height ?? 0) / 2;
  const neighbours = units.map((): number[] => []);
  for (const { from, to } of calls) {
    neighbours[from]?.push(to);
    neighbours[to]?.push(from);
  }
  const sorted = columns.map((column) => [...column]);
  const stack = () => {
    let x = 0;
    for (const column of sorted) {
      const width = column.reduce((most, index) => Math.max(most, units[index]?.width ?? 0), 0);
      const height = column.reduce((sum, index) => sum + (units[index]?.height ?? 0) + STACK, -STACK);
      let y = -height / 2;
      for (const index of column) {
        corners[index] = { x, y };
        y += (units[index]?.height ?? 0) + STACK;
      }
      x += width + GUTTER;
    }
  };
  stack();
  for (let round = 0; round < 4; round += 1) {
    for (const column of sorted) {
      const wish = new Map(
        column.map((index) => {
          const around = neighbours[index] ?? [];
          const sum = around.reduce((total, other) => total + middle(other), 0);
          return [index, around.length === 0 ? middle(index) : sum / around.length];
        }),
      );
      column.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || a - b);
    }
    stack();
  }
  const top = corners.reduce((least, corner) => Math.min(least, corner.y), Number.POSITIVE_INFINITY);
  return corners.map(({ x, y }) => ({ x, y: Math.round(y - (Number.isFinite(top) ? top : 0)) }));
}

function scoreOf(
  corners: readonly Corner[],
  units: readonly Room[],
  calls: readonly Call[],
  room: Room,
): number {
  const width = units.reduce((most, unit, index) => Math.max(most, (corners[index]?.x ?? 0) + unit.width), 1);
  const height = units.reduce(
    (most, unit, index) => Math.max(most, (corners[index]?.y ?? 0) + unit.height),
    1,
  );
  const scale = Math.min(1, room.width / width, room.height / height);
  if (calls.length === 0) return scale;
  let length = 0;
  let back = 0;
  for (const { from, to } of calls) {
    const a = corners[from];
    const b = corners[to];
    if (a === undefined || b === undefined) continue;
    const dx = b.x + (units[to]?.width ?? 0) / 2 - a.x - (units[from]?.width ?? 0) / 2;
    const dy = b.y + (units[to]?.height ?? 0) / 2 - a.y - (units[from]?.height ?? 0) / 2;
    length += Math.abs(dx) / width + Math.abs(dy) / height;
    if (b.x < a.x) back += 1;
  }
  return scale * (1 - (LENGTH_COST * length) / calls.length / 2 - (BACK_COST * back) / calls.length);
}
