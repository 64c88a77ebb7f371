/**
 * Puts an operation between the caller and the service or workload that it calls, for flows whose operation is known.
 * The two edges at it carry one operation each, which no group of the source is.
 */
import { type NodeIdentity, serviceIdentity } from '@/lib/graph/identity';
import type { Flow } from '@/lib/graph/traffic';
import { type Hop, hop, type Placement } from './place';

export function placeOperations(base: Placement, operations: boolean): Placement {
  if (!operations) return base;
  return { legs: base.legs, hopsOf: (flow) => throughOperation(flow, base.hopsOf(flow)) };
}

function throughOperation(flow: Flow, hops: readonly Hop[]): readonly Hop[] {
  const operation = operationNode(flow);
  // A waypoint on the way comes first.
  const at = hops.findIndex(({ waypoint }) => waypoint !== 'target');
  const split = hops[at];
  if (operation === null || split === undefined) return hops;
  const to = hop(flow, null, split.source, operation, split.sourcePeer, null, split.onward);
  const from = hop(flow, null, operation, split.target, null, split.targetPeer, true);
  const waypoint = split.waypoint === 'source' ? 'source' : null;
  return [...hops.slice(0, at), { ...to, waypoint }, from, ...hops.slice(at + 1)];
}

function operationNode({ operation, service }: Flow): NodeIdentity | null {
  if (operation === null) return null;
  const called = serviceIdentity(service);
  if (called.kind !== 'service') return null;
  const { cluster, namespace, name } = called;
  return { kind: 'operation', cluster, namespace, name, operation };
}
