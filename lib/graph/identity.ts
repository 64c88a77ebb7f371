/**
 * Names of nodes and edges that stay the same across refreshes, servers and sessions, so that a selection, a layout
 * or a link survives. An id can be read back into what it stands for.
 */
import type { CalledService, Peer } from '@/lib/mesh/identity';
import type { PeerLevel } from './traffic';

/**
 * What a called service's node stands for beyond the service; left out = for all its calls, which it passes on to its
 * workloads. `unreached`: workloads stand for themselves, and the node only for calls that reached none of them.
 * `caller`: for the app behind it too, in a graph of services alone.
 */
export type ServiceRole = 'unreached' | 'caller';

interface Called<Kind> {
  readonly kind: Kind;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly name: string;
  readonly role?: ServiceRole;
}

export type ServiceIdentity = Called<'service'>;
/** Several hosts that one ServiceEntry brings together; `name` is the entry's. */
export type ServiceEntryIdentity = Called<'serviceEntry'>;

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
  | ServiceIdentity
  | ServiceEntryIdentity
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
      return `${prefix}/${part(node.cluster)}/${part(node.namespace)}/${part(node.name)}`;
    case 'service':
    case 'serviceEntry': {
      const role = node.role === undefined ? '' : `/${node.role}`;
      return `${prefix}/${part(node.cluster)}/${part(node.namespace)}/${part(node.name)}${role}`;
    }
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
      return parts.length === 3 && name !== null ? { kind, cluster, namespace, name } : null;
    case 'service':
    case 'serviceEntry': {
      if (name === null || parts.length > 4) return null;
      if (parts.length === 3) return { kind, cluster, namespace, name };
      return last === 'unreached' || last === 'caller'
        ? { kind, cluster, namespace, name, role: last }
        : null;
    }
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
export function serviceIdentity(service: CalledService, role?: ServiceRole): NodeIdentity {
  const { cluster, namespace, name } = service;
  if (name === null) return { kind: 'unknownTarget' };
  if (isPassthrough(service)) return { kind: 'passthrough', cluster };
  if (isBlackHole(service)) return { kind: 'blackhole', cluster };
  return { kind: 'service', cluster, namespace, name, ...(role !== undefined && { role }) };
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
