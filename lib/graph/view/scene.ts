/** What the steps of a view hand to one another: nodes and edges that are still in it. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';

export interface Scene {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Edges by their ends. */
export interface Neighbours {
  readonly outgoing: (node: string) => readonly GraphEdge[];
  readonly incoming: (node: string) => readonly GraphEdge[];
}

const NONE: readonly GraphEdge[] = [];

export function neighboursOf(edges: readonly GraphEdge[]): Neighbours {
  const outgoing = new Map<string, GraphEdge[]>();
  const incoming = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    put(outgoing, edge.source, edge);
    put(incoming, edge.target, edge);
  }
  return {
    outgoing: (node) => outgoing.get(node) ?? NONE,
    incoming: (node) => incoming.get(node) ?? NONE,
  };
}

function put(lists: Map<string, GraphEdge[]>, key: string, edge: GraphEdge): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [edge]);
  else list.push(edge);
}

/** Ids of the nodes at the ends of edges. */
export function endsOf(edges: readonly GraphEdge[]): Set<string> {
  const ends = new Set<string>();
  for (const { source, target } of edges) {
    ends.add(source);
    ends.add(target);
  }
  return ends;
}

/** Only these nodes, and of the edges that are given those between them. The scene itself where that changes nothing. */
export function restricted(
  scene: Scene,
  keepsNode: (node: GraphNode) => boolean,
  keepsEdge: (edge: GraphEdge) => boolean,
): Scene {
  const nodes = scene.nodes.filter(keepsNode);
  const kept = new Set(nodes.map(({ id }) => id));
  const edges = scene.edges.filter(
    (edge) => kept.has(edge.source) && kept.has(edge.target) && keepsEdge(edge),
  );
  const same = nodes.length === scene.nodes.length && edges.length === scene.edges.length;
  return same ? scene : { nodes, edges };
}

/** The scene without nodes that lost their last edge on the way from `before`; what had none stays. */
export function withoutOrphans(scene: Scene, before: Scene): Scene {
  if (scene.edges.length === before.edges.length) return scene;
  const had = endsOf(before.edges);
  const has = endsOf(scene.edges);
  return restricted(
    scene,
    ({ id }) => has.has(id) || !had.has(id),
    () => true,
  );
}
