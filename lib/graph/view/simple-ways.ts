/** Which calls inside one circle lie on a way through it that visits no node twice. Tried for a fixed number of steps. */
import type { GraphEdge } from '@/lib/graph/contract';
import { endsOf, neighboursOf } from './scene';

/** Steps for one circle, shared by its edges: some tens of milliseconds. Circles in a mesh are small and need a few hundred. */
const MOST_STEPS = 100_000;
const LEAST_STEPS_OF_EDGE = 20;
/** A way goes as deep as the circle is large, and the stack of a browser is not endless. */
const MOST_NODES = 2_000;

export interface SimpleWays {
  /** Ids; with `exact` false also of edges that could not be settled. */
  readonly edges: ReadonlySet<string>;
  readonly exact: boolean;
}

/** `entries` and `exits`: where ways may come in and leave; nodes of other circles in them do no harm. */
export function simpleWays(
  edges: readonly GraphEdge[],
  entries: ReadonlySet<string>,
  exits: ReadonlySet<string>,
  mostSteps = MOST_STEPS,
): SimpleWays {
  const found = new Set<string>();
  if (endsOf(edges).size > MOST_NODES) return { edges: new Set(edges.map(({ id }) => id)), exact: false };
  const search = new Search(edges, entries, exits);
  const steps = LEAST_STEPS_OF_EDGE + Math.ceil(mostSteps / edges.length);
  let exact = true;
  for (const edge of edges) {
    if (found.has(edge.id)) continue;
    const way = search.through(edge, steps);
    if (way === 'unsettled') {
      exact = false;
      found.add(edge.id);
    } else if (way !== null) {
      for (const id of way) found.add(id);
    }
  }
  return { edges: found, exact };
}

class Search {
  readonly #around: ReturnType<typeof neighboursOf>;
  readonly #entries: ReadonlySet<string>;
  readonly #exits: ReadonlySet<string>;
  #left = 0;

  constructor(edges: readonly GraphEdge[], entries: ReadonlySet<string>, exits: ReadonlySet<string>) {
    this.#around = neighboursOf(edges);
    this.#entries = entries;
    this.#exits = exits;
  }

  /** Ids of the edges of one way over this edge; null where there is none. */
  through(edge: GraphEdge, steps: number): readonly string[] | null | 'unsettled' {
    this.#left = steps;
    const used = new Set([edge.source, edge.target]);
    const before: string[] = [];
    const after: string[] = [];
    // Back from the edge to an entry, and for each such way on from the edge to an exit beside it.
    const forward = (): boolean =>
      this.#walk(edge.target, 'outgoing', used, after, (node) => this.#exits.has(node));
    const found = this.#walk(
      edge.source,
      'incoming',
      used,
      before,
      (node) => this.#entries.has(node) && forward(),
    );
    if (found) return [...before, edge.id, ...after];
    return this.#left <= 0 ? 'unsettled' : null;
  }

  /** Depth first; `isEnd` is asked of the start too. */
  #walk(
    at: string,
    side: 'incoming' | 'outgoing',
    used: Set<string>,
    way: string[],
    isEnd: (node: string) => boolean,
  ): boolean {
    if (isEnd(at)) return true;
    for (const edge of this.#around[side](at)) {
      this.#left -= 1;
      if (this.#left <= 0) return false;
      const next = side === 'incoming' ? edge.source : edge.target;
      if (used.has(next)) continue;
      used.add(next);
      way.push(edge.id);
      if (this.#walk(next, side, used, way, isEnd)) return true;
      used.delete(next);
      way.pop();
    }
    return false;
  }
}
