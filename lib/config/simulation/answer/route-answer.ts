/** What becomes of the request, with the lines that say so. */
import type { Forwarding, RouteAnswer } from '@/lib/config/simulation/contract';
import { appliedRule } from '@/lib/config/simulation/destination-rule-lookup';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type {
  ClusterLimits,
  ForwardingOutcome,
  HeaderOperations,
  MatchedRoute,
  RouteDestination,
  RouteOutcome,
} from '@/lib/config/simulation/outcome';
import type { StringMatch } from '@/lib/config/simulation/read/string-match';
import type { StepPath } from '@/lib/config/simulation/reasons';
import { serviceByHost } from '@/lib/config/simulation/service-lookup';
import type { SimulatedMesh } from './drafted-mesh';
import type { Places } from './places';
import type { UnknownHost } from './without-proxy';

export type Outcome = RouteOutcome | UnknownHost;

export function isForwarding(outcome: Outcome): outcome is RouteOutcome & ForwardingOutcome {
  return 'destinations' in outcome;
}

/** Everything but what depends on who calls. */
export function routeAnswer(
  mesh: SimulatedMesh,
  outcome: Outcome,
): Omit<RouteAnswer, 'destinations' | 'headersRead'> {
  const matched = 'matched' in outcome ? outcome.matched : null;
  return {
    kind: outcome.kind,
    httpStatus: 'httpStatus' in outcome ? outcome.httpStatus : null,
    location: 'location' in outcome ? outcome.location : null,
    body: 'body' in outcome ? outcome.body : null,
    because: 'because' in outcome ? outcome.because : whyNotReady(outcome),
    matched: matched === null ? null : matchedAnswer(mesh.view, matched),
    places: placesOf(mesh.places, matched),
    steps: outcome.steps.map((step) => mesh.places.step(step)),
    forwarding: isForwarding(outcome) ? forwardingAnswer(outcome) : null,
  };
}

function whyNotReady(outcome: Outcome): string | null {
  if (!isForwarding(outcome) || outcome.kind === 'routed') return null;
  const reason = outcome.destinations.find((destination) => destination.because !== null)?.because;
  return reason ?? 'The rule names no destination.';
}

function matchedAnswer(view: MeshView, matched: MatchedRoute): RouteAnswer['matched'] {
  const { object, protocol, routeIndex, routeName, matchIndex } = matched;
  return { object, protocol, routeIndex, routeName, matchIndex, ruleCount: ruleCount(view, matched) };
}

function ruleCount(view: MeshView, { object, protocol }: MatchedRoute): number {
  const isIt = (candidate: { readonly id: MatchedRoute['object'] }) =>
    candidate.id.kind === object.kind &&
    candidate.id.name === object.name &&
    candidate.id.namespace === object.namespace;
  const virtualService = view.virtualServices.find(isIt);
  if (virtualService !== undefined && protocol !== 'udp') return virtualService[protocol].length;
  const route = [...view.httpRoutes, ...view.tlsRoutes, ...view.tcpRoutes, ...view.udpRoutes].find(isIt);
  return route?.rules.length ?? 1;
}

const NOWHERE: RouteAnswer['places'] = {
  route: null,
  match: null,
  delay: null,
  abort: null,
  timeout: null,
  retries: null,
  mirror: null,
  rewrite: null,
  headers: null,
};

/** VirtualServices write the parts of a rule beside one another, routes of the Gateway API as filters. */
function placesOf(places: Places, matched: MatchedRoute | null): RouteAnswer['places'] {
  if (matched === null) return NOWHERE;
  const { object, protocol, routeIndex, matchIndex } = matched;
  const isVirtualService = object.kind === 'VirtualService';
  const route: StepPath = ['spec', isVirtualService ? protocol : 'rules', routeIndex];
  const first = (...ways: readonly StepPath[]) =>
    ways.map((way) => places.exactly(object, [...route, ...way])).find((place) => place !== null) ?? null;
  const matchPath: StepPath = [isVirtualService ? 'match' : 'matches', matchIndex ?? 0];
  return {
    route: places.at(object, route),
    match: matchIndex === null ? null : first(matchPath),
    delay: first(['fault', 'delay']),
    abort: first(['fault', 'abort']),
    timeout: first(['timeout'], ['timeouts']),
    retries: first(['retries'], ['retry']),
    mirror: first(['mirror'], ['mirrors'], ['filters']),
    rewrite: first(['rewrite'], ['filters']),
    headers: first(['headers'], ['filters']),
  };
}

function forwardingAnswer(outcome: ForwardingOutcome): Forwarding {
  const { protocol, fault, timeoutSeconds, retries, mirrors, rewrite, headers, cors } = outcome;
  return {
    protocol,
    fault,
    timeoutSeconds,
    retries: { ...retries, retryOn: [...retries.retryOn] },
    mirrors: mirrors.map(({ host, subset, port, share, state }) => ({ host, subset, port, share, state })),
    rewrite,
    headers: headersAnswer(headers),
    corsOrigins: cors === null ? null : cors.allowOrigins.map(matchText),
  };
}

export function headersAnswer({ request, response }: HeaderOperations): Forwarding['headers'] {
  const change = ({ set, add, remove }: HeaderOperations['request']) => ({
    set: { ...set },
    add: { ...add },
    remove: [...remove],
  });
  return { request: change(request), response: change(response) };
}

function matchText(match: StringMatch): string {
  switch (match.kind) {
    case 'exact':
      return match.value;
    case 'prefix':
      return `${match.value}…`;
    case 'regex':
      return `/${match.value}/`;
    case 'present':
      return '*';
  }
}

/** The limits of a destination, with the lines of the DestinationRule that sets them. */
export function limitsAnswer(
  mesh: SimulatedMesh,
  client: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> },
  destination: RouteDestination,
): { readonly limits: RouteAnswer['destinations'][number]['limits']; readonly rule: SubsetPlace } {
  const { view, places } = mesh;
  const { limits, host } = destination;
  const service = serviceByHost(view, host, client.namespace);
  const applied =
    limits.destinationRule === null || service === null ? null : appliedRule(view, client, service);
  const subset = applied?.subsets.find(({ name }) => name === destination.subset) ?? null;
  const settingPlace = (key: 'connectionPool' | 'outlierDetection') => {
    if (applied === null || limits[key] === null) return null;
    const own =
      subset === null
        ? null
        : writtenPlace(places, subset.object, ['spec', 'subsets', subset.index, 'trafficPolicy'], key);
    return own ?? writtenPlace(places, applied.policyRule.id, ['spec', 'trafficPolicy'], key);
  };
  const rule =
    subset !== null
      ? places.at(subset.object, ['spec', 'subsets', subset.index])
      : places.orNull(applied?.rule.id ?? null, ['spec', 'host']);
  return {
    rule,
    limits: {
      ...shownLimits(limits),
      poolPlace: settingPlace('connectionPool'),
      outlierPlace: settingPlace('outlierDetection'),
    },
  };
}

type SubsetPlace = RouteAnswer['destinations'][number]['rule'];

function shownLimits({ connectionPool, outlierDetection, loadBalancer, hashedBy }: ClusterLimits) {
  return { connectionPool, outlierDetection, loadBalancer, hashedBy };
}

/** In the policy itself, else in the settings of a port, which stand beside it. */
function writtenPlace(places: Places, id: Parameters<Places['at']>[0], policy: StepPath, key: string) {
  return (
    places.exactly(id, [...policy, key]) ??
    (places.exactly(id, [...policy, 'portLevelSettings']) === null
      ? null
      : places.at(id, [...policy, 'portLevelSettings']))
  );
}
