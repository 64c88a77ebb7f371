/**
 * The picture as a lattice of points for lines that turn at right angles: which points stand on a card,
 * which cost more (headers, what other lines run along already). Steps go right, down, left, up.
 */
import { type FlowDirection, type Point, type Rect, SPACING } from '@/lib/graph/layout/drawing';

/** Between two cards at their least distance there is always a row of points. */
const PITCH = 10;
/** How far lines keep from cards. */
export const CARD_CLEARANCE = 3.5;
/** Free points around the picture. */
const BORDER = 50;
/** Larger pictures get a wider pitch, so that a search ends in time. */
const MOST_POINTS = 400_000;
const HEADER_COST = 4;
const NAME_COST = 40;
/** Lines that turn right before a card hide one another's arrow heads. */
const ARROW_ROOM = 13;
const ARROW_COST = 1;

export class Lattice {
  readonly pitch: number;
  readonly columns: number;
  readonly rows: number;
  readonly blocked: Uint8Array;
  readonly extra: Uint8Array;
  /** Lines that run along a point, across and up or down. */
  readonly across: Uint8Array;
  readonly upright: Uint8Array;
  /** Whose line it was that ran along a point last. */
  readonly acrossOwner: Int32Array;
  readonly uprightOwner: Int32Array;
  readonly #x: number;
  readonly #y: number;

  constructor(cards: Iterable<Rect>, boxes: Iterable<Rect>, names: Iterable<Rect>, flow: FlowDirection) {
    const blocks = [...cards];
    const frames = [...boxes];
    const all = [...blocks, ...frames];
    const left = all.reduce((least, rect) => Math.min(least, rect.x), Number.POSITIVE_INFINITY);
    const top = all.reduce((least, rect) => Math.min(least, rect.y), Number.POSITIVE_INFINITY);
    const right = all.reduce((most, rect) => Math.max(most, rect.x + rect.width), Number.NEGATIVE_INFINITY);
    const bottom = all.reduce((most, rect) => Math.max(most, rect.y + rect.height), Number.NEGATIVE_INFINITY);
    const width = all.length === 0 ? 0 : right - left + 2 * BORDER;
    const height = all.length === 0 ? 0 : bottom - top + 2 * BORDER;
    this.#x = all.length === 0 ? 0 : left - BORDER;
    this.#y = all.length === 0 ? 0 : top - BORDER;
    this.pitch = Math.max(PITCH, Math.sqrt((width * height) / MOST_POINTS));
    this.columns = Math.ceil(width / this.pitch) + 1;
    this.rows = Math.ceil(height / this.pitch) + 1;
    const count = this.columns * this.rows;
    this.blocked = new Uint8Array(count);
    this.extra = new Uint8Array(count);
    this.across = new Uint8Array(count);
    this.upright = new Uint8Array(count);
    this.acrossOwner = new Int32Array(count);
    this.uprightOwner = new Int32Array(count);
    for (const rect of blocks) this.#fill(this.extra, grown(rect, flow), ARROW_COST, 0);
    for (const rect of frames)
      this.#fill(this.extra, { ...rect, height: SPACING.boxHeader - 8 }, HEADER_COST, 0);
    for (const rect of names) this.#fill(this.extra, rect, NAME_COST, CARD_CLEARANCE);
    for (const rect of blocks) this.#fill(this.blocked, rect, 1, CARD_CLEARANCE);
  }

  point(index: number): Point {
    const column = index % this.columns;
    return { x: this.#x + column * this.pitch, y: this.#y + ((index - column) / this.columns) * this.pitch };
  }

  /** The nearest point on the far side of a card's border: rounded outwards in the given direction. */
  outside(point: Point, direction: Direction): number {
    const [dx, dy] = STEPS[direction];
    const reach = CARD_CLEARANCE + 0.01;
    const x = (point.x + dx * reach - this.#x) / this.pitch;
    const y = (point.y + dy * reach - this.#y) / this.pitch;
    const column = dx > 0 ? Math.ceil(x) : dx < 0 ? Math.floor(x) : Math.round(x);
    const row = dy > 0 ? Math.ceil(y) : dy < 0 ? Math.floor(y) : Math.round(y);
    return (
      Math.max(0, Math.min(this.rows - 1, row)) * this.columns +
      Math.max(0, Math.min(this.columns - 1, column))
    );
  }

  /** Lines of other callers that come later keep off a line that is there. */
  use(path: readonly number[], owner: number): void {
    for (let index = 0; index + 1 < path.length; index += 1) {
      const from = path[index] ?? 0;
      const to = path[index + 1] ?? 0;
      const across = Math.abs(to - from) === 1;
      const use = across ? this.across : this.upright;
      const owners = across ? this.acrossOwner : this.uprightOwner;
      for (const at of [from, to]) {
        // Lines of one caller on one way count as one.
        if (owners[at] !== owner) use[at] = Math.min(250, (use[at] ?? 0) + 1);
        owners[at] = owner;
      }
    }
  }

  #fill(target: Uint8Array, rect: Rect, value: number, clearance: number): void {
    const left = Math.max(0, Math.ceil((rect.x - clearance - this.#x) / this.pitch));
    const right = Math.min(
      this.columns - 1,
      Math.floor((rect.x + rect.width + clearance - this.#x) / this.pitch),
    );
    const top = Math.max(0, Math.ceil((rect.y - clearance - this.#y) / this.pitch));
    const bottom = Math.min(
      this.rows - 1,
      Math.floor((rect.y + rect.height + clearance - this.#y) / this.pitch),
    );
    for (let row = top; row <= bottom; row += 1)
      target.fill(value, row * this.columns + left, row * this.columns + right + 1);
  }
}

/** With the room in front of the sides that calls come in and go out by. */
function grown({ x, y, width, height }: Rect, flow: FlowDirection): Rect {
  return flow === 'down'
    ? { x, y: y - ARROW_ROOM, width, height: height + 2 * ARROW_ROOM }
    : { x: x - ARROW_ROOM, y, width: width + 2 * ARROW_ROOM, height };
}

/** Right, down, left, up. */
export type Direction = 0 | 1 | 2 | 3;
export const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  0: [1, 0],
  1: [0, 1],
  2: [-1, 0],
  3: [0, -1],
};
