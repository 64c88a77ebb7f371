/** What a VirtualService's rule does with a request that it took: forward, redirect or answer itself. */
import { resolveCluster } from './cluster';
import { resolveConfigHost } from './host-names';
import type { MeshView } from './mesh-view';
import type {
  ForwardingOutcome,
  HeaderOperations,
  MatchedRoute,
  RouteDestination,
  RouteFault,
  RouteMirror,
  RouteOutcome,
  RouteRetries,
  RouteRewrite,
  RouteStep,
} from './outcome';
import type { Destination, HttpMatch, HttpRoute, WeightedDestination } from './read/virtual-service';
import type { SimulatedRequest } from './request';
import type { RequestFacts } from './request-facts';
import type { EvaluatingProxy } from './source-filter';
import { regexReplace } from './string-matching';

export const NO_FAULT: RouteFault = { delay: null, abort: null };
export const NO_HEADERS: HeaderOperations = {
  request: { set: {}, add: {}, remove: [] },
  response: { set: {}, add: {}, remove: [] },
};
export const NO_REWRITE: RouteRewrite = { path: null, authority: null };

/** Istio's default conditions; https://istio.io/latest/docs/concepts/traffic-management/#retries */
const DEFAULT_RETRY_ON = [
  'connect-failure',
  'refused-stream',
  'unavailable',
  'cancelled',
  'retriable-status-codes',
];

/** What every rule is applied in. */
export interface RouteContext {
  readonly view: MeshView;
  readonly proxy: EvaluatingProxy;
  readonly request: SimulatedRequest;
  readonly facts: RequestFacts;
}

export function defaultRetries(view: MeshView): RouteRetries {
  return {
    attempts: view.settings.defaultRetryAttempts,
    perTryTimeoutSeconds: null,
    retryOn: DEFAULT_RETRY_ON,
    isDefault: true,
  };
}

/** Applies `route`, taken through `match` (null = it has none). */
export function applyHttpRoute(
  context: RouteContext,
  route: HttpRoute,
  match: HttpMatch | null,
  matched: MatchedRoute,
  steps: readonly RouteStep[],
): RouteOutcome {
  if (route.redirect !== null) {
    const { uri, authority, port, scheme, code } = route.redirect;
    const location = redirectLocation(context, { path: uri, authority, port, scheme });
    return { kind: 'redirect', httpStatus: code, location, matched, steps };
  }
  if (route.directResponse !== null) {
    const { status, body } = route.directResponse;
    return { kind: 'direct-response', httpStatus: status, body, matched, steps };
  }
  const { namespace } = matched.object;
  return forwarded(
    {
      protocol: 'http',
      destinations: weightedDestinations(context, route.route, namespace ?? ''),
      fault: route.fault,
      timeoutSeconds: route.timeoutSeconds === 0 ? null : route.timeoutSeconds,
      retries: routeRetries(context.view, route),
      mirrors: route.mirrors.map((mirror) => resolveMirror(context, mirror, namespace ?? '')),
      rewrite: rewritten(context.facts, route, match),
      headers: route.headers,
      matched,
      steps,
    },
    503,
  );
}

/** Names the outcome by the state of its destinations: one that is ready is enough to be routed. */
export function forwarded(outcome: ForwardingOutcome, missingStatus: 503 | 500): RouteOutcome {
  if (outcome.destinations.some((destination) => destination.state === 'ready')) {
    return { kind: 'routed', ...outcome };
  }
  return outcome.destinations.some((destination) => destination.state === 'no-healthy-upstream')
    ? { kind: 'no-healthy-upstream', httpStatus: 503, ...outcome }
    : { kind: 'no-cluster', httpStatus: missingStatus, ...outcome };
}

/**
 * Weights are proportional and need not add up to 100; a single destination takes everything whatever
 * its weight; of several, those with weight 0 get nothing and are left out.
 */
export function weightedDestinations(
  context: RouteContext,
  route: readonly WeightedDestination[],
  objectNamespace: string,
): readonly RouteDestination[] {
  const total = route.reduce((sum, entry) => sum + entry.weight, 0);
  const used = route.length === 1 ? route : route.filter((entry) => entry.weight > 0);
  return used.map((entry) => ({
    ...resolveDestination(context, entry.destination, objectNamespace),
    share: route.length === 1 ? 1 : entry.weight / total,
    headers: entry.headers,
  }));
}

function resolveDestination(context: RouteContext, destination: Destination, objectNamespace: string) {
  const host = resolveConfigHost(destination.host, objectNamespace, context.view.settings.clusterDomain);
  const { subset, port } = destination;
  return resolveCluster(context.view, context.proxy, { host, subset, port }, context.facts.port);
}

function resolveMirror(
  context: RouteContext,
  mirror: HttpRoute['mirrors'][number],
  objectNamespace: string,
): RouteMirror {
  const { host, subset, port, state, workloads } = resolveDestination(
    context,
    mirror.destination,
    objectNamespace,
  );
  return { host, subset, port, state, workloads, share: mirror.share };
}

function routeRetries(view: MeshView, route: HttpRoute): RouteRetries {
  if (route.retries === null) return defaultRetries(view);
  const { attempts, perTryTimeoutSeconds, retryOn } = route.retries;
  return {
    attempts,
    perTryTimeoutSeconds,
    retryOn:
      attempts === 0
        ? []
        : retryOn === null || retryOn === ''
          ? DEFAULT_RETRY_ON
          : retryOn.split(',').map((condition) => condition.trim()),
    isDefault: false,
  };
}

/** A matched prefix is replaced; an exact or regex match replaces the whole path; the query stays. */
function rewritten(facts: RequestFacts, route: HttpRoute, match: HttpMatch | null): RouteRewrite {
  const { rewrite } = route;
  const authority = rewrite?.authority ?? hostHeader(route.headers);
  if (rewrite === null) return { path: null, authority };
  if (rewrite.regex !== null) {
    const path = regexReplace(rewrite.regex.match, facts.path, rewrite.regex.rewrite);
    return { path: path + facts.search, authority };
  }
  if (rewrite.uri === null) return { path: null, authority };
  const uri = match?.uri ?? null;
  const isPrefix = uri === null || uri.kind === 'prefix' || uri.kind === 'present';
  const prefix = uri?.kind === 'prefix' ? uri.value : '/';
  const path = isPrefix ? rewrite.uri + facts.path.slice(prefix.length) : rewrite.uri;
  return { path: path + facts.search, authority };
}

/** Setting the Host header is a rewrite of the authority. */
function hostHeader(headers: HeaderOperations): string | null {
  const found = Object.entries(headers.request.set).find(([name]) =>
    ['host', ':authority'].includes(name.toLowerCase()),
  );
  return found?.[1] ?? null;
}

/** Where the client is sent; what is not named stays as requested, the query too. */
export function redirectLocation(
  context: RouteContext,
  to: {
    readonly path: string | null;
    readonly authority: string | null;
    readonly port: number | null;
    readonly scheme: string | null;
  },
): string {
  const { facts } = context;
  const scheme = to.scheme ?? facts.scheme;
  const host = to.authority ?? facts.authority.replace(/:\d+$/, '');
  const isDefaultPort =
    to.port === null || (to.port === 80 && scheme === 'http') || (to.port === 443 && scheme === 'https');
  const path = to.path ?? facts.path;
  return `${scheme}://${host}${isDefaultPort ? '' : `:${to.port}`}${path}${path.includes('?') ? '' : facts.search}`;
}
