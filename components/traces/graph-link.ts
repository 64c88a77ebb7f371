/** Where on the graph the workload of a span is found. Pure. */
import { nodeId, peerIdentity } from '@/lib/graph/identity';
import type { Peer } from '@/lib/mesh/identity';

/** A path with its query; `null` where the span told too little. Without the cluster's name the graph's find box is used. */
export function graphHref(peer: Peer): string | null {
  const identity = peerIdentity('versionedApp', peer);
  if (identity === null) return null;
  const params = new URLSearchParams();
  if (peer.namespace !== null) params.set('namespaces', peer.namespace);
  if (peer.cluster !== null && peer.namespace !== null) params.set('node', nodeId(identity));
  else params.set('find', peer.app ?? peer.workload ?? '');
  return `/graph?${params}`;
}
