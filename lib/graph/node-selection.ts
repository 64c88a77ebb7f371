/** Which traffic a node stands for: what charts and details of it, and of the edges at it, are asked for. */
import type { TrafficSelection } from '@/lib/metrics/series';
import type { NodeIdentity, ServiceIdentity } from './identity';

/** Traffic from a node; `app` is the one behind a service that stands for its caller, left out = that of its name. */
export function selectionFrom(node: NodeIdentity, app?: string): TrafficSelection | null {
  switch (node.kind) {
    case 'unknownSource':
      return { source: { workload: null } };
    case 'workload':
      return { source: { cluster: node.cluster, namespace: node.namespace, workload: node.name } };
    case 'app':
      return { source: { cluster: node.cluster, namespace: node.namespace, app: node.name } };
    case 'versionedApp':
      return {
        source: { cluster: node.cluster, namespace: node.namespace, app: node.name, version: node.version },
      };
    case 'service':
      return fromService(node, app);
    case 'operation':
      // What goes on from it is what arrives at it.
      return selectionTo(node);
    case 'serviceEntry':
    case 'passthrough':
    case 'blackhole':
    case 'unknownTarget':
      return null;
  }
  return node satisfies never;
}

/** Traffic to a node. */
export function selectionTo(node: NodeIdentity): TrafficSelection | null {
  switch (node.kind) {
    case 'unknownSource':
    // Its hosts are in the configuration; see chart-subject.ts.
    case 'serviceEntry':
      return null;
    case 'unknownTarget':
      return { service: { namespace: null, name: null }, reached: false };
    case 'workload':
      return { destination: { cluster: node.cluster, namespace: node.namespace, workload: node.name } };
    case 'app':
      return { destination: { cluster: node.cluster, namespace: node.namespace, app: node.name } };
    case 'versionedApp':
      return {
        destination: {
          cluster: node.cluster,
          namespace: node.namespace,
          app: node.name,
          version: node.version,
        },
      };
    case 'service':
      return {
        service: { cluster: node.cluster, namespace: node.namespace, name: node.name },
        ...(node.role === 'unreached' && { reached: false }),
      };
    case 'operation':
      return { service: { namespace: node.namespace, name: node.name }, operation: node.operation };
    case 'passthrough':
      return { service: { namespace: null, name: 'PassthroughCluster' } };
    case 'blackhole':
      return { service: { namespace: null, name: 'BlackHoleCluster' } };
  }
  return node satisfies never;
}

function fromService(
  { cluster, namespace, name, role }: ServiceIdentity,
  app: string | undefined,
): TrafficSelection | null {
  switch (role) {
    case 'unreached':
      return null;
    case 'caller':
      return { source: { cluster, namespace, app: app ?? name } };
    case undefined:
      return { service: { cluster, namespace, name }, reached: true };
  }
  return role satisfies never;
}
