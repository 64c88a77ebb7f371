/** Rectangles by cells, so that a thousand labels are not compared each with each. */
import type { Rect } from '@/lib/graph/layout/drawing';

export class RectGrid {
  readonly #cells = new Map<string, Rect[]>();
  readonly #cell: number;
  readonly #clearance: number;

  /** Rectangles closer than `clearance` count as overlapping; `cell` should be about the size of a large one. */
  constructor(cell: number, clearance: number) {
    this.#cell = cell;
    this.#clearance = clearance;
  }

  add(rect: Rect): void {
    for (const key of this.#keys(rect)) {
      const list = this.#cells.get(key);
      if (list === undefined) this.#cells.set(key, [rect]);
      else list.push(rect);
    }
  }

  hits(rect: Rect): boolean {
    return this.#keys(rect).some(
      (key) => this.#cells.get(key)?.some((other) => near(rect, other, this.#clearance)) === true,
    );
  }

  #keys(rect: Rect): string[] {
    const keys: string[] = [];
    const cell = this.#cell;
    const clearance = this.#clearance;
    const right = Math.floor((rect.x + rect.width + clearance) / cell);
    const bottom = Math.floor((rect.y + rect.height + clearance) / cell);
    for (let x = Math.floor((rect.x - clearance) / cell); x <= right; x += 1)
      for (let y = Math.floor((rect.y - clearance) / cell); y <= bottom; y += 1) keys.push(`${x}/${y}`);
    return keys;
  }
}

function near(a: Rect, b: Rect, clearance: number): boolean {
  return (
    a.x < b.x + b.width + clearance &&
    b.x < a.x + a.width + clearance &&
    a.y < b.y + b.height + clearance &&
    b.y < a.y + a.height + clearance
  );
}
