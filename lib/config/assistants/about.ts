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

export const ASSISTANTS: readonly AssistantAbout[] = [
  REQUEST_ROUTING,
  TRAFFIC_SHIFTING,
  MIRRORING,
  FAULT_INJECTION,
  TIMEOUTS_RETRIES,
  CIRCUIT_BREAKER,
  LOCAL_RATE_LIMIT,
  GLOBAL_RATE_LIMIT,
];

export function assistantNamed(name: string): AssistantAbout | null {
  return ASSISTANTS.find((about) => about.name === name) ?? null;
}

/** Those in which an object of `group/Kind` can be opened. */
export function assistantsFor(kind: string): readonly AssistantAbout[] {
  return ASSISTANTS.filter(({ opens }) => opens.includes(kind));
}
