/**
 * The kinds that make up a mesh's configuration: names and served versions (Istio 1.31, Gateway API 1.6),
 * apart from their models so that lists stay light in the browser.
 */

export interface KindName {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  /** Served versions, the preferred one first. */
  readonly versions: readonly string[];
  /** As headings show it; tells the two Gateways apart. */
  readonly label: string;
}

const NETWORKING = 'networking.istio.io';
const SECURITY = 'security.istio.io';
const GATEWAY_API = 'gateway.networking.k8s.io';

function kind(
  group: string,
  name: string,
  plural: string,
  versions: readonly string[],
  label = name,
): KindName {
  return { group, kind: name, plural, versions, label };
}

const ALL = ['v1', 'v1beta1', 'v1alpha3'];

export const MESH_KIND_NAMES: readonly KindName[] = [
  kind(NETWORKING, 'VirtualService', 'virtualservices', ALL),
  kind(NETWORKING, 'DestinationRule', 'destinationrules', ALL),
  kind(NETWORKING, 'Gateway', 'gateways', ALL),
  kind(NETWORKING, 'ServiceEntry', 'serviceentries', ALL),
  kind(NETWORKING, 'Sidecar', 'sidecars', ALL),
  kind(NETWORKING, 'WorkloadEntry', 'workloadentries', ALL),
  kind(NETWORKING, 'WorkloadGroup', 'workloadgroups', ALL),
  kind(NETWORKING, 'EnvoyFilter', 'envoyfilters', ['v1alpha3']),
  kind(NETWORKING, 'ProxyConfig', 'proxyconfigs', ['v1beta1']),
  kind(SECURITY, 'AuthorizationPolicy', 'authorizationpolicies', ['v1', 'v1beta1']),
  kind(SECURITY, 'PeerAuthentication', 'peerauthentications', ['v1', 'v1beta1']),
  kind(SECURITY, 'RequestAuthentication', 'requestauthentications', ['v1', 'v1beta1']),
  kind('telemetry.istio.io', 'Telemetry', 'telemetries', ['v1', 'v1alpha1']),
  kind('extensions.istio.io', 'WasmPlugin', 'wasmplugins', ['v1alpha1']),
  kind('extensions.istio.io', 'TrafficExtension', 'trafficextensions', ['v1alpha1']),
  kind(GATEWAY_API, 'Gateway', 'gateways', ['v1', 'v1beta1'], 'Gateway (Gateway API)'),
  kind(GATEWAY_API, 'GatewayClass', 'gatewayclasses', ['v1', 'v1beta1']),
  kind(GATEWAY_API, 'HTTPRoute', 'httproutes', ['v1', 'v1beta1']),
  kind(GATEWAY_API, 'GRPCRoute', 'grpcroutes', ['v1']),
  kind(GATEWAY_API, 'TCPRoute', 'tcproutes', ['v1', 'v1alpha2']),
  kind(GATEWAY_API, 'TLSRoute', 'tlsroutes', ['v1', 'v1alpha3', 'v1alpha2']),
  kind(GATEWAY_API, 'UDPRoute', 'udproutes', ['v1', 'v1alpha2']),
  kind(GATEWAY_API, 'ReferenceGrant', 'referencegrants', ['v1', 'v1beta1']),
  kind(GATEWAY_API, 'BackendTLSPolicy', 'backendtlspolicies', ['v1', 'v1alpha3']),
  kind(GATEWAY_API, 'ListenerSet', 'listenersets', ['v1']),
];
