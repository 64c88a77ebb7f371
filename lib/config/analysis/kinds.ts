/** Kinds as the checks name them: `group/Kind`, the core group without a name. */

export const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
export const DESTINATION_RULE = 'networking.istio.io/DestinationRule';
export const ISTIO_GATEWAY = 'networking.istio.io/Gateway';
export const SERVICE_ENTRY = 'networking.istio.io/ServiceEntry';
export const SIDECAR = 'networking.istio.io/Sidecar';
export const WORKLOAD_ENTRY = 'networking.istio.io/WorkloadEntry';
export const WORKLOAD_GROUP = 'networking.istio.io/WorkloadGroup';
export const ENVOY_FILTER = 'networking.istio.io/EnvoyFilter';
export const PROXY_CONFIG = 'networking.istio.io/ProxyConfig';
export const AUTHORIZATION_POLICY = 'security.istio.io/AuthorizationPolicy';
export const PEER_AUTHENTICATION = 'security.istio.io/PeerAuthentication';
export const REQUEST_AUTHENTICATION = 'security.istio.io/RequestAuthentication';
export const TELEMETRY = 'telemetry.istio.io/Telemetry';
export const WASM_PLUGIN = 'extensions.istio.io/WasmPlugin';
export const TRAFFIC_EXTENSION = 'extensions.istio.io/TrafficExtension';
export const KUBERNETES_GATEWAY = 'gateway.networking.k8s.io/Gateway';
export const GATEWAY_CLASS = 'gateway.networking.k8s.io/GatewayClass';
export const HTTP_ROUTE = 'gateway.networking.k8s.io/HTTPRoute';
export const GRPC_ROUTE = 'gateway.networking.k8s.io/GRPCRoute';
export const TCP_ROUTE = 'gateway.networking.k8s.io/TCPRoute';
export const TLS_ROUTE = 'gateway.networking.k8s.io/TLSRoute';
export const UDP_ROUTE = 'gateway.networking.k8s.io/UDPRoute';
export const REFERENCE_GRANT = 'gateway.networking.k8s.io/ReferenceGrant';
export const BACKEND_TLS_POLICY = 'gateway.networking.k8s.io/BackendTLSPolicy';
export const LISTENER_SET = 'gateway.networking.k8s.io/ListenerSet';
export const SERVICE = '/Service';
export const NAMESPACE = '/Namespace';
export const POD = '/Pod';
export const SECRET = '/Secret';
export const CONFIG_MAP = '/ConfigMap';
export const SERVICE_ACCOUNT = '/ServiceAccount';
export const NODE = '/Node';
export const DEPLOYMENT = 'apps/Deployment';
export const STATEFUL_SET = 'apps/StatefulSet';
export const DAEMON_SET = 'apps/DaemonSet';
export const REPLICA_SET = 'apps/ReplicaSet';
export const CUSTOM_RESOURCE_DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';
export const MUTATING_WEBHOOK = 'admissionregistration.k8s.io/MutatingWebhookConfiguration';
export const VALIDATING_WEBHOOK = 'admissionregistration.k8s.io/ValidatingWebhookConfiguration';

/** Kinds whose pods do the work, pods included. */
export const WORKLOAD_KINDS = [
  DEPLOYMENT,
  STATEFUL_SET,
  DAEMON_SET,
  REPLICA_SET,
  '/ReplicationController',
  'batch/Job',
  POD,
] as const;

/** Routes of the Gateway API. */
export const ROUTE_KINDS = [HTTP_ROUTE, GRPC_ROUTE, TCP_ROUTE, TLS_ROUTE, UDP_ROUTE] as const;

/** Kinds of Istio that choose workloads by labels. */
export const SELECTING_KINDS = [
  AUTHORIZATION_POLICY,
  PEER_AUTHENTICATION,
  REQUEST_AUTHENTICATION,
  TELEMETRY,
  WASM_PLUGIN,
  TRAFFIC_EXTENSION,
  ENVOY_FILTER,
  SIDECAR,
  PROXY_CONFIG,
] as const;

/** Every kind of Istio's own API groups. */
export const ISTIO_KINDS = [
  VIRTUAL_SERVICE,
  DESTINATION_RULE,
  ISTIO_GATEWAY,
  SERVICE_ENTRY,
  WORKLOAD_ENTRY,
  WORKLOAD_GROUP,
  ...SELECTING_KINDS,
] as const;

/** Kinds of the Gateway API. */
export const GATEWAY_API_KINDS = [
  KUBERNETES_GATEWAY,
  GATEWAY_CLASS,
  ...ROUTE_KINDS,
  REFERENCE_GRANT,
  BACKEND_TLS_POLICY,
  LISTENER_SET,
] as const;
