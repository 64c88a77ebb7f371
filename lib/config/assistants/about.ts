/** Every assistant with what it is for, in the order of the list; light enough for menus. */
import type { AssistantAbout } from './assistant';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const DESTINATION_RULE = 'networking.istio.io/DestinationRule';
const ENVOY_FILTER = 'networking.istio.io/EnvoyFilter';

export const REQUEST_ROUTING: AssistantAbout = {
  name: 'request-routing',
  title: 'Request routing',
  purpose: 'Send requests to versions by path, headers such as a cookie or end-user, query and method.',
  topic: 'Routes',
  opens: [VIRTUAL_SERVICE],
  fromService: true,
};

export const TRAFFIC_SHIFTING: AssistantAbout = {
  name: 'traffic-shifting',
  title: 'Traffic shifting',
  purpose: 'Split HTTP or TCP traffic between versions by weight, and move it over step by step as a canary.',
  topic: 'Routes',
  opens: [VIRTUAL_SERVICE],
  fromService: true,
};

export const MIRRORING: AssistantAbout = {
  name: 'mirroring',
  title: 'Mirroring',
  purpose: 'Send a copy of live requests to another version or service, whose answers nobody waits for.',
  topic: 'Routes',
  opens: [VIRTUAL_SERVICE],
  fromService: true,
};

export const FAULT_INJECTION: AssistantAbout = {
  name: 'fault-injection',
  title: 'Fault injection',
  purpose: 'Delay or refuse a share of requests, to see how callers cope.',
  topic: 'Resilience',
  opens: [VIRTUAL_SERVICE],
  fromService: true,
};

export const TIMEOUTS_RETRIES: AssistantAbout = {
  name: 'timeouts-retries',
  title: 'Timeouts and retries',
  purpose: 'Say how long callers wait for an answer, and how often a failed request is tried again.',
  topic: 'Resilience',
  opens: [VIRTUAL_SERVICE],
  fromService: true,
};

export const CIRCUIT_BREAKER: AssistantAbout = {
  name: 'circuit-breaker',
  title: 'Circuit breaker and load balancing',
  purpose: 'Limit connections and requests, take failing pods out, and choose how requests are spread.',
  topic: 'Resilience',
  opens: [DESTINATION_RULE],
  fromService: true,
};

export const LOCAL_RATE_LIMIT: AssistantAbout = {
  name: 'local-rate-limit',
  title: 'Local rate limit',
  purpose: 'Let each proxy of a workload answer 429 beyond so many requests in a time.',
  topic: 'Limits',
  opens: [ENVOY_FILTER],
  fromService: true,
};

export const GLOBAL_RATE_LIMIT: AssistantAbout = {
  name: 'global-rate-limit',
  title: 'Global rate limit',
  purpose: 'Have all proxies ask one rate limit service, so that a limit holds for all of them together.',
  topic: 'Limits',
  opens: [ENVOY_FILTER],
  fromService: true,
};

const ISTIO_GATEWAY = 'networking.istio.io/Gateway';
const KUBERNETES_GATEWAY = 'gateway.networking.k8s.io/Gateway';
const NAMESPACE = '/Namespace';

export const GATEWAY: AssistantAbout = {
  name: 'gateway',
  title: 'Gateway',
  purpose: 'Serve hosts to callers outside, with TLS, a redirect to HTTPS and the routes behind them.',
  topic: 'Entry and exit',
  opens: [ISTIO_GATEWAY, KUBERNETES_GATEWAY],
  fromService: false,
};

export const SERVICE_ENTRY: AssistantAbout = {
  name: 'service-entry',
  title: 'Outside host',
  purpose:
    'Make a host outside known to the mesh, and send its requests through an egress gateway if you like.',
  topic: 'Entry and exit',
  opens: ['networking.istio.io/ServiceEntry'],
  fromService: false,
};

export const MESH_EXPANSION: AssistantAbout = {
  name: 'mesh-expansion',
  title: 'Machines outside Kubernetes',
  purpose:
    'Bring virtual machines into the mesh: their group, their addresses and the service that they answer for.',
  topic: 'Workloads',
  opens: ['networking.istio.io/WorkloadGroup'],
  fromService: false,
};

export const MUTUAL_TLS: AssistantAbout = {
  name: 'mutual-tls',
  title: 'Mutual TLS',
  purpose:
    'Say which connections pods take, for the mesh, a namespace, a workload or a port, and see what would break.',
  topic: 'Security',
  opens: ['security.istio.io/PeerAuthentication'],
  fromService: true,
};

export const AUTHORIZATION: AssistantAbout = {
  name: 'authorization',
  title: 'Authorization',
  purpose: 'Allow or deny requests by who calls and what is asked for.',
  topic: 'Security',
  opens: ['security.istio.io/AuthorizationPolicy'],
  fromService: true,
};

export const OBSERVED_AUTHORIZATION: AssistantAbout = {
  name: 'observed-authorization',
  title: 'Authorization from traffic',
  purpose: 'Write policies that let through who was seen calling, and see who would be refused.',
  topic: 'Security',
  opens: [],
  fromService: true,
};

export const REQUEST_AUTHENTICATION: AssistantAbout = {
  name: 'request-authentication',
  title: 'Request authentication',
  purpose: 'Believe tokens (JWT) of an issuer, and demand one.',
  topic: 'Security',
  opens: ['security.istio.io/RequestAuthentication'],
  fromService: true,
};

export const INJECTION: AssistantAbout = {
  name: 'injection',
  title: 'Sidecar injection',
  purpose: 'Choose which pods get a sidecar, by labels of the namespace, a revision, or the pods themselves.',
  topic: 'Workloads',
  opens: [NAMESPACE, 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'],
  fromService: false,
};

export const AMBIENT: AssistantAbout = {
  name: 'ambient',
  title: 'Ambient mode and waypoint',
  purpose: 'Take a namespace into ambient mode, and put a waypoint before its services.',
  topic: 'Workloads',
  opens: [NAMESPACE],
  fromService: false,
};

export const TO_HTTP_ROUTE: AssistantAbout = {
  name: 'to-http-route',
  title: 'Convert to HTTPRoute',
  purpose: 'Write a VirtualService as HTTPRoutes of the Gateway API, with what cannot be carried over.',
  topic: 'Routes',
  opens: [VIRTUAL_SERVICE],
  fromService: false,
};

export const TO_VIRTUAL_SERVICE: AssistantAbout = {
  name: 'to-virtual-service',
  title: 'Convert to VirtualService',
  purpose: 'Write an HTTPRoute as VirtualServices of Istio’s API, with what cannot be carried over.',
  topic: 'Routes',
  opens: ['gateway.networking.k8s.io/HTTPRoute'],
  fromService: false,
};

export const ASSISTANTS: readonly AssistantAbout[] = [
  REQUEST_ROUTING,
  TRAFFIC_SHIFTING,
  MIRRORING,
  FAULT_INJECTION,
  TIMEOUTS_RETRIES,
  CIRCUIT_BREAKER,
  LOCAL_RATE_LIMIT,
  GLOBAL_RATE_LIMIT,
  GATEWAY,
  SERVICE_ENTRY,
  MUTUAL_TLS,
  AUTHORIZATION,
  OBSERVED_AUTHORIZATION,
  REQUEST_AUTHENTICATION,
  INJECTION,
  AMBIENT,
  MESH_EXPANSION,
  TO_HTTP_ROUTE,
  TO_VIRTUAL_SERVICE,
];

export function assistantNamed(name: string): AssistantAbout | null {
  return ASSISTANTS.find((about) => about.name === name) ?? null;
}

/** Those in which an object of `group/Kind` can be opened. */
export function assistantsFor(kind: string): readonly AssistantAbout[] {
  return ASSISTANTS.filter(({ opens }) => opens.includes(kind));
}
