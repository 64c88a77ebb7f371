/**
 * The cheapest way over the lattice with few turns (A* with a queue of buckets): short, clear of cards,
 * beside the lines that are there already.
 */
import type { Direction, Lattice } from './lattice';

const STEP = 2;
const TURN = 12;
/** For each line of another caller that runs along the same points. */
const SHARED = 3;
const DIRECTIONS: readonly Direction[] = [0, 1, 2, 3];

export interface Gate {
  readonly at: number;
  /** The direction in which the way goes through it. */
  readonly direction: Direction;
}

/** Searches over one lattice; keeps its memory between searches. */
export class WaySearch {
  readonly #lattice: Lattice;
  readonly #cost: Int32Array;
  readonly #from: Int32Array;
  readonly #seen: Int32Array;
  #search = 0;
  #owner = 0;
  #expanded = 0;

  constructor(lattice: Lattice) {
    this.#lattice = lattice;
    const states = lattice.columns * lattice.rows * 4;
    this.#cost = new Int32Array(states);
    this.#from = new Int32Array(states);
    this.#seen = new Int32Array(states);
  }

  /** States looked at by all searches so far: what routing has cost. */
  get expanded(): number {
    return this.#expanded;
  }

  /** Points from start to goal, null where there is no way or it takes more than `budget` looks. */
  find(start: Gate, goal: Gate, owner: number, budget: number): number[] | null {
    const { columns, blocked } = this.#lattice;
    if (blocked[start.at] === 1 || blocked[goal.at] === 1) return null;
    this.#search += 1;
    this.#owner = owner;
    const goalColumn = goal.at % columns;
    const goalRow = (goal.at - goalColumn) / columns;
    const far = (at: number) => {
      const column = at % columns;
      return (Math.abs(column - goalColumn) + Math.abs((at - column) / columns - goalRow)) * STEP;
    };
    const buckets: number[][] = [];
    const put = (state: number, cost: number, from: number) => {
      this.#seen[state] = this.#search;
      this.#cost[state] = cost;
      this.#from[state] = from;
      const rank = cost + far(state >> 2);
      let bucket = buckets[rank];
      if (bucket === undefined) {
        bucket = [];
        buckets[rank] = bucket;
      }
      bucket.push(state);
    };
    put(start.at * 4 + start.direction, 0, -1);
    const end = goal.at * 4 + goal.direction;
    let looks = 0;
    for (let rank = 0; rank < buckets.length; rank += 1) {
      const bucket = buckets[rank];
      while (bucket !== undefined && bucket.length > 0) {
        const state = bucket.pop() ?? 0;
        const cost = this.#cost[state] ?? 0;
        // A cheaper way to it was found since it was put here.
        if (cost + far(state >> 2) < rank) continue;
        if (state === end) {
          this.#expanded += looks;
          return this.#trace(state);
        }
        looks += 1;
        if (looks > budget) {
          this.#expanded += looks;
          return null;
        }
        this.#expand(state, cost, put);
      }
    }
    this.#expanded += looks;
    return null;
  }

  #expand(state: number, cost: number, put: (state: number, cost: number, from: number) => void): void {
    const { columns, rows, blocked, extra } = this.#lattice;
    const at = state >> 2;
    const heading = state & 3;
    const column = at % columns;
    const row = (at - column) / columns;
    for (const direction of DIRECTIONS) {
      if ((direction ^ heading) === 2) continue;
      if (direction !== heading) {
        this.#offer(at * 4 + direction, cost + TURN, state, put);
        continue;
      }
      const next =
        direction === 0
          ? column + 1 < columns
            ? at + 1
            : -1
          : direction === 2
            ? column > 0
              ? at - 1
              : -1
            : direction === 1
              ? row + 1 < rows
                ? at + columns
                : -1
              : row > 0
                ? at - columns
                : -1;
      if (next < 0 || blocked[next] === 1) continue;
      const shared = this.#others((direction & 1) === 0, next);
      this.#offer(next * 4 + direction, cost + STEP + (extra[next] ?? 0) + shared * SHARED, state, put);
    }
  }

  /** Lines of others along a point. */
  #others(isAcross: boolean, at: number): number {
    const { across, upright, acrossOwner, uprightOwner } = this.#lattice;
    const owner = (isAcross ? acrossOwner : uprightOwner)[at] ?? 0;
    const lines = (isAcross ? across : upright)[at] ?? 0;
    return owner === this.#owner ? Math.max(0, lines - 1) : lines;
  }

  #offer(
    state: number,
    cost: number,
    from: number,
    put: (state: number, cost: number, from: number) => void,
  ): void {
    if (this.#seen[state] === this.#search && (this.#cost[state] ?? 0) <= cost) return;
    put(state, cost, from);
  }

  #trace(end: number): number[] {
    const path: number[] = [];
    for (let state = end; state !== -1; state = this.#from[state] ?? -1) {
      const at = state >> 2;
      if (path.at(-1) !== at) path.push(at);
    }
    return path.reverse();
  }
}
