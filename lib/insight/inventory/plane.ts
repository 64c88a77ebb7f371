/** How things take part in the mesh, from what the graph's facts say of them. */
import type { NodeFacts } from '@/lib/graph/node-facts';
import type { Plane } from './vocabulary';

export function planeOf(facts: Pick<NodeFacts, 'gateway' | 'ambient' | 'outOfMesh'> | null): Plane {
  if (facts === null) return 'unknown';
  if (facts.gateway !== null) return facts.gateway.kind === 'waypoint' ? 'waypoint' : 'gateway';
  if (facts.ambient === true) return 'ambient';
  if (facts.outOfMesh === null) return 'unknown';
  return facts.outOfMesh ? 'none' : 'sidecar';
}

/** Of several that belong together. What cannot be told does not count where something can. */
export function planeOfAll(planes: readonly Plane[]): Plane {
  const known = new Set(planes.filter((plane) => plane !== 'unknown'));
  const [first = 'unknown'] = known;
  return known.size > 1 ? 'mixed' : first;
}
