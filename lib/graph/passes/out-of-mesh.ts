/**
 * Corrects what configuration plans by what traffic shows: a workload whose own proxy writes numbers has a proxy,
 * whatever its namespace's labels say today.
 */
import type { GraphNode } from '@/lib/graph/contract';
import type { EdgeShape } from '@/lib/graph/draft';

export function seeProxies(nodes: readonly GraphNode[], edges: readonly EdgeShape[]): GraphNode[] {
  if (!nodes.some(({ facts }) => facts?.outOfMesh === true)) return [...nodes];
  const seen = nodesWithProxy(edges);
  return nodes.map((node) => {
    if (node.facts?.outOfMesh !== true || !seen.has(node.id)) return node;
    const badges = node.facts.badges.filter((badge) => badge !== 'missingSidecar');
    return { ...node, facts: { ...node.facts, outOfMesh: false, badges } };
  });
}

/** A client's view is written beside the client, a server's beside the server; ztunnel's by neither. */
function nodesWithProxy(edges: readonly EdgeShape[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const { hop, flows } of edges) {
    for (const { reporter, ztunnel } of flows) {
      if (ztunnel) continue;
      if (reporter === 'source' && hop.sourcePeer !== null) seen.add(hop.sourceId);
      if (reporter === 'destination' && hop.targetPeer !== null) seen.add(hop.targetId);
    }
  }
  return seen;
}
