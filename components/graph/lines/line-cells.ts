/** Which lines run through a rectangle, by cells: words that cover several lines belong to none of them. Pure. */
import type { Layout, Point, Rect } from '@/lib/graph/layout/drawing';
import { pointsAlong } from '@/lib/graph/layout/spline';
import type { LineModel } from './line-model';

/** About the height of a pill: a line that runs along its border counts as covered. */
const CELL = 10;
const ROW = 65_536;

export class LineCells {
  readonly #cells = new Map<number, number[]>();
  /** Points along each line with a route, by the line's id. */
  readonly #points = new Map<string, readonly Point[]>();
  readonly #numbers = new Map<string, number>();

  constructor(lines: readonly LineModel[], { edges }: Layout) {
    for (const line of lines) {
      const route = edges.get(line.id);
      if (route === undefined) continue;
      const points = pointsAlong(route);
      const number = this.#points.size;
      this.#points.set(line.id, points);
      // Lines that are not drawn until they are pointed at hide nothing and are not hidden.
      if (line.quiet) continue;
      this.#numbers.set(line.id, number);
      points.forEach((point, index) => {
        this.#run(points[index - 1] ?? point, point, number);
      });
    }
  }

  points(line: string): readonly Point[] | undefined {
    return this.#points.get(line);
  }

  /** How many lines other than this one run through it; counts no further than `most` + 1. */
  others(rect: Rect, line: string, most: number): number {
    const own = this.#numbers.get(line) ?? -1;
    const found = new Set<number>();
    const right = Math.floor((rect.x + rect.width) / CELL);
    const bottom = Math.floor((rect.y + rect.height) / CELL);
    for (let x = Math.floor(rect.x / CELL); x <= right; x += 1)
      for (let y = Math.floor(rect.y / CELL); y <= bottom; y += 1) {
        for (const other of this.#cells.get(x + y * ROW) ?? []) if (other !== own) found.add(other);
        if (found.size > most) return found.size;
      }
    return found.size;
  }

  #run(from: Point, to: Point, number: number): void {
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / (CELL * 0.8)));
    for (let step = 1; step <= steps; step += 1) {
      const x = Math.floor((from.x + ((to.x - from.x) * step) / steps) / CELL);
      const y = Math.floor((from.y + ((to.y - from.y) * step) / steps) / CELL);
      const key = x + y * ROW;
      const list = this.#cells.get(key);
      if (list === undefined) this.#cells.set(key, [number]);
      else if (list.at(-1) !== number) list.push(number);
    }
  }
}
