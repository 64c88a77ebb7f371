/**
 * The mesh as the simulation sees it: stored objects read once into plain values with the look-ups
 * that every request needs. Pure: the same objects always give the same view.
 */
import { type InjectionWebhook, injectionWebhooks } from '@/lib/config/injection/webhooks';
import type { StoredObject } from '@/lib/config/store';
import type { LocalityPolicy } from './outcome';
import { type AuthorizationPolicy, readAuthorizationPolicy } from './read/authorization-policy';
import { backendTlsRules } from './read/backend-tls';
import { type DestinationRule, readDestinationRule } from './read/destination-rule';
import {
  type IstioGateway,
  type KubernetesGateway,
  type ListenerSet,
  readIstioGateway,
  readKubernetesGateway,
  readListenerSet,
} from './read/gateway';
import { type GatewayRoute, readHttpRoute } from './read/http-route';
import { byCreation, type ObjectMetadata, readMetadata } from './read/metadata';
import { once } from './read/once';
import { type PeerAuthentication, readPeerAuthentication } from './read/peer-authentication';
import { type ReferenceGrant, readReferenceGrant } from './read/reference-grant';
import { type RequestAuthentication, readRequestAuthentication } from './read/request-authentication';
import { type MeshService, readService, readServiceEntry } from './read/service';
import { readSidecar, type Sidecar } from './read/sidecar';
import { readVirtualService, type VirtualService } from './read/virtual-service';
import { type MeshWorkload, readWorkload } from './read/workload';

/** What MeshConfig decides; the defaults are Istio's. */
export interface MeshSettings {
  readonly rootNamespace: string;
  readonly clusterDomain: string;
  readonly outboundPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** Attempts of `defaultHttpRetryPolicy`. */
  readonly defaultRetryAttempts: number;
  /** `retryOn` of `defaultHttpRetryPolicy`; null = Istio's own list. */
  readonly defaultRetryOn: readonly string[] | null;
  /** Seconds of `defaultHttpRetryPolicy.perTryTimeout`; null = none. */
  readonly defaultPerTryTimeoutSeconds: number | null;
  readonly enableAutoMtls: boolean;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  /** `exportTo` of objects that write none. */
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  readonly defaultServiceExportTo: readonly string[];
  /** Names of `extensionProviders`; null = not known, every provider is taken to exist. */
  readonly extensionProviders: readonly string[] | null;
  /** `pathNormalization`: how proxies read paths before routes and policies compare them. */
  readonly pathNormalization: string;
  /** `localityLbSetting`, where a DestinationRule writes none. */
  readonly locality: LocalityPolicy;
}

export const DEFAULT_MESH_SETTINGS: MeshSettings = {
  rootNamespace: 'istio-system',
  clusterDomain: 'cluster.local',
  outboundPolicy: 'ALLOW_ANY',
  defaultRetryAttempts: 2,
  defaultRetryOn: null,
  defaultPerTryTimeoutSeconds: null,
  enableAutoMtls: true,
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
  defaultServiceExportTo: ['*'],
  extensionProviders: null,
  pathNormalization: 'BASE',
  locality: { enabled: true, kind: 'near-first', distribute: [], failover: [], failoverPriority: [] },
};

/** Lists are in Istio's order (creation, name, namespace). */
export interface MeshView {
  readonly settings: MeshSettings;
  readonly virtualServices: readonly VirtualService[];
  readonly destinationRules: readonly DestinationRule[];
  readonly gateways: readonly IstioGateway[];
  readonly kubernetesGateways: readonly KubernetesGateway[];
  /** Labels of GatewayClasses by name; they say what waypoints of the class are for where the Gateway does not. */
  readonly gatewayClassLabels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** HTTPRoutes and GRPCRoutes, oldest first, then by namespace and name as the Gateway API wants it. */
  readonly httpRoutes: readonly GatewayRoute[];
  readonly tlsRoutes: readonly GatewayRoute[];
  readonly tcpRoutes: readonly GatewayRoute[];
  readonly udpRoutes: readonly GatewayRoute[];
  readonly listenerSets: readonly ListenerSet[];
  readonly referenceGrants: readonly ReferenceGrant[];
  readonly sidecars: readonly Sidecar[];
  readonly services: readonly MeshService[];
  readonly workloads: readonly MeshWorkload[];
  readonly namespaceLabels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Services by host; several namespaces may declare the same outside host. */
  readonly servicesByHost: ReadonlyMap<string, readonly MeshService[]>;
  readonly wildcardServices: readonly MeshService[];
  readonly authorizationPolicies: readonly AuthorizationPolicy[];
  readonly requestAuthentications: readonly RequestAuthentication[];
  readonly peerAuthentications: readonly PeerAuthentication[];
  readonly workloadsByNamespace: ReadonlyMap<string, readonly MeshWorkload[]>;
  /** Those that decide which pods get a sidecar; Istio's usual ones where none is among the objects. */
  readonly injectionWebhooks: readonly InjectionWebhook[];
}

const virtualServiceOf = once(readVirtualService);
const destinationRuleOf = once(readDestinationRule);
const istioGatewayOf = once(readIstioGateway);
const kubernetesGatewayOf = once(readKubernetesGateway);
const listenerSetOf = once(readListenerSet);
const httpRouteOf = once(readHttpRoute);
const referenceGrantOf = once(readReferenceGrant);
const sidecarOf = once(readSidecar);
const serviceEntriesOf = once(readServiceEntry);
const workloadOf = once(readWorkload);
const authorizationPolicyOf = once(readAuthorizationPolicy);
const requestAuthenticationOf = once(readRequestAuthentication);
const peerAuthenticationOf = once(readPeerAuthentication);
const servicesRead = once((object) => ({ object, byDomain: new Map<string, MeshService>() }));

/** The domain decides a Service's host. */
function serviceOf(object: StoredObject, clusterDomain: string): MeshService {
  const { byDomain } = servicesRead(object);
  let service = byDomain.get(clusterDomain);
  if (service === undefined) {
    service = readService(object, clusterDomain);
    byDomain.set(clusterDomain, service);
  }
  return service;
}

/** With the mesh's default where the object says nothing; what everyone sees stays as it is written. */
function exported<T extends { readonly exportTo: readonly string[] }>(
  object: T,
  byDefault: readonly string[],
): T {
  const isPublic = byDefault.length === 0 || (byDefault.length === 1 && byDefault[0] === '*');
  return object.exportTo.length > 0 || isPublic ? object : { ...object, exportTo: byDefault };
}

/** The Gateway API's order of equals: oldest first, then namespace, then name. */
function byAge(a: ObjectMetadata, b: ObjectMetadata): number {
  const key = ({ namespace, name }: ObjectMetadata) => `${namespace}/${name}`;
  return a.createdMs - b.createdMs || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

const ISTIO = 'networking.istio.io';
const GATEWAY_API_X = 'gateway.networking.x-k8s.io';
const SECURITY = 'security.istio.io';
const GATEWAY_API = 'gateway.networking.k8s.io';

export function meshView(objects: readonly StoredObject[], settings: Partial<MeshSettings> = {}): MeshView {
  const merged = { ...DEFAULT_MESH_SETTINGS, ...settings };
  const byKind = Map.groupBy(objects, (object) => `${object.id.group}/${object.id.kind}`);
  const of = (group: string, kind: string) => byKind.get(`${group}/${kind}`) ?? [];
  const services = [
    ...of('', 'Service').map((object) => serviceOf(object, merged.clusterDomain)),
    ...of(ISTIO, 'ServiceEntry').flatMap(serviceEntriesOf),
  ]
    .map((service) => exported(service, merged.defaultServiceExportTo))
    .sort(byCreation);
  const workloads = objects.map(workloadOf).filter((workload) => workload !== null);
  return {
    settings: merged,
    virtualServices: of(ISTIO, 'VirtualService')
      .map((object) => exported(virtualServiceOf(object), merged.defaultVirtualServiceExportTo))
      .sort(byCreation),
    destinationRules: [
      ...of(ISTIO, 'DestinationRule').map(destinationRuleOf),
      ...backendTlsRules(of(GATEWAY_API, 'BackendTLSPolicy'), services),
    ]
      .map((rule) => exported(rule, merged.defaultDestinationRuleExportTo))
      .sort(byCreation),
    gateways: of(ISTIO, 'Gateway').map(istioGatewayOf).sort(byCreation),
    kubernetesGateways: of(GATEWAY_API, 'Gateway').map(kubernetesGatewayOf).sort(byCreation),
    gatewayClassLabels: new Map(
      of(GATEWAY_API, 'GatewayClass').map((object) => [object.id.name, readMetadata(object).labels]),
    ),
    httpRoutes: [...of(GATEWAY_API, 'HTTPRoute'), ...of(GATEWAY_API, 'GRPCRoute')]
      .map(httpRouteOf)
      .sort(byAge),
    tlsRoutes: of(GATEWAY_API, 'TLSRoute').map(httpRouteOf).sort(byAge),
    tcpRoutes: of(GATEWAY_API, 'TCPRoute').map(httpRouteOf).sort(byAge),
    udpRoutes: of(GATEWAY_API, 'UDPRoute').map(httpRouteOf).sort(byAge),
    listenerSets: [...of(GATEWAY_API, 'ListenerSet'), ...of(GATEWAY_API_X, 'XListenerSet')]
      .map(listenerSetOf)
      .sort(byAge),
    referenceGrants: of(GATEWAY_API, 'ReferenceGrant').map(referenceGrantOf),
    sidecars: of(ISTIO, 'Sidecar').map(sidecarOf).sort(byCreation),
    services,
    workloads,
    authorizationPolicies: of(SECURITY, 'AuthorizationPolicy').map(authorizationPolicyOf).sort(byCreation),
    requestAuthentications: of(SECURITY, 'RequestAuthentication')
      .map(requestAuthenticationOf)
      .sort(byCreation),
    peerAuthentications: of(SECURITY, 'PeerAuthentication').map(peerAuthenticationOf).sort(byCreation),
    namespaceLabels: readNamespaceLabels(of('', 'Namespace')),
    servicesByHost: grouped(services, (service) => service.host.toLowerCase()),
    wildcardServices: services.filter((service) => service.host.startsWith('*')),
    workloadsByNamespace: grouped(workloads, (workload) => workload.namespace),
    injectionWebhooks: injectionWebhooks(of('admissionregistration.k8s.io', 'MutatingWebhookConfiguration')),
  };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function readNamespaceLabels(
  namespaces: readonly StoredObject[],
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    namespaces.map((object) => [
      object.id.name,
      // Kubernetes puts the name on every namespace as a label.
      { 'kubernetes.io/metadata.name': object.id.name, ...readMetadata(object).labels },
    ]),
  );
}
