/** Leaves out what a hide expression matches, as Kiali does: with the edges of hidden nodes, and nodes that end up alone. */
import type { GraphMatches } from '@/lib/graph/matches';
import { restricted, type Scene, withoutOrphans } from './scene';

export function hide(scene: Scene, matches: GraphMatches): Scene {
  const left = restricted(
    scene,
    ({ id }) => !matches.nodes.has(id),
    ({ id }) => !matches.edges.has(id),
  );
  return withoutOrphans(left, scene);
}
