/** Rectangles by cells, so that what lies near a place is found without looking at all of them. */
import type { Point, Rect } from '@/lib/graph/layout/drawing';

const CELL = 160;
/** Rows in a column of cells; no picture is that high. */
const ROWS = 2 ** 20;

export class RectIndex {
  readonly #cells = new Map<number, string[]>();
  readonly #rects = new Map<string, Rect>();

  constructor(rects: Iterable<readonly [string, Rect]> = []) {
    for (const [id, rect] of rects) this.add(id, rect);
  }

  add(id: string, rect: Rect): void {
    this.#rects.set(id, rect);
    for (const key of cellsOf(rect, 0)) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [id]);
      else cell.push(id);
    }
  }

  /** Whether a rectangle, with `clearance` around it, lies on one that `ignore` does not name. */
  hits(rect: Rect, clearance: number, ignore: (id: string) => boolean = () => false): boolean {
    for (const key of cellsOf(rect, clearance)) {
      for (const id of this.#cells.get(key) ?? []) {
        const other = this.#rects.get(id);
        if (other !== undefined && near(rect, other, clearance) && !ignore(id)) return true;
      }
    }
    return false;
  }

  /** Whether a line, with `clearance` beside it, touches one that `ignore` does not name. */
  crosses(points: readonly Point[], clearance: number, ignore: (id: string) => boolean): boolean {
    for (let index = 0; index + 1 < points.length; index += 1) {
      const a = points[index];
      const b = points[index + 1];
      if (a === undefined || b === undefined) continue;
      const around = {
        x: Math.min(a.x, b.x),
        y: Math.min(a.y, b.y),
        width: Math.abs(a.x - b.x),
        height: Math.abs(a.y - b.y),
      };
      for (const key of cellsOf(around, clearance)) {
        for (const id of this.#cells.get(key) ?? []) {
          const rect = this.#rects.get(id);
          if (rect !== undefined && lineMeets(a, b, rect, clearance) && !ignore(id)) return true;
        }
      }
    }
    return false;
  }
}

export function near(a: Rect, b: Rect, clearance: number): boolean {
  return (
    a.x < b.x + b.width + clearance &&
    b.x < a.x + a.width + clearance &&
    a.y < b.y + b.height + clearance &&
    b.y < a.y + a.height + clearance
  );
}

/** Whether the piece from `a` to `b` enters the rectangle grown by `clearance` (Liang and Barsky's clipping). */
function lineMeets(a: Point, b: Point, rect: Rect, clearance: number): boolean {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  let from = 0;
  let to = 1;
  const sides = [
    [-dx, a.x - (rect.x - clearance)],
    [dx, rect.x + rect.width + clearance - a.x],
    [-dy, a.y - (rect.y - clearance)],
    [dy, rect.y + rect.height + clearance - a.y],
  ] as const;
  for (const [along, room] of sides) {
    if (along === 0) {
      if (room <= 0) return false;
    } else if (along < 0) from = Math.max(from, room / along);
    else to = Math.min(to, room / along);
  }
  return from < to;
}

function cellsOf(rect: Rect, clearance: number): number[] {
  const keys: number[] = [];
  const right = Math.floor((rect.x + rect.width + clearance) / CELL);
  const bottom = Math.floor((rect.y + rect.height + clearance) / CELL);
  for (let x = Math.floor((rect.x - clearance) / CELL); x <= right; x += 1)
    for (let y = Math.floor((rect.y - clearance) / CELL); y <= bottom; y += 1) keys.push(x * ROWS + y);
  return keys;
}
