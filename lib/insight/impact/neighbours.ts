/** What surrounds the changed calls: calls that stay as they are, so that the changed ones are seen in their place. */
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { ObservedCall } from '@/lib/insight/calls/observed-call';
import type { ImpactEdge, ImpactNode } from './contract';
import { workloadKey } from './follow';
import { sourceNode, targetNode } from './picture-nodes';

/** More would hide what changes. */
const MOST_NEIGHBOURS = 24;

/** Unchanged calls from and to what is in the picture already, busiest first; their ends are added to `nodes`. */
export function neighbours(
  edges: readonly ImpactEdge[],
  nodes: Map<string, ImpactNode>,
  all: readonly ObservedCall[],
  view: MeshView,
): readonly ImpactEdge[] {
  const inPicture = new Set(nodes.keys());
  const drawn = new Set(edges.map(({ from, to }) => `${from}>${to}`));
  const around = all.flatMap((call) => {
    const from = sourceNode(call);
    return call.reached.flatMap((one): readonly ImpactEdge[] => {
      const to = workloadKey(one);
      const isNear = inPicture.has(from.key) || inPicture.has(to);
      if (!isNear || from.key === to || drawn.has(`${from.key}>${to}`)) return [];
      const rate = { from: one.ratePerSecond, to: one.ratePerSecond };
      const { protocol, ratePerSecond: callPerSecond } = call;
      const figures = { beforePerSecond: rate, afterPerSecond: rate, callPerSecond };
      return [{ from: from.key, to, protocol, state: 'same', isMirror: false, kinds: [], ...figures }];
    });
  });
  const busiest = around
    .sort((a, b) => b.beforePerSecond.to - a.beforePerSecond.to)
    .slice(0, MOST_NEIGHBOURS);
  const kept = new Set(busiest.flatMap(({ from, to }) => [from, to]));
  for (const call of all) {
    const from = sourceNode(call);
    if (kept.has(from.key) && !nodes.has(from.key)) nodes.set(from.key, from);
    for (const key of call.reached.map(workloadKey)) {
      if (kept.has(key) && !nodes.has(key)) nodes.set(key, targetNode(key, call, view));
    }
  }
  return busiest;
}
