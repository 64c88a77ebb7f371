/**
 * What can be called: Kubernetes Services and the hosts of ServiceEntries, as one kind of thing,
 * as Istio's service registry has them.
 */
import { type PodsElsewhere, podsElsewhere } from '@/lib/config/elsewhere';
import type { StoredObject } from '@/lib/config/store';
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt, textMapAt, textsAt } from './fields';
import { type ObjectMetadata, readExportTo, readMetadata } from './metadata';
import { type MeshWorkload, machinePorts } from './workload';

/** `unknown` = not declared: the proxy looks at the first bytes. `https` and `tls` are routed by SNI. */
export type PortProtocol = 'http' | 'tcp' | 'tls' | 'unknown';

export interface MeshServicePort {
  readonly number: number;
  readonly name: string | null;
  readonly protocol: PortProtocol;
  /** Number or container port's name as written; null = the same number. */
  readonly targetPort: number | string | null;
}

/** Where a ServiceEntry's addresses come from; `KUBERNETES` for Services. */
export type Resolution = 'KUBERNETES' | 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';

export interface MeshService extends ObjectMetadata {
  readonly origin: 'kubernetes' | 'service-entry';
  /** FQDN, or a host of a ServiceEntry, which may be a wildcard. */
  readonly host: string;
  readonly ports: readonly MeshServicePort[];
  readonly exportTo: readonly string[];
  readonly addresses: readonly string[];
  readonly external: boolean;
  readonly endpoints: EndpointSource;
  /** What other clusters have behind a Service of this name; left out where its cluster is the only one. */
  readonly elsewhere?: readonly PodsElsewhere[];
  readonly resolution: Resolution;
  /** A Kubernetes Service without an address of its own: callers reach its pods directly. */
  readonly headless: boolean;
  /** `spec.externalName` of a Service that is only another name. */
  readonly externalName: string | null;
  /** The Service itself asks for near endpoints (`trafficDistribution`). */
  readonly prefersNear: boolean;
}

/** Where its endpoints come from. `address`: the host itself is called (DNS, NONE, ExternalName). */
export type EndpointSource =
  | { readonly kind: 'selector'; readonly labels: Readonly<Record<string, string>> }
  | { readonly kind: 'listed'; readonly workloads: readonly MeshWorkload[] }
  | { readonly kind: 'address' }
  | { readonly kind: 'none' };

const HTTP = new Set(['http', 'http2', 'http_proxy', 'grpc', 'grpc-web']);
const TLS = new Set(['https', 'tls']);
const TCP = new Set(['tcp', 'mongo', 'mysql', 'redis', 'udp']);

/** Names that Kubernetes defines for `appProtocol`, as Istio takes them. */
const KUBERNETES: Readonly<Record<string, string>> = {
  'kubernetes.io/h2c': 'http2',
  'kubernetes.io/ws': 'http',
  'kubernetes.io/wss': 'https',
};

/** SMTP, DNS, MySQL, MongoDB: there the server speaks first, so Istio never sniffs. */
const SERVER_SPEAKS_FIRST = new Set([25, 53, 3306, 27017]);

/** A protocol as Istio's own enum has it; anything else is found out from the first bytes. */
export function namedProtocol(written: string): PortProtocol {
  const name = written.toLowerCase();
  if (HTTP.has(name)) return 'http';
  if (TLS.has(name)) return 'tls';
  return TCP.has(name) ? 'tcp' : 'unknown';
}

/**
 * Protocol of a port of a Kubernetes Service: `appProtocol`, else its name, up to the first dash.
 * https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/;
 * source: istio/istio pkg/config/kube/conversion.go (ConvertProtocol).
 */
export function servicePortProtocol(port: Fields): PortProtocol {
  if (textAt(port, 'protocol') === 'UDP') return 'tcp';
  const written = textAt(port, 'appProtocol') ?? textAt(port, 'name') ?? '';
  const name = KUBERNETES[written] ?? written;
  const isGrpcWeb = name.toLowerCase().startsWith('grpc-web');
  const named = namedProtocol(isGrpcWeb ? 'grpc-web' : (name.split('-')[0] ?? ''));
  return named === 'unknown' && SERVER_SPEAKS_FIRST.has(numberAt(port, 'port') ?? 0) ? 'tcp' : named;
}

export function readService(object: StoredObject, clusterDomain: string): MeshService {
  const metadata = readMetadata(object);
  const spec = fieldsAt(object.value, 'spec');
  const selector = textMapAt(spec, 'selector');
  const externalName = textAt(spec, 'type') === 'ExternalName';
  const elsewhere = podsElsewhere(object);
  return {
    ...metadata,
    origin: 'kubernetes',
    host: `${metadata.name}.${metadata.namespace}.svc.${clusterDomain}`,
    ports: fieldsListAt(spec, 'ports').map((port) => ({
      number: numberAt(port, 'port') ?? 0,
      name: textAt(port, 'name'),
      protocol: servicePortProtocol(port),
      targetPort: numberAt(port, 'targetPort') ?? textAt(port, 'targetPort'),
    })),
    exportTo: (metadata.annotations['networking.istio.io/exportTo'] ?? '')
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
    addresses: [textAt(spec, 'clusterIP')].filter((ip): ip is string => ip !== null && ip !== 'None'),
    external: externalName,
    ...(elsewhere.length > 0 && { elsewhere }),
    endpoints: externalName
      ? { kind: 'address' }
      : Object.keys(selector).length > 0
        ? { kind: 'selector', labels: selector }
        : { kind: 'none' },
    resolution: 'KUBERNETES',
    headless: textAt(spec, 'clusterIP') === 'None',
    externalName: externalName ? textAt(spec, 'externalName') : null,
    prefersNear: /^Prefer(Close|Same(Zone|Node))$/.test(
      metadata.annotations['networking.istio.io/traffic-distribution'] ??
        textAt(spec, 'trafficDistribution') ??
        '',
    ),
  };
}

/** One service per host of the entry. */
export function readServiceEntry(object: StoredObject): readonly MeshService[] {
  const metadata = readMetadata(object);
  const spec = fieldsAt(object.value, 'spec');
  const shared = {
    ...metadata,
    origin: 'service-entry' as const,
    ports: fieldsListAt(spec, 'ports').map((port) => ({
      number: numberAt(port, 'number') ?? 0,
      name: textAt(port, 'name'),
      protocol: namedProtocol(textAt(port, 'protocol') ?? ''),
      targetPort: numberAt(port, 'targetPort'),
    })),
    exportTo: readExportTo(spec),
    addresses: textsAt(spec, 'addresses'),
    // Unset is MESH_EXTERNAL, the zero value of the enum.
    external: textAt(spec, 'location') !== 'MESH_INTERNAL',
    endpoints: readEndpoints(spec, metadata.namespace),
    resolution: readResolution(textAt(spec, 'resolution')),
    headless: false,
    externalName: null,
    prefersNear: /^Prefer(Close|Same(Zone|Node))$/.test(
      metadata.annotations['networking.istio.io/traffic-distribution'] ?? '',
    ),
  };
  return textsAt(spec, 'hosts').map((host) => ({ ...shared, host }));
}

function readResolution(written: string | null): Resolution {
  switch (written) {
    case 'STATIC':
    case 'DNS':
    case 'DNS_ROUND_ROBIN':
    case 'DYNAMIC_DNS':
      return written;
    default:
      return 'NONE';
  }
}

function readEndpoints(spec: Fields, namespace: string): EndpointSource {
  const selector = fieldsAt(spec, 'workloadSelector');
  const labels = textMapAt(selector, 'labels');
  if (Object.keys(labels).length > 0) return { kind: 'selector', labels };
  const listed = fieldsListAt(spec, 'endpoints');
  if (listed.length > 0) {
    return { kind: 'listed', workloads: listed.map((entry) => listedEndpoint(entry, namespace)) };
  }
  const resolution = textAt(spec, 'resolution') ?? 'NONE';
  return resolution === 'STATIC' ? { kind: 'none' } : { kind: 'address' };
}

function listedEndpoint(fields: Fields, namespace: string): MeshWorkload {
  return {
    namespace,
    name: textAt(fields, 'address') ?? '',
    kind: 'Endpoint',
    labels: textMapAt(fields, 'labels'),
    serviceAccount: textAt(fields, 'serviceAccount'),
    replicas: 1,
    annotations: {},
    ...machinePorts(fields),
    locality: textAt(fields, 'locality'),
    weight: numberAt(fields, 'weight'),
  };
}
