/**
 * Names of nodes and edges that stay the same across refreshes, servers and sessions, so that a selection, a layout
 * or a link survives. An id can be read back into what it stands for.
 */
import type { CalledService, Peer } from '@/lib/mesh/identity';
import type { TrafficSelection } from '@/lib/metrics/series';
import type { PeerLevel } from './traffic';

/** What a node stands for; the `kind` that is drawn (gateway, external …) may differ. */
export type NodeIdentity =
  | {
      readonly kind: 'workload' | 'app';
      readonly cluster: string | null;
      readonly namespace: string | null;
      readonly name: string;
    }
  | {
      readonly kind: 'versionedApp';
      readonly cluster: string | null;
      readonly namespace: string | null;
      readonly name: string;
      readonly version: string | null;
    }
  | {
      readonly kind: 'service';
      readonly cluster: string | null;
      readonly namespace: string | null;
      readonly name: string;
    }
  /** Several hosts that one ServiceEntry brings together; `name` is the entry's. */
  | {
      readonly kind: 'serviceEntry';
      readonly cluster: string | null;
      readonly namespace: string | null;
      readonly name: string;
    }
  /** One operation of a service. */
  | {
      readonly kind: 'operation';
      readonly cluster: string | null;
      readonly namespace: string | null;
      /** The service's. */
      readonly name: string;
      readonly operation: string;
    }
  | { readonly kind: 'passthrough' | 'blackhole'; readonly cluster: string | null }
  /** Callers without a proxy, or calls to nothing that is known. */
  | { readonly kind: 'unknownSource' | 'unknownTarget' };

const PREFIXES = {
  workload: 'wl',
  app: 'app',
  versionedApp: 'vapp',
  service: 'svc',
  serviceEntry: 'entry',
  operation: 'op',
  passthrough: 'pass',
  blackhole: 'hole',
  unknownSource: 'from-unknown',
  unknownTarget: 'to-unknown',
} as const satisfies Record<NodeIdentity['kind'], string>;

/** `vapp/Kubernetes/bookinfo/reviews/v1`; each part percent-encoded, `-` for null, so that a name `-` is `%2D`. */
export function nodeId(node: NodeIdentity): string {
  const prefix = PREFIXES[node.kind];
  switch (node.kind) {
    case 'unknownSource':
    case 'unknownTarget':
      return prefix;
    case 'passthrough':
    case 'blackhole':
      return `${prefix}/${part(node.cluster)}`;
    case 'versionedApp':
      return `${prefix}/${part(node.cluster)}/${part(node.namespace)}/${part(node.name)}/${part(node.version)}`;
    case 'operation':
      return `${prefix}/${part(node.cluster)}/${part(node.namespace)}/${part(node.name)}/${part(node.operation)}`;
    case 'workload':
    case 'app':
    case 'service':
    case 'serviceEntry':
      return `${prefix}/${part(node.cluster)}/${part(node.namespace)}/${part(node.name)}`;
  }
  return node satisfies never;
}

const PLAIN = /^[A-Za-z0-9_.~-]*$/;

function part(value: string | null): string {
  if (value === null) return '-';
  if (value === '-') return '%2D';
  // Almost every name is plain, and encoding them all would be noticed.
  return PLAIN.test(value) ? value : encodeURIComponent(value.toWellFormed());
}

/** What an id stands for; null where it is no node's id. */
export function parseNodeId(id: string): NodeIdentity | null {
  const [prefix, ...rest] = id.split('/');
  const kind = (Object.keys(PREFIXES) as NodeIdentity['kind'][]).find((one) => PREFIXES[one] === prefix);
  const parts = rest.map(decoded);
  if (kind === undefined || parts.includes(undefined)) return null;
  const [cluster = null, namespace = null, name = null, last = null] = parts as (string | null)[];
  switch (kind) {
    case 'unknownSource':
    case 'unknownTarget':
      return parts.length === 0 ? { kind } : null;
    case 'passthrough':
    case 'blackhole':
      return parts.length === 1 ? { kind, cluster } : null;
    case 'versionedApp':
      return parts.length === 4 && name !== null ? { kind, cluster, namespace, name, version: last } : null;
    case 'operation':
      return parts.length === 4 && name !== null && last !== null
        ? { kind, cluster, namespace, name, operation: last }
        : null;
    case 'workload':
    case 'app':
    case 'service':
    case 'serviceEntry':
      return parts.length === 3 && name !== null ? { kind, cluster, namespace, name } : null;
  }
  return kind satisfies never;
}

function decoded(text: string): string | null | undefined {
  if (text === '-') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The node of a workload at the level drawn; null where the peer is not known. */
export function peerIdentity(level: PeerLevel, peer: Peer): NodeIdentity | null {
  const { cluster, namespace } = peer;
  const app = peer.app ?? peer.workload;
  if (level === 'workload' && peer.workload !== null)
    return { kind: 'workload', cluster, namespace, name: peer.workload };
  if (app === null) return null;
  if (level === 'versionedApp')
    return { kind: 'versionedApp', cluster, namespace, name: app, version: peer.version };
  return { kind: 'app', cluster, namespace, name: app };
}

/** Istio's names for traffic to no host of the mesh, in all their spellings. */
const PASSTHROUGH = /^(Inbound)?PassthroughCluster(Ipv[46])?$|^AllowAnyDynamicDNSCluster$/;

export function isPassthrough(service: CalledService): boolean {
  return service.name !== null && PASSTHROUGH.test(service.name);
}

export function isBlackHole(service: CalledService): boolean {
  return service.name === 'BlackHoleCluster';
}

/** The node of the service that was called, where there is no workload to draw or services are drawn. */
export function serviceIdentity(service: CalledService): NodeIdentity {
  const { cluster, namespace, name } = service;
  if (name === null) return { kind: 'unknownTarget' };
  if (isPassthrough(service)) return { kind: 'passthrough', cluster };
  if (isBlackHole(service)) return { kind: 'blackhole', cluster };
  return { kind: 'service', cluster, namespace, name };
}

/** A short id for the edge `<source id>><target id>><protocol>`; 53 bits keep two of 100,000 apart but once in a million. */
export function edgeId(edgeKey: string): string {
  return hash(edgeKey);
}

/** Two 32-bit multiplicative hashes, mixed; stable for ever, so not the engine's own. */
function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (4294967296 * (0x1fffff & low) + (high >>> 0)).toString(36);
}

/** Traffic from a node. */
export function selectionFrom(node: NodeIdentity): TrafficSelection | null {
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
      // What it calls is called by the app of its name; see passes/place.ts.
      return { source: { cluster: node.cluster, namespace: node.namespace, app: node.name } };
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
      return { service: { namespace: null, name: null }, destination: { workload: null } };
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
      return { service: { cluster: node.cluster, namespace: node.namespace, name: node.name } };
    case 'operation':
      return { service: { namespace: node.namespace, name: node.name }, operation: node.operation };
    case 'passthrough':
      return { service: { namespace: null, name: 'PassthroughCluster' } };
    case 'blackhole':
      return { service: { namespace: null, name: 'BlackHoleCluster' } };
  }
  return node satisfies never;
}
