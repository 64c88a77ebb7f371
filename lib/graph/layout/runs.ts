/**
 * The way of an edge as level runs, one through each column that it passes, and the smooth line
 * through them: it bends only between the columns, where no node stands.
 */
import type { EdgeRoute, Point } from './drawing';

/** A level piece from `x1` to `x2` (x1 <= x2). */
export interface Run {
  x1: number;
  x2: number;
  y: number;
}

/** How far into a bend the line keeps its direction, as a share of the bend's width. */
const BEND = 0.42;
const SAME_HEIGHT = 0.5;

/** Runs from left to right as they are found, those at one height joined; used again for each edge. */
export class Way {
  readonly #x1: number[] = [];
  readonly #x2: number[] = [];
  readonly #y: number[] = [];
  #count = 0;

  clear(): void {
    this.#count = 0;
  }

  add(runs: readonly Run[], dx: number, dy: number): void {
    for (const run of runs) {
      const last = this.#count - 1;
      const y = run.y + dy;
      const x2 = run.x2 + dx;
      if (last >= 0 && Math.abs((this.#y[last] ?? 0) - y) < SAME_HEIGHT) {
        if (x2 > (this.#x2[last] ?? 0)) this.#x2[last] = x2;
      } else {
        this.#x1[this.#count] = run.x1 + dx;
        this.#x2[this.#count] = x2;
        this.#y[this.#count] = y;
        this.#count += 1;
      }
    }
  }

  /** The line from left to right; `back` turns it round, for edges against the order of the columns. */
  route(back: boolean): EdgeRoute | null {
    const last = this.#count - 1;
    if (last < 0) return null;
    const start = { x: this.#x1[0] ?? 0, y: this.#y[0] ?? 0 };
    const end = { x: this.#x2[last] ?? 0, y: this.#y[last] ?? 0 };
    const controls: Point[] = [];
    for (let index = 0; index <= last; index += 1) this.#pushControls(controls, index);
    if (!back) return { source: start, target: end, controls, back };
    return { source: end, target: start, controls: controls.reverse(), back };
  }

  /**
   * The spline runs through the middle of two neighbouring controls, so a pair that lies evenly around a
   * point holds the line there: one pair at each end of a run keeps all of it level. No control may lie on an end
   * of the edge: the arrow would have no direction there.
   */
  #pushControls(controls: Point[], index: number): void {
    const x1 = this.#x1[index] ?? 0;
    const x2 = this.#x2[index] ?? 0;
    const y = this.#y[index] ?? 0;
    const isFirst = index === 0;
    const isLast = index === this.#count - 1;
    const into = isFirst ? 0 : (x1 - (this.#x2[index - 1] ?? 0)) * BEND;
    const out = isLast ? 0 : ((this.#x1[index + 1] ?? 0) - x2) * BEND;
    const length = x2 - x1;
    const held = Math.max(into, out) * 2;
    if (!isFirst) {
      controls.push({ x: x1 - into, y });
      if (length > 0 && (isLast || length > held)) controls.push({ x: x1 + Math.min(into, length / 2), y });
    }
    if (!isLast) {
      if (length > 0 && (isFirst || length > held)) controls.push({ x: x2 - Math.min(out, length / 2), y });
      controls.push({ x: x2 + out, y });
    }
  }
}

export function routeThrough(runs: readonly Run[], back: boolean): EdgeRoute | null {
  const way = new Way();
  way.add(runs, 0, 0);
  return way.route(back);
}
