/** The nodes that an expected graph has, in words that a graph's answer can be put into too. */
import type { GraphNode } from '@/lib/graph/contract';
import type { GraphType } from '@/lib/graph/vocabulary';
import type { Party, Told } from './told';

export interface ExpectedNode {
  readonly key: string;
  readonly kind: 'workload' | 'app' | 'service' | 'operation' | 'passthrough' | 'blackhole' | 'unknown';
  readonly cluster: string | null;
  readonly namespace: string | null;
  /** Of workloads and apps; of services it follows from what is behind them. */
  readonly app: string | null;
  /** The key of the service whose apps are its own; null for all but services and operations. */
  readonly behind: string | null;
}

export function peerNode(party: Party, type: GraphType): ExpectedNode {
  const { cluster, namespace, workload, app, version } = party;
  const isWorkload = type === 'workload' && workload !== null;
  const where = `${cluster}/${namespace}/${isWorkload ? workload : app}`;
  const key = isWorkload
    ? `workload ${where}`
    : `app ${where}${type === 'versionedApp' ? ` ${version}` : ''}`;
  return { key, kind: isWorkload ? 'workload' : 'app', cluster, namespace, app, behind: null };
}

export function serviceNode({ cluster, namespace, name }: Told['service']): ExpectedNode {
  const special = { cluster, namespace: null, app: null, behind: null };
  if (name === null) return { ...special, cluster: null, key: 'unknown target', kind: 'unknown' };
  if (isPassthrough(name)) return { ...special, key: `passthrough ${cluster}`, kind: 'passthrough' };
  if (name === 'BlackHoleCluster') return { ...special, key: `blackhole ${cluster}`, kind: 'blackhole' };
  const key = `service ${cluster}/${namespace}/${name}`;
  return { key, kind: 'service', cluster, namespace, app: null, behind: key };
}

export function isPassthrough(name: string): boolean {
  return name === 'PassthroughCluster' || name === 'InboundPassthroughCluster';
}

/** A node of an answer in the same words. */
export function nodeInWords(node: GraphNode, type: GraphType): string {
  const where = `${node.cluster}/${node.namespace}/${node.name}`;
  switch (node.kind) {
    case 'passthrough':
    case 'blackhole':
      return `${node.kind} ${node.cluster}`;
    case 'unknown':
      return node.id === 'to-unknown' ? 'unknown target' : 'unknown source';
    case 'external':
      return `service ${where}`;
    case 'operation':
      return `operation ${node.cluster}/${node.namespace}/${serviceOf(node.id)}/${node.name}`;
    case 'workload':
      return `workload ${where}`;
    case 'service':
      return `service ${where}`;
    case 'app':
    case 'gateway':
    case 'waypoint': {
      const isWorkload = type === 'workload' && node.workload === node.name;
      return isWorkload
        ? `workload ${where}`
        : `app ${where}${type === 'versionedApp' ? ` ${node.version}` : ''}`;
    }
  }
  return node.kind satisfies never;
}

/** Ids of operations hold the name of their service. */
function serviceOf(id: string): string {
  return decodeURIComponent(id.split('/')[3] ?? '');
}
