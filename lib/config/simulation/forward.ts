/** What a VirtualService's rule does with a request that it took: forward, redirect or answer itself. */
import { resolveCluster } from './cluster';
import { resolveConfigHost } from './host-names';
import { isSidecar } from './known-services';
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
} from './outcome';
import type { Destination, HttpMatch, HttpRoute, WeightedDestination } from './read/virtual-service';
import type { ReasonStep, Reasons } from './reasons';
import type { SimulatedRequest } from './request';
import type { RequestFacts } from './request-facts';
import type { EgressScope } from './sidecar-scope';
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
  /** What the proxy knows of the mesh. */
  readonly scope: EgressScope;
  /** At a waypoint: the only namespaces whose VirtualServices count there; null elsewhere. */
  readonly waypointNamespaces: readonly string[] | null;
  /** False for ztunnel, which does not know them. */
  readonly takesDestinationRules: boolean;
  /** Undefined = no reasons are wanted. */
  readonly reasons: Reasons | undefined;
}

const NO_STEPS: readonly ReasonStep[] = [];

export function stepsOf(context: RouteContext): readonly ReasonStep[] {
  return context.reasons?.steps ?? NO_STEPS;
}

export function defaultRetries(view: MeshView): RouteRetries {
  const { defaultRetryAttempts, defaultPerTryTimeoutSeconds, defaultRetryOn } = view.settings;
  return {
    attempts: defaultRetryAttempts,
    perTryTimeoutSeconds: defaultPerTryTimeoutSeconds,
    retryOn: defaultRetryAttempts === 0 ? [] : (defaultRetryOn ?? DEFAULT_RETRY_ON),
    isDefault: true,
  };
}

/** Applies `route`, taken through `match` (null = it has none). */
export function applyHttpRoute(
  context: RouteContext,
  route: HttpRoute,
  match: HttpMatch | null,
  matched: MatchedRoute,
): RouteOutcome {
  const steps = stepsOf(context);
  if (route.redirect !== null) {
    const { uri, prefixRewrite, authority, port, scheme, code } = route.redirect;
    const target = port === 'from-request' ? context.facts.port : port;
    const path = uri ?? (prefixRewrite === null ? null : replacedPath(prefixRewrite, context.facts, match));
    const location = redirectLocation(context, { path, authority, port: target, scheme });
    return { kind: 'redirect', httpStatus: code, location, matched, steps };
  }
  if (route.directResponse !== null) {
    const { status, body } = route.directResponse;
    return { kind: 'direct-response', httpStatus: status, body, matched, steps };
  }
  const namespace = matched.object.namespace ?? '';
  // A sidecar reads a destination without a port as one on the port that was called, a gateway as the only port of
  // the service where there is one.
  const port = isSidecar(context) ? context.facts.port : null;
  return forwarded(
    {
      protocol: 'http',
      destinations: weightedDestinations(context, route.route, namespace, port),
      fault: route.fault,
      timeoutSeconds: route.timeoutSeconds === 0 ? null : route.timeoutSeconds,
      retries: routeRetries(context.view, route),
      mirrors: route.mirrors.map((mirror) => resolveMirror(context, mirror, namespace, port)),
      rewrite: rewritten(context.facts, route, match),
      headers: route.headers,
      cors: route.cors,
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
 * its weight; of several, those with weight 0 get nothing and are left out. `defaultPort` is for destinations that write
 * none; null = the only port of the service.
 */
export function weightedDestinations(
  context: RouteContext,
  route: readonly WeightedDestination[],
  objectNamespace: string,
  defaultPort: number | null = null,
): readonly RouteDestination[] {
  const total = route.reduce((sum, entry) => sum + entry.weight, 0);
  const used = route.length === 1 ? route : route.filter((entry) => entry.weight > 0);
  return used.map((entry) => ({
    ...resolveDestination(context, entry.destination, objectNamespace, defaultPort),
    share: route.length === 1 ? 1 : entry.weight / total,
    headers: entry.headers,
  }));
}

function resolveDestination(
  context: RouteContext,
  destination: Destination,
  objectNamespace: string,
  defaultPort: number | null,
) {
  const host = resolveConfigHost(destination.host, objectNamespace, context.view.settings.clusterDomain);
  const { subset, port } = destination;
  return resolveCluster(context, { host, subset, port: port ?? defaultPort });
}

function resolveMirror(
  context: RouteContext,
  mirror: HttpRoute['mirrors'][number],
  objectNamespace: string,
  defaultPort: number | null,
): RouteMirror {
  const { host, subset, port, state, workloads } = resolveDestination(
    context,
    mirror.destination,
    objectNamespace,
    defaultPort,
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
  return { path: replacedPath(rewrite.uri, facts, match) + facts.search, authority };
}

/** `replacement` for the matched prefix; where the match is none, for the whole path. */
function replacedPath(replacement: string, facts: RequestFacts, match: HttpMatch | null): string {
  const uri = match?.uri ?? null;
  const isPrefix = uri === null || uri.kind === 'prefix' || uri.kind === 'present';
  const prefix = uri?.kind === 'prefix' ? uri.value : '/';
  return isPrefix ? replacement + facts.path.slice(prefix.length) : replacement;
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
  const isDefault = (port: number | null, of: string) =>
    (port === 80 && of === 'http') || (port === 443 && of === 'https');
  // Envoy keeps the port that the client wrote, unless it is the default of a scheme that changes.
  const written = /:(\d+)$/.exec(facts.authority);
  const kept = to.authority === null && written !== null ? Number(written[1]) : null;
  const port = to.port ?? (scheme !== facts.scheme && isDefault(kept, facts.scheme) ? null : kept);
  const host = to.authority ?? facts.authority.replace(/:\d+$/, '');
  const path = to.path ?? facts.path;
  const shown = port === null || (to.port !== null && isDefault(port, scheme)) ? '' : `:${port}`;
  return `${scheme}://${host}${shown}${path}${path.includes('?') ? '' : facts.search}`;
}
