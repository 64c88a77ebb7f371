/** The explanation of an object by its kind. */
import { DEFAULT_MESH_SETTINGS } from '@/lib/config/simulation/mesh-view';
import { once } from '@/lib/config/simulation/read/once';
import type { StoredObject } from '@/lib/config/store';
import { explainAuthorizationPolicy } from './authorization-policy';
import { explainDestinationRule } from './destination-rule';
import type { Explanation } from './explanation';
import { explainIstioGateway, explainKubernetesGateway } from './gateway';
import {
  explainBackendTlsPolicy,
  explainGatewayClass,
  explainListenerSet,
  explainReferenceGrant,
} from './gateway-api-parts';
import {
  explainEnvoyFilter,
  explainProxyConfig,
  explainTelemetry,
  explainTrafficExtension,
  explainWasmPlugin,
} from './proxy-extensions';
import { explainRoute } from './routes';
import { explainPeerAuthentication, explainRequestAuthentication } from './security';
import { explainServiceEntry, explainWorkloadEntry, explainWorkloadGroup } from './service-entry';
import { explainSidecar } from './sidecar';
import { explainVirtualService } from './virtual-service';

/** `rootNamespace`: objects without a selector there are for the whole mesh. */
type Explainer = (object: StoredObject, rootNamespace: string) => Explanation;

const EXPLAINERS: ReadonlyMap<string, Explainer> = new Map<string, Explainer>([
  ['networking.istio.io/VirtualService', explainVirtualService],
  ['networking.istio.io/DestinationRule', explainDestinationRule],
  ['networking.istio.io/Gateway', explainIstioGateway],
  ['networking.istio.io/ServiceEntry', explainServiceEntry],
  ['networking.istio.io/Sidecar', explainSidecar],
  ['networking.istio.io/WorkloadEntry', explainWorkloadEntry],
  ['networking.istio.io/WorkloadGroup', explainWorkloadGroup],
  ['networking.istio.io/EnvoyFilter', explainEnvoyFilter],
  ['networking.istio.io/ProxyConfig', explainProxyConfig],
  ['security.istio.io/AuthorizationPolicy', explainAuthorizationPolicy],
  ['security.istio.io/PeerAuthentication', explainPeerAuthentication],
  ['security.istio.io/RequestAuthentication', explainRequestAuthentication],
  ['telemetry.istio.io/Telemetry', explainTelemetry],
  ['extensions.istio.io/WasmPlugin', explainWasmPlugin],
  ['extensions.istio.io/TrafficExtension', explainTrafficExtension],
  ['gateway.networking.k8s.io/Gateway', explainKubernetesGateway],
  ['gateway.networking.k8s.io/GatewayClass', explainGatewayClass],
  ['gateway.networking.k8s.io/HTTPRoute', explainRoute],
  ['gateway.networking.k8s.io/GRPCRoute', explainRoute],
  ['gateway.networking.k8s.io/TCPRoute', explainRoute],
  ['gateway.networking.k8s.io/TLSRoute', explainRoute],
  ['gateway.networking.k8s.io/UDPRoute', explainRoute],
  ['gateway.networking.k8s.io/ReferenceGrant', explainReferenceGrant],
  ['gateway.networking.k8s.io/BackendTLSPolicy', explainBackendTlsPolicy],
  ['gateway.networking.k8s.io/ListenerSet', explainListenerSet],
]);

/** Every kind of the mesh is explained; null for Kubernetes' own kinds. */
export function explain(
  object: StoredObject,
  rootNamespace = DEFAULT_MESH_SETTINGS.rootNamespace,
): Explanation | null {
  return EXPLAINERS.get(`${object.id.group}/${object.id.kind}`)?.(object, rootNamespace) ?? null;
}

/** The one line that a list shows for an object; empty when there is nothing short to say. */
export const summaryLine: (object: StoredObject) => string = once((object) => explain(object)?.line ?? '');
