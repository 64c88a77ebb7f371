/**
 * Wraps boxes to the shape of the page: each box is drawn by itself, then boxes and loose cards are
 * set in columns along the calls, as many columns as make the picture largest. Lines are drawn afterwards.
 */
import { type EdgeRoute, type LayoutInput, PAGE_LEVEL, type Places, type Rect, SPACING } from './drawing';
import { flipInput, flipRects, flipRoutes } from './flip';
import { arcsToTurn, longestPathLayers } from './layers';
import { drawNest, type HeaderSide } from './nest';
import { BoxTree } from './tree';

/** Between columns, where most lines run, and between the things of a column. */
const GUTTER = 56;
const STACK = 28;
/** Between cards that share a row of a column. */
const BESIDE = 40;
/** Where the page is too small for labels, cards stand closer. */
const CLOSE = { columnGap: 40, rowGap: 18 } as const;
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
  /** Lines inside of a box. */
  readonly edges: ReadonlyMap<string, EdgeRoute>;
}

/** Places of everything, and the lines that stay inside one box. */
export type Wrapped = Omit<Unit, 'id'>;

export function wrapBoxes(input: LayoutInput, room: Room): Wrapped {
  const close = { ...input, columnGap: Math.min(input.columnGap, CLOSE.columnGap), rowGap: CLOSE.rowGap };
  if (input.direction !== 'down') return new Wrapping(close, room, 'top').draw();
  const flipped = new Wrapping(flipInput(close), { width: room.height, height: room.width }, 'left').draw();
  return {
    nodes: flipRects(flipped.nodes),
    boxes: flipRects(flipped.boxes),
    edges: flipRoutes(flipped.edges),
    width: flipped.height,
    height: flipped.width,
  };
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

  draw(): Wrapped {
    return this.#level(PAGE_LEVEL);
  }

  #level(level: string): Unit {
    const children = this.#tree.children(level);
    if (!children.some((id) => this.#tree.isBox(id))) return this.#flat(level);
    const units = children.map((id) => (this.#tree.isBox(id) ? this.#level(id) : this.#card(id)));
    const places = setInColumns(units, this.#calls(level, children, units), this.#room);
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

/** A call between two units, and where in them its cards stand. */
interface Call {
  readonly from: number;
  readonly to: number;
  readonly fromAt: Corner;
  readonly toAt: Corner;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Tries columns of several heights and takes the best: large on the page, with short lines that run forwards. */
function setInColumns(units: readonly Room[], calls: readonly Call[], room: Room): readonly Corner[] {
  const depth = depthsOf(units.length, calls);
  const order = units.map((_, index) => index).sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0) || a - b);
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
    const corners = stackColumns(columns, units, calls, depth);
    const score = scoreOf(corners, units, calls, room);
    if (score > best.score) best = { score, corners };
  }
  return best.corners;
}

/** How many calls away from the first caller each unit is; callers before callees. */
function depthsOf(count: number, calls: readonly Call[]): Int32Array {
  const arcs = {
    from: Int32Array.from(calls, (call) => call.from),
    to: Int32Array.from(calls, (call) => call.to),
  };
  const turned = arcsToTurn(count, arcs);
  return longestPathLayers(count, {
    from: arcs.from.map((from, index) => (turned[index] === 1 ? (arcs.to[index] ?? 0) : from)),
    to: arcs.to.map((to, index) => (turned[index] === 1 ? (arcs.from[index] ?? 0) : to)),
  });
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

/**
 * Corners of all units: each column in the order of what its things call and are called by, narrow ones side by
 * side in rows, the columns around one middle.
 */
function stackColumns(
  columns: readonly (readonly number[])[],
  units: readonly Room[],
  calls: readonly Call[],
  depth: Int32Array,
): Corner[] {
  const corners: { x: number; y: number }[] = units.map(() => ({ x: 0, y: 0 }));
  const neighbours = units.map((): { readonly unit: number; readonly at: Corner }[] => []);
  for (const { from, to, fromAt, toAt } of calls) {
    neighbours[from]?.push({ unit: to, at: toAt });
    neighbours[to]?.push({ unit: from, at: fromAt });
  }
  const size = (index: number): Room => units[index] ?? { width: 0, height: 0 };
  const middle = (index: number) => ({
    x: (corners[index]?.x ?? 0) + size(index).width / 2,
    y: (corners[index]?.y ?? 0) + size(index).height / 2,
  });
  const wish = (index: number, axis: 'x' | 'y') => {
    const around = neighbours[index] ?? [];
    const sum = around.reduce((total, { unit, at }) => total + (corners[unit]?.[axis] ?? 0) + at[axis], 0);
    return around.length === 0 ? middle(index)[axis] : sum / around.length;
  };
  const sorted = columns.map((column) => [...column]);
  for (let round = 0; round < 5; round += 1) {
    let x = 0;
    for (const column of sorted) {
      const width = column.reduce((most, index) => Math.max(most, size(index).width), 0);
      const wishes = new Map(column.map((index) => [index, wish(index, 'y')]));
      if (round > 0) column.sort((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0) || a - b);
      const rows = rowsOf(column, size, width);
      let y = -rows.reduce((sum, row) => sum + heightOfRow(row, size) + STACK, -STACK) / 2;
      for (const row of rows) {
        // Callers before callees within a row, as everywhere along the flow.
        row.sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0) || wish(a, 'x') - wish(b, 'x') || a - b);
        let at = x;
        for (const index of row) {
          corners[index] = { x: at, y };
          at += size(index).width + BESIDE;
        }
        y += heightOfRow(row, size) + STACK;
      }
      x += width + GUTTER;
    }
  }
  const top = corners.reduce((least, corner) => Math.min(least, corner.y), Number.POSITIVE_INFINITY);
  return corners.map(({ x, y }) => ({ x, y: Math.round(y - (Number.isFinite(top) ? top : 0)) }));
}

/** Things share a row of the column while they fit into its width: the next one in the row before, low ones in any. */
function rowsOf(column: readonly number[], size: (index: number) => Room, width: number): number[][] {
  const rows: number[][] = [];
  const used: number[] = [];
  for (const index of column) {
    const own = size(index);
    const at = rows.findIndex(
      (row, place) =>
        (used[place] ?? 0) + BESIDE + own.width <= width &&
        (place === rows.length - 1 || own.height <= heightOfRow(row, size)),
    );
    if (at < 0) {
      rows.push([index]);
      used.push(own.width);
    } else {
      rows[at]?.push(index);
      used[at] = (used[at] ?? 0) + BESIDE + own.width;
    }
  }
  return rows;
}

function heightOfRow(row: readonly number[], size: (index: number) => Room): number {
  return row.reduce((most, index) => Math.max(most, size(index).height), 0);
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
  for (const { from, to, fromAt, toAt } of calls) {
    const a = corners[from];
    const b = corners[to];
    if (a === undefined || b === undefined) continue;
    const dx = b.x + toAt.x - a.x - fromAt.x;
    const dy = b.y + toAt.y - a.y - fromAt.y;
    length += Math.abs(dx) / width + Math.abs(dy) / height;
    if (b.x < a.x) back += 1;
  }
  return scale * (1 - (LENGTH_COST * length) / calls.length / 2 - (BACK_COST * back) / calls.length);
}
