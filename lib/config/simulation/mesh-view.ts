/**
 * The mesh as the simulation sees it: stored objects read once into plain values with the look-ups
 * that every request needs. Pure: the same objects always give the same view.
 */
import type { StoredObject } from '@/lib/config/store';
import { type AuthorizationPolicy, readAuthorizationPolicy } from './read/authorization-policy';
import { type DestinationRule, readDestinationRule } from './read/destination-rule';
import {
  type IstioGateway,
  type KubernetesGateway,
  readIstioGateway,
  readKubernetesGateway,
} from './read/gateway';
import { type GatewayRoute, readHttpRoute } from './read/http-route';
import { byCreation, readMetadata } from './read/metadata';
import { type PeerAuthentication, readPeerAuthentication } from './read/peer-authentication';
import { type RequestAuthentication, readRequestAuthentication } from './read/request-authentication';
import { type MeshService, readService, readServiceEntry } from './read/service';
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
};

/** Lists are in Istio's order (creation, name, namespace). */
export interface MeshView {
  readonly settings: MeshSettings;
  readonly virtualServices: readonly VirtualService[];
  readonly destinationRules: readonly DestinationRule[];
  readonly gateways: readonly IstioGateway[];
  readonly kubernetesGateways: readonly KubernetesGateway[];
  readonly httpRoutes: readonly GatewayRoute[];
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
}

const ISTIO = 'networking.istio.io';
const SECURITY = 'security.istio.io';
const GATEWAY_API = 'gateway.networking.k8s.io';

export function meshView(objects: readonly StoredObject[], settings: Partial<MeshSettings> = {}): MeshView {
  const merged = { ...DEFAULT_MESH_SETTINGS, ...settings };
  const of = (group: string, kind: string) =>
    objects.filter((object) => object.id.group === group && object.id.kind === kind);
  const services = [
    ...of('', 'Service').map((object) => readService(object, merged.clusterDomain)),
    ...of(ISTIO, 'ServiceEntry').flatMap(readServiceEntry),
  ].sort(byCreation);
  const workloads = objects.map(readWorkload).filter((workload) => workload !== null);
  return {
    settings: merged,
    virtualServices: of(ISTIO, 'VirtualService').map(readVirtualService).sort(byCreation),
    destinationRules: of(ISTIO, 'DestinationRule').map(readDestinationRule).sort(byCreation),
    gateways: of(ISTIO, 'Gateway').map(readIstioGateway).sort(byCreation),
    kubernetesGateways: of(GATEWAY_API, 'Gateway').map(readKubernetesGateway).sort(byCreation),
    httpRoutes: of(GATEWAY_API, 'HTTPRoute').map(readHttpRoute).sort(byCreation),
    services,
    workloads,
    authorizationPolicies: of(SECURITY, 'AuthorizationPolicy').map(readAuthorizationPolicy).sort(byCreation),
    requestAuthentications: of(SECURITY, 'RequestAuthentication')
      .map(readRequestAuthentication)
      .sort(byCreation),
    peerAuthentications: of(SECURITY, 'PeerAuthentication').map(readPeerAuthentication).sort(byCreation),
    namespaceLabels: readNamespaceLabels(of('', 'Namespace')),
    servicesByHost: grouped(services, (service) => service.host.toLowerCase()),
    wildcardServices: services.filter((service) => service.host.startsWith('*')),
    workloadsByNamespace: grouped(workloads, (workload) => workload.namespace),
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
