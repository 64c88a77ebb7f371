/** Who stands at the ends of calls, as the picture and the list name them, and which nodes of the graph they are. */
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import { type NodeIdentity, nodeId, peerIdentity, serviceIdentity } from '@/lib/graph/identity';
import type { ObservedCall } from '@/lib/insight/calls/observed-call';
import { canonicalApp, canonicalVersion } from '@/lib/inventory/canonical-names';
import type { Peer } from '@/lib/mesh/identity';
import { calleeLabel } from './changes/change-draft';
import type { ImpactEnd, ImpactNode } from './contract';
import { type FollowedCall, workloadKey } from './follow';

export function sourceNode({ source }: ObservedCall): ImpactNode {
  const name = source.workload ?? source.app;
  return {
    key: name === null ? 'outside' : `${source.namespace ?? ''}/${name}`,
    label: name ?? 'Without a proxy',
    detail: source.namespace,
    nodeId: nodeOf(peerIdentity('versionedApp', source) ?? { kind: 'unknownSource' }),
  };
}

export function targetNode(key: string, call: ObservedCall, view: MeshView): ImpactNode {
  const slash = key.indexOf('/');
  if (slash < 0) {
    return { key, label: key, detail: 'outside the mesh', nodeId: nodeOf(serviceIdentity(call.service)) };
  }
  const [namespace, name] = [key.slice(0, slash), key.slice(slash + 1)];
  const seen = call.reached.find((one) => workloadKey(one) === key)?.peer;
  return {
    key,
    label: name,
    detail: namespace,
    nodeId: nodeOf(peerIdentity('versionedApp', seen ?? peerOf(view, namespace, name, call.source.cluster))),
  };
}

/** As metrics would name a workload that gets no requests today. */
function peerOf(view: MeshView, namespace: string, name: string, cluster: string | null): Peer {
  const labels =
    (view.workloadsByNamespace.get(namespace) ?? []).find((one) => one.name === name)?.labels ?? {};
  const app = canonicalApp(labels, name);
  return { cluster, namespace, workload: name, app, version: canonicalVersion(labels) };
}

export function unreachedNode(followed: FollowedCall): ImpactNode {
  return {
    key: `service ${followed.host}`,
    label: calleeLabel(followed),
    detail: 'reached by nobody',
    nodeId: nodeOf(serviceIdentity(followed.call.service)),
  };
}

function nodeOf(identity: NodeIdentity | null): string | null {
  return identity === null ? null : nodeId(identity);
}

export function callerEnd(followed: FollowedCall): ImpactEnd {
  const { label, detail, nodeId: id } = sourceNode(followed.call);
  return { namespace: detail, name: label, label, nodeId: id };
}

export function calleeEnd(followed: FollowedCall): ImpactEnd {
  const { service } = followed.call;
  const label = calleeLabel(followed);
  return { namespace: service.namespace, name: label, label, nodeId: nodeOf(serviceIdentity(service)) };
}
