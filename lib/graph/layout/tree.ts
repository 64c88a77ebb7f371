/** Which box holds what: children by level, and the boxes around a thing. */
import { type LayoutInput, PAGE_LEVEL } from './drawing';

export class BoxTree {
  readonly #parents = new Map<string, string>();
  readonly #children = new Map<string, string[]>();
  readonly #boxes: ReadonlySet<string>;

  constructor(input: LayoutInput) {
    this.#boxes = new Set(input.boxes.map((box) => box.id));
    const level = (box: string | null) => (box !== null && this.#boxes.has(box) ? box : PAGE_LEVEL);
    const add = (id: string, parent: string) => {
      this.#parents.set(id, parent);
      const list = this.#children.get(parent);
      if (list === undefined) this.#children.set(parent, [id]);
      else list.push(id);
    };
    for (const box of input.boxes) add(box.id, level(box.parent));
    for (const node of input.nodes) add(node.id, level(node.box));
    // Whatever order the graph arrived in.
    for (const list of this.#children.values()) list.sort();
  }

  isBox(id: string): boolean {
    return this.#boxes.has(id);
  }

  /** The level that holds it; the page's own where no box does. */
  parent(id: string): string {
    return this.#parents.get(id) ?? PAGE_LEVEL;
  }

  children(level: string): readonly string[] {
    return this.#children.get(level) ?? [];
  }

  /** Boxes around it, innermost first. */
  around(id: string): string[] {
    const boxes: string[] = [];
    for (let at = this.parent(id); at !== PAGE_LEVEL; at = this.parent(at)) boxes.push(at);
    return boxes;
  }

  /** Everything inside, boxes and nodes, at any depth. */
  inside(box: string): string[] {
    return this.children(box).flatMap((id) => (this.isBox(id) ? [id, ...this.inside(id)] : [id]));
  }

  /** What holds the node among the children of a level, or the node itself; null when it is elsewhere. */
  childHolding(level: string, id: string): string | null {
    for (let at = id; ; at = this.parent(at)) {
      if (this.parent(at) === level) return at;
      if (this.parent(at) === PAGE_LEVEL) return null;
    }
  }
}
