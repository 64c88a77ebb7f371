/** What the rows around it tell of the row that is being written or read: whose names its texts are made of. */
import type { SlimNode } from './slim-node';

/** What a text may be made of. */
export interface Names {
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly name: string;
  readonly version: string | null;
}

const NOBODY: Names = { cluster: null, namespace: null, name: '', version: null };

export class RowContext {
  /** Of the node itself, or of the edge's ends. */
  source: Names = NOBODY;
  target: Names = NOBODY;
  /** Figures that the next sentences rest on, in their order; as they travel. */
  readonly figures: number[] = [];
  #nodes: readonly SlimNode[] = [];
  readonly #places = new Map<string, number>();
  #last = { source: 0, target: 0 };

  /** Texts of a node's row. */
  atNode(names: Names): void {
    this.source = names;
    this.target = names;
  }

  /** Before the edges: the nodes of this very answer. */
  hasNodes(nodes: readonly SlimNode[]): void {
    this.#nodes = nodes;
    nodes.forEach(({ id }, place) => {
      this.#places.set(id, place);
    });
  }

  /** Texts of an edge's row. */
  atEdge(source: string, target: string): void {
    this.source = this.#nodes[this.#placeOf(source)] ?? NOBODY;
    this.target = this.#nodes[this.#placeOf(target)] ?? NOBODY;
  }

  /** How far an edge's ends are from those of the edge before; small, since edges are sorted by their ends. */
  steps(source: string, target: string): { source: number; target: number } {
    const ends = { source: this.#placeOf(source), target: this.#placeOf(target) };
    const from = this.#last;
    this.#last = ends;
    return {
      source: ends.source - from.source,
      target: ends.target - (ends.source === from.source ? from.target : 0),
    };
  }

  /** The inverse of `steps`. Throws `RangeError` for a place where no node is. */
  ends(steps: { source: number; target: number }): { source: string; target: string } {
    const source = this.#last.source + steps.source;
    const target = steps.target + (steps.source === 0 ? this.#last.target : 0);
    this.#last = { source, target };
    return { source: this.#idAt(source), target: this.#idAt(target) };
  }

  #placeOf(id: string): number {
    const place = this.#places.get(id);
    if (place === undefined) throw new RangeError(`An edge ends at ${id}, which is no node of the answer.`);
    return place;
  }

  #idAt(place: number): string {
    const node = this.#nodes[place];
    if (node === undefined)
      throw new RangeError(`An edge ends at node ${place}, which is not in the answer.`);
    return node.id;
  }
}
