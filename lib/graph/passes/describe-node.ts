/** What a node is, as far as traffic tells: its kind, its names and where it lives. Configuration may know better. */
import type { GraphNode } from '@/lib/graph/contract';
import type { NodeIdentity } from '@/lib/graph/identity';
import type { Peer } from '@/lib/mesh/identity';
import { isGatewayName, isWaypointName } from './gateway-names';
import type { ServiceFacts } from './service-facts';
import type { Waypoints } from './waypoints';

export type NodeDescription = Pick<
  GraphNode,
  'kind' | 'cluster' | 'namespace' | 'name' | 'app' | 'version' | 'workload' | 'host' | 'operation'
>;

/** `peers` are those that the node stands for; empty for services and the like. */
export function describeNode(
  identity: NodeIdentity,
  peers: readonly Peer[],
  services: ServiceFacts,
  waypoints: Waypoints,
): NodeDescription {
  const nothing = {
    cluster: null,
    namespace: null,
    app: null,
    version: null,
    workload: null,
    host: null,
    operation: null,
  };
  switch (identity.kind) {
    case 'unknownSource':
    case 'unknownTarget':
      return { ...nothing, kind: 'unknown', name: 'unknown' };
    case 'passthrough':
      return { ...nothing, kind: 'passthrough', cluster: identity.cluster, name: 'PassthroughCluster' };
    case 'blackhole':
      return { ...nothing, kind: 'blackhole', cluster: identity.cluster, name: 'BlackHoleCluster' };
    case 'service': {
      const { cluster, namespace, name } = identity;
      const { host, app, isExternal } = services.of(identity);
      return { ...nothing, kind: isExternal ? 'external' : 'service', cluster, namespace, name, app, host };
    }
    case 'serviceEntry': {
      const { cluster, namespace, name } = identity;
      return { ...nothing, kind: 'external', cluster, namespace, name };
    }
    case 'operation': {
      const { cluster, namespace, operation } = identity;
      const { host, app } = services.of(identity);
      return { ...nothing, kind: 'operation', cluster, namespace, name: operation, app, host, operation };
    }
    case 'workload':
    case 'app':
    case 'versionedApp':
      return describePeer(identity, peers, waypoints);
  }
  return identity satisfies never;
}

function describePeer(
  identity: Extract<NodeIdentity, { kind: 'workload' | 'app' | 'versionedApp' }>,
  peers: readonly Peer[],
  waypoints: Waypoints,
): NodeDescription {
  const { kind, cluster, namespace, name } = identity;
  const app = kind === 'workload' ? only(peers, 'app') : name;
  const workload = kind === 'workload' ? name : only(peers, 'workload');
  return {
    kind: proxyKind([name, app, workload], peers, waypoints) ?? (kind === 'workload' ? 'workload' : 'app'),
    cluster,
    namespace,
    name,
    app,
    version: kind === 'versionedApp' ? identity.version : kind === 'app' ? null : only(peers, 'version'),
    workload,
    host: null,
    operation: null,
  };
}

/** The value that all have; null where they differ. */
function only(peers: readonly Peer[], field: 'app' | 'workload' | 'version'): string | null {
  let found: string | null = null;
  for (const peer of peers) {
    const value = peer[field];
    if (value === null || value === found) continue;
    if (found !== null) return null;
    found = value;
  }
  return found;
}

function proxyKind(
  names: readonly (string | null)[],
  peers: readonly Peer[],
  waypoints: Waypoints,
): 'gateway' | 'waypoint' | null {
  if (names.some(isWaypointName) || peers.some((peer) => waypoints.has(peer))) return 'waypoint';
  return names.some(isGatewayName) ? 'gateway' : null;
}
