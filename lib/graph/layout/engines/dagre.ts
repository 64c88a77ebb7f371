/**
 * dagre with the ranker `tight-tree`: its default, network simplex, takes minutes for some graphs of a few hundred
 * nodes. Each box is drawn by itself and is one node to what is around it, since dagre's own compound graphs
 * fail on some inputs ("Not possible to find intersection inside of the rectangle").
 */
import dagre from '@dagrejs/dagre';
import { type LayoutInput, PAGE_LEVEL, type Point, SPACING } from '@/lib/graph/layout/drawing';
import { BoxTree } from '@/lib/graph/layout/tree';
import { type Engine, plainEdges } from './engine';

export const placeByDagre: Engine = async (input) => new Levels(input).place();

interface Drawn {
  readonly width: number;
  readonly height: number;
  /** Of all cards inside, from the top left corner. */
  readonly middles: ReadonlyMap<string, Point>;
}

class Levels {
  readonly #input: LayoutInput;
  readonly #tree: BoxTree;
  readonly #edges: LayoutInput['edges'];

  constructor(input: LayoutInput) {
    this.#input = input;
    this.#tree = new BoxTree(input);
    this.#edges = plainEdges(input);
  }

  place(): ReadonlyMap<string, Point> {
    return this.#level(PAGE_LEVEL).middles;
  }

  #level(level: string): Drawn {
    const sizes = new Map(this.#input.nodes.map((node) => [node.id, node]));
    const children = this.#tree.children(level);
    const drawn = new Map(
      children.map((id): [string, Drawn] => {
        if (this.#tree.isBox(id)) return [id, this.#level(id)];
        const { width = 0, height = 0 } = sizes.get(id) ?? {};
        return [id, { width, height, middles: new Map([[id, { x: width / 2, y: height / 2 }]]) }];
      }),
    );
    const graph = this.#ranked(level, drawn);
    const isBox = level !== PAGE_LEVEL;
    const left = isBox ? SPACING.boxPadding : 0;
    const top = isBox ? SPACING.boxHeader : 0;
    const middles = new Map<string, Point>();
    let width = 0;
    let height = 0;
    for (const [id, child] of drawn) {
      const place = graph.node(id);
      const x = place.x - child.width / 2 + left;
      const y = place.y - child.height / 2 + top;
      for (const [node, middle] of child.middles) middles.set(node, { x: middle.x + x, y: middle.y + y });
      width = Math.max(width, x + child.width + left);
      height = Math.max(height, y + child.height + left);
    }
    return { width, height, middles };
  }

  #ranked(level: string, drawn: ReadonlyMap<string, Drawn>) {
    const graph = new dagre.graphlib.Graph();
    const boxes = [...drawn.keys()].some((id) => this.#tree.isBox(id));
    graph.setGraph({
      rankdir: this.#input.direction === 'down' ? 'TB' : 'LR',
      ranker: 'tight-tree',
      nodesep: boxes ? SPACING.betweenBoxes : SPACING.betweenNodes,
      edgesep: SPACING.betweenPasses,
      ranksep: this.#input.columnGap,
    });
    graph.setDefaultEdgeLabel(() => ({}));
    for (const [id, { width, height }] of drawn) graph.setNode(id, { width, height });
    for (const edge of this.#edges) {
      const source = this.#tree.childHolding(level, edge.source);
      const target = this.#tree.childHolding(level, edge.target);
      if (source !== null && target !== null && source !== target) graph.setEdge(source, target);
    }
    dagre.layout(graph);
    return graph;
  }
}
