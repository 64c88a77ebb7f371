/**
 * The picture of a graph that has changed a little: what was there stays where it was, new things take a
 * free place near what they talk to, and a box that is full grows and pushes down what stands below it.
 * Works on any picture, whichever layout drew it.
 */
import { drawAnew } from './draw-anew';
import {
  type EdgeRoute,
  type Layout,
  type LayoutInput,
  type LayoutNode,
  PAGE_LEVEL,
  type Point,
  type Rect,
  SPACING,
} from './drawing';
import { finishLayout } from './finish';
import { near, RectIndex } from './routing/rect-index';
import { pointsAlong } from './spline';
import { BoxTree } from './tree';

/** Above this share of new and gone nodes the old picture is no help: everything is drawn anew. */
export const MOST_CHANGE = 0.2;
const APART = { card: 20, box: 28 } as const;
const ROUTE_CLEARANCE = 2;
/** Steps away from the wished place that are tried, in both directions. */
const STEPS = 14;

/** Nodes that came, went or moved to another box, as a share of those that were there. */
export function shareChanged(input: LayoutInput, previous: Layout): number {
  const fresh = input.nodes.filter((node) => !previous.nodes.has(node.id)).length;
  const gone = previous.nodes.size - (input.nodes.length - fresh);
  return (fresh + gone) / Math.max(1, previous.nodes.size);
}

/** Whether the same nodes, boxes and edges of the same sizes are to be arranged, in whichever order. */
export function sameThings(a: LayoutInput, b: LayoutInput): boolean {
  return (
    a.columnGap === b.columnGap &&
    sameById(a.nodes, b.nodes, (one, other) => one.box === other.box && sameSize(one, other)) &&
    sameById(a.boxes, b.boxes, (one, other) => one.parent === other.parent) &&
    sameById(a.edges, b.edges, (one, other) => one.source === other.source && one.target === other.target)
  );
}

function sameSize(a: LayoutNode, b: LayoutNode): boolean {
  return a.width === b.width && a.height === b.height;
}

function sameById<T extends { readonly id: string }>(
  before: readonly T[],
  now: readonly T[],
  same: (a: T, b: T) => boolean,
): boolean {
  if (before.length !== now.length) return false;
  // After a refresh they come in the same order; where they do not, they are found by their ids.
  let known: Map<string, T> | null = null;
  return now.every((one, at) => {
    let other = before[at];
    if (other?.id !== one.id) {
      known ??= new Map(before.map((was) => [was.id, was]));
      other = known.get(one.id);
    }
    return other !== undefined && same(other, one);
  });
}

/** Null when too much has changed. */
export function keepLayout(input: LayoutInput, previous: Layout): Layout | null {
  if (previous.direction !== (input.direction ?? 'right') || previous.nodes.size === 0) return null;
  if (shareChanged(input, previous) > MOST_CHANGE) return null;
  return new Keeping(input, previous).draw();
}

class Keeping {
  readonly #input: LayoutInput;
  readonly #previous: Layout;
  readonly #tree: BoxTree;
  readonly #rects = new Map<string, Rect>();
  readonly #fresh: string[] = [];

  constructor(input: LayoutInput, previous: Layout) {
    this.#input = input;
    this.#previous = previous;
    this.#tree = new BoxTree(input);
    for (const { id } of input.boxes) this.#keepBox(id);
    for (const node of input.nodes) {
      const rect = previous.nodes.get(node.id);
      const known = this.#tree.around(node.id).every((box) => this.#rects.has(box));
      if (!known) continue;
      if (rect !== undefined && this.#atHome(node.id, rect))
        this.#rects.set(node.id, { x: rect.x, y: rect.y, width: node.width, height: node.height });
      else this.#fresh.push(node.id);
    }
  }

  draw(): Layout {
    for (const id of [...this.#fresh].sort()) this.#insert(id);
    for (const id of [...this.#rects.keys()].sort()) if (this.#grown(id)) this.#makeRoom(id);
    const nodes = new Map<string, Rect>();
    const boxes = new Map<string, Rect>();
    for (const { id } of this.#input.nodes) nodes.set(id, this.#rect(id));
    for (const { id } of this.#input.boxes) boxes.set(id, this.#rect(id));
    const layout = finishLayout(this.#input, { nodes, boxes }, this.#keptRoutes(nodes));
    const gone = new Map([...this.#previous.gone, ...this.#previous.nodes, ...this.#previous.boxes]);
    for (const id of [...nodes.keys(), ...boxes.keys()]) gone.delete(id);
    return { ...layout, gone };
  }

  /** A box that was there keeps its rectangle; the topmost of new ones is placed as one thing. */
  #keepBox(id: string): void {
    if (this.#rects.has(id) || this.#fresh.includes(id)) return;
    const parent = this.#tree.parent(id);
    if (parent !== PAGE_LEVEL) this.#keepBox(parent);
    if (parent !== PAGE_LEVEL && !this.#rects.has(parent)) return;
    const rect = this.#previous.boxes.get(id);
    if (rect !== undefined && this.#atHome(id, rect)) this.#rects.set(id, rect);
    else this.#fresh.push(id);
  }

  /** In the same boxes as before, as far as places tell. */
  #atHome(id: string, rect: Rect): boolean {
    const around = this.#tree.around(id);
    if (!around.every((box) => holds(this.#rects.get(box), rect))) return false;
    const home = new Set(around);
    return [...this.#previous.boxes].every(
      ([box, other]) => box === id || home.has(box) || !this.#tree.isBox(box) || !holds(other, rect),
    );
  }

  #rect(id: string): Rect {
    return this.#rects.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  }

  #grown(id: string): boolean {
    const before = this.#previous.nodes.get(id);
    const now = this.#rect(id);
    return before !== undefined && (now.width > before.width || now.height > before.height);
  }

  #insert(id: string): void {
    const level = this.#tree.parent(id);
    const inside = this.#drawFresh(id);
    const { width, height } = inside.get(id) ?? { width: 0, height: 0 };
    const place =
      this.#oldPlace(id, level, width, height) ??
      this.#freePlace(id, level, width, height) ??
      this.#below(level);
    for (const [key, rect] of inside)
      this.#rects.set(key, { ...rect, x: rect.x + place.x, y: rect.y + place.y });
    this.#makeRoom(id);
  }

  /** A new card, or a new box with all that is in it, its corner at the origin. */
  #drawFresh(id: string): ReadonlyMap<string, Rect> {
    if (!this.#tree.isBox(id)) {
      const { width = 0, height = 0 } = this.#input.nodes.find((node) => node.id === id) ?? {};
      return new Map([[id, { x: 0, y: 0, width, height }]]);
    }
    const inside = new Set([id, ...this.#tree.inside(id)]);
    const { nodes, boxes } = drawAnew({
      ...this.#input,
      nodes: this.#input.nodes.filter((node) => inside.has(node.id)),
      boxes: this.#input.boxes.filter((box) => inside.has(box.id)),
      edges: this.#input.edges.filter((edge) => inside.has(edge.source) && inside.has(edge.target)),
    });
    return new Map([...nodes, ...boxes]);
  }

  /** Where it stood before it went, when nothing has taken that place. */
  #oldPlace(id: string, level: string, width: number, height: number): Point | null {
    const rect = this.#previous.gone.get(id);
    if (rect === undefined || rect.width !== width || rect.height !== height) return null;
    return this.#atHome(id, rect) && !this.#taken(id, level).hits(rect, 8) ? rect : null;
  }

  #taken(id: string, level: string): RectIndex {
    return new RectIndex(
      this.#tree.children(level).flatMap((child) => {
        const rect = this.#rects.get(child);
        return rect === undefined || child === id ? [] : [[child, rect] as const];
      }),
    );
  }

  #freePlace(id: string, level: string, width: number, height: number): Point | null {
    const frame = level === PAGE_LEVEL ? this.#previous : interior(this.#rect(level));
    const wish = this.#wish(id, width, height) ?? { x: frame.x, y: frame.y };
    const apart = this.#tree.isBox(id) ? APART.box : APART.card;
    const taken = this.#taken(id, level);
    let best: { readonly place: Point; readonly far: number } | null = null;
    const start = {
      x: within(wish.x, frame.x, frame.width - width),
      y: within(wish.y, frame.y, frame.height - height),
    };
    for (let column = -STEPS; column <= STEPS; column += 1) {
      for (let row = -2 * STEPS; row <= 2 * STEPS; row += 1) {
        const place = { x: start.x + column * 24, y: start.y + row * 20 };
        const far = Math.abs(place.x - wish.x) + Math.abs(place.y - wish.y);
        if (best !== null && best.far <= far) continue;
        const rect = { ...place, width, height };
        if (holds(frame, rect) && !taken.hits(rect, apart)) best = { place, far };
      }
    }
    return best?.place ?? null;
  }

  /** After its callers and before its callees, at their height; null when it talks to nobody that has a place. */
  #wish(id: string, width: number, height: number): Point | null {
    const own = new Set(this.#tree.isBox(id) ? this.#tree.inside(id) : [id]);
    const callers: Rect[] = [];
    const callees: Rect[] = [];
    for (const { source, target } of this.#input.edges) {
      const from = this.#rects.get(source);
      const to = this.#rects.get(target);
      if (own.has(target) && !own.has(source) && from !== undefined) callers.push(from);
      if (own.has(source) && !own.has(target) && to !== undefined) callees.push(to);
    }
    const around = callers.length > 0 ? callers : callees;
    const first = around[0];
    if (first === undefined) return null;
    const gap = this.#input.columnGap;
    const mean = (of: (rect: Rect) => number) =>
      around.reduce((sum, rect) => sum + of(rect), 0) / around.length;
    const down = this.#input.direction === 'down';
    const after = callers.length > 0;
    const x = mean((rect) => (after ? rect.x + rect.width + gap : rect.x - gap - width));
    const y = mean((rect) => (after ? rect.y + rect.height + gap : rect.y - gap - height));
    return down
      ? { x: mean((rect) => rect.x + rect.width / 2) - width / 2, y }
      : { x, y: mean((rect) => rect.y + rect.height / 2) - height / 2 };
  }

  /** Where there is always room: below everything in the box or on the page. */
  #below(level: string): Point {
    const others = this.#tree.children(level).flatMap((child) => this.#rects.get(child) ?? []);
    const bottom = others.reduce(
      (most, rect) => Math.max(most, rect.y + rect.height),
      Number.NEGATIVE_INFINITY,
    );
    const frame = level === PAGE_LEVEL ? this.#previous : interior(this.#rect(level));
    return { x: frame.x, y: Number.isFinite(bottom) ? bottom + APART.box : frame.y };
  }

  /** Pushes down what a thing came to lie on, then lets the boxes around it grow. */
  #makeRoom(id: string): void {
    const level = this.#tree.parent(id);
    const rect = this.#rect(id);
    for (const other of this.#tree.children(level)) {
      const there = this.#rects.get(other);
      if (other === id || there === undefined || !near(rect, there, 8)) continue;
      const apart = this.#tree.isBox(id) || this.#tree.isBox(other) ? APART.box : APART.card;
      const lower = there.y >= rect.y ? other : id;
      const upper = lower === other ? rect : there;
      this.#shift(lower, upper.y + upper.height + apart - this.#rect(lower).y);
      this.#makeRoom(lower);
      if (lower === id) return;
    }
    if (level === PAGE_LEVEL) return;
    const box = this.#rect(level);
    const now = this.#rect(id);
    const right = Math.max(box.x + box.width, now.x + now.width + SPACING.boxPadding);
    const bottom = Math.max(box.y + box.height, now.y + now.height + SPACING.boxPadding);
    if (right === box.x + box.width && bottom === box.y + box.height) return;
    this.#rects.set(level, { ...box, width: right - box.x, height: bottom - box.y });
    this.#makeRoom(level);
  }

  #shift(id: string, dy: number): void {
    for (const key of this.#tree.isBox(id) ? [id, ...this.#tree.inside(id)] : [id]) {
      const rect = this.#rects.get(key);
      if (rect !== undefined) this.#rects.set(key, { ...rect, y: rect.y + dy });
    }
  }

  /** Lines between cards that stand where they stood, and that no card has come to lie on. */
  #keptRoutes(nodes: ReadonlyMap<string, Rect>): Map<string, EdgeRoute> {
    const still = (id: string) => same(nodes.get(id), this.#previous.nodes.get(id));
    const moved = new RectIndex([...nodes].filter(([id]) => !still(id)));
    const kept = new Map<string, EdgeRoute>();
    for (const edge of this.#input.edges) {
      const route = this.#previous.edges.get(edge.id);
      if (route === undefined || !still(edge.source) || !still(edge.target)) continue;
      if (!moved.crosses(pointsAlong(route), ROUTE_CLEARANCE, () => false)) kept.set(edge.id, route);
    }
    return kept;
  }
}

function interior(box: Rect): Rect {
  return {
    x: box.x + SPACING.boxPadding,
    y: box.y + SPACING.boxHeader,
    width: box.width - 2 * SPACING.boxPadding,
    height: box.height - SPACING.boxHeader - SPACING.boxPadding,
  };
}

function holds(outer: Rect | undefined, inner: Rect): boolean {
  return (
    outer !== undefined &&
    inner.x >= outer.x - 0.5 &&
    inner.y >= outer.y - 0.5 &&
    inner.x + inner.width <= outer.x + outer.width + 0.5 &&
    inner.y + inner.height <= outer.y + outer.height + 0.5
  );
}

function same(a: Rect | undefined, b: Rect | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height
  );
}

function within(value: number, from: number, length: number): number {
  return Math.max(from, Math.min(from + Math.max(0, length), value));
}
