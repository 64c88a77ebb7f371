/**
 * Boxes around cards that somebody else's layout has placed: each around what it holds, with its header, and
 * pushed apart from its neighbours, cards from cards as well.
 */
import {
  type LayoutInput,
  PAGE_LEVEL,
  type Places,
  type Point,
  type Rect,
  SPACING,
} from '@/lib/graph/layout/drawing';
import { BoxTree } from '@/lib/graph/layout/tree';

const ROUNDS = 120;

/** Throws where they cannot be kept apart. */
export function setApart(input: LayoutInput, middles: ReadonlyMap<string, Point>): Places {
  return new Setting(input, middles).set();
}

class Setting {
  readonly #input: LayoutInput;
  readonly #tree: BoxTree;
  readonly #rects = new Map<string, Rect>();

  constructor(input: LayoutInput, middles: ReadonlyMap<string, Point>) {
    this.#input = input;
    this.#tree = new BoxTree(input);
    for (const { id, width, height } of input.nodes) {
      const { x, y } = middles.get(id) ?? { x: Number.NaN, y: Number.NaN };
      if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Error(`The layout has no place for ${id}.`);
      this.#rects.set(id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height });
    }
  }

  set(): Places {
    this.#level(PAGE_LEVEL);
    this.#toOrigin();
    const rect = (id: string): Rect => this.#rects.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
    return {
      nodes: new Map(this.#input.nodes.map(({ id }) => [id, rect(id)])),
      boxes: new Map(this.#input.boxes.map(({ id }) => [id, rect(id)])),
    };
  }

  /** Some layouts put their middle at the origin. */
  #toOrigin(): void {
    const all = [...this.#rects];
    const left = all.reduce((least, [, rect]) => Math.min(least, rect.x), Number.POSITIVE_INFINITY);
    const top = all.reduce((least, [, rect]) => Math.min(least, rect.y), Number.POSITIVE_INFINITY);
    for (const [id, rect] of all) this.#rects.set(id, { ...rect, x: rect.x - left, y: rect.y - top });
  }

  #level(level: string): void {
    const children = this.#tree.children(level);
    for (const id of children) {
      if (!this.#tree.isBox(id)) continue;
      this.#level(id);
      this.#rects.set(id, this.#around(id));
    }
    this.#pushApart(children);
  }

  #around(box: string): Rect {
    const inside = this.#tree.children(box).flatMap((id) => this.#rects.get(id) ?? []);
    if (inside.length === 0) return { x: 0, y: 0, width: SPACING.boxPadding * 2, height: SPACING.boxHeader };
    const left = Math.min(...inside.map((rect) => rect.x)) - SPACING.boxPadding;
    const top = Math.min(...inside.map((rect) => rect.y)) - SPACING.boxHeader;
    const right = Math.max(...inside.map((rect) => rect.x + rect.width)) + SPACING.boxPadding;
    const bottom = Math.max(...inside.map((rect) => rect.y + rect.height)) + SPACING.boxPadding;
    const least = this.#input.boxes.find(({ id }) => id === box)?.minWidth ?? 0;
    return { x: left, y: top, width: Math.max(least, right - left), height: bottom - top };
  }

  /** Neighbours that overlap step aside, each half of the way; what is left of it in the end goes down in one sweep. */
  #pushApart(children: readonly string[]): void {
    for (let round = 0; round < ROUNDS; round += 1) if (!this.#pushOnce(children)) return;
    const order = [...children].sort((a, b) => this.#rect(a).y - this.#rect(b).y || (a < b ? -1 : 1));
    order.forEach((id, index) => {
      for (let again = true; again; ) {
        const low = order
          .slice(0, index)
          .find((other) => overlap(this.#rect(other), this.#rect(id), this.#gap(other, id)) !== null);
        again = low !== undefined;
        if (low === undefined) continue;
        const above = this.#rect(low);
        this.#move(id, 0, above.y + above.height + this.#gap(low, id) - this.#rect(id).y);
      }
    });
  }

  #pushOnce(children: readonly string[]): boolean {
    const order = [...children].sort((a, b) => this.#rect(a).x - this.#rect(b).x || (a < b ? -1 : 1));
    let moved = false;
    order.forEach((a, index) => {
      for (let at = index + 1; at < order.length; at += 1) {
        const b = order[at] ?? a;
        const first = this.#rect(a);
        const second = this.#rect(b);
        if (second.x > first.x + first.width + SPACING.betweenBoxes + 400) break;
        const over = overlap(first, second, this.#gap(a, b));
        if (over === null) continue;
        moved = true;
        if (over.x < over.y) {
          const right = first.x + first.width / 2 <= second.x + second.width / 2 ? 1 : -1;
          this.#move(a, -right * Math.ceil(over.x / 2), 0);
          this.#move(b, right * Math.ceil(over.x / 2), 0);
        } else {
          const down = first.y + first.height / 2 <= second.y + second.height / 2 ? 1 : -1;
          this.#move(a, 0, -down * Math.ceil(over.y / 2));
          this.#move(b, 0, down * Math.ceil(over.y / 2));
        }
      }
    });
    return moved;
  }

  #gap(a: string, b: string): number {
    return this.#tree.isBox(a) || this.#tree.isBox(b) ? SPACING.betweenBoxes : SPACING.betweenNodes;
  }

  #rect(id: string): Rect {
    return this.#rects.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  }

  #move(id: string, dx: number, dy: number): void {
    for (const key of this.#tree.isBox(id) ? [id, ...this.#tree.inside(id)] : [id]) {
      const rect = this.#rect(key);
      this.#rects.set(key, { ...rect, x: rect.x + dx, y: rect.y + dy });
    }
  }
}

/** How far two rectangles must part, across or down, to be `gap` apart; null when they are. */
function overlap(a: Rect, b: Rect, gap: number): Point | null {
  const x = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + gap;
  const y = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + gap;
  return x > 0.5 && y > 0.5 ? { x, y } : null;
}
