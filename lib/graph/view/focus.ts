/** One node and what is around it: who calls it, whom it calls, some calls away or to the end. */
import type { GraphNode } from '@/lib/graph/contract';
import { neighboursOf, restricted, type Scene } from './scene';
import type { FocusOptions } from './view-graph';

/** They stand between a caller and a callee: passing one is no call of its own. */
const BETWEEN: ReadonlySet<GraphNode['kind']> = new Set(['service', 'operation', 'waypoint']);

/** Only edges on the way are kept, not those between two callers. A node that is not there changes nothing. */
export function focus(scene: Scene, { node, hops, direction }: FocusOptions): Scene {
  if (!scene.nodes.some(({ id }) => id === node)) return scene;
  const between = new Set(scene.nodes.flatMap(({ id, kind }) => (BETWEEN.has(kind) ? id : [])));
  const most = hops === 'all' ? Number.POSITIVE_INFINITY : hops;
  const nodes = new Set([node]);
  const edges = new Set<string>();
  const around = neighboursOf(scene.edges);
  const walk = (side: 'incoming' | 'outgoing') => {
    const far = side === 'outgoing' ? 'target' : 'source';
    const distance = new Map([[node, 0]]);
    // What is reached without a call goes first, so that every node is met at its least distance.
    let ring = [node];
    while (ring.length > 0) {
      const next: string[] = [];
      for (let at = ring.pop(); at !== undefined; at = ring.pop()) {
        const away = distance.get(at) ?? 0;
        const cost = at !== node && between.has(at) ? 0 : 1;
        if (away + cost > most) continue;
        for (const edge of around[side](at)) {
          edges.add(edge.id);
          const end = edge[far];
          if ((distance.get(end) ?? Number.POSITIVE_INFINITY) <= away + cost) continue;
          distance.set(end, away + cost);
          nodes.add(end);
          (cost === 0 ? ring : next).push(end);
        }
      }
      ring = next;
    }
  };
  if (direction !== 'up') walk('outgoing');
  if (direction !== 'down') walk('incoming');
  return restricted(
    scene,
    ({ id }) => nodes.has(id),
    ({ id }) => edges.has(id),
  );
}
