/**
 * HTTPRoutes of the Gateway API: which apply, in which order their rules are asked, what they do.
 * Order: https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule, where it leaves room as Istio does
 * (pilot/pkg/config/kube/gateway/conversion.go, sortHTTPRoutes).
 */
import { resolveCluster } from './cluster';
import {
  defaultRetries,
  forwarded,
  NO_FAULT,
  NO_HEADERS,
  type RouteContext,
  redirectLocation,
} from './forward';
import type { MeshView } from './mesh-view';
import type {
  MatchedRoute,
  RouteDestination,
  RouteMirror,
  RouteOutcome,
  RouteRewrite,
  RouteStep,
} from './outcome';
import type {
  BackendReference,
  GatewayMatch,
  GatewayRoute,
  GatewayRule,
  NamedMatch,
  PathModifier,
} from './read/http-route';
import type { MeshService } from './read/service';
import type { RequestFacts } from './request-facts';
import { regexMatches } from './string-matching';

/**
 * Routes attached to a Service inside the mesh. A route in the service's namespace is for everyone,
 * one elsewhere only for clients of its own namespace, which it then serves alone.
 */
export function serviceRoutes(
  view: MeshView,
  service: MeshService,
  clientNamespace: string,
  port: number,
): readonly GatewayRoute[] {
  const attached = view.httpRoutes.filter((route) =>
    route.parents.some(
      (parent) =>
        parent.kind === 'Service' &&
        parent.name === service.name &&
        parent.namespace === service.namespace &&
        (parent.port === null || parent.port === port),
    ),
  );
  const consumer = attached.filter(
    (route) => route.namespace === clientNamespace && route.namespace !== service.namespace,
  );
  return consumer.length > 0 ? consumer : attached.filter((route) => route.namespace === service.namespace);
}

interface RankedMatch {
  readonly route: GatewayRoute;
  readonly rule: GatewayRule;
  readonly ruleIndex: number;
  readonly match: GatewayMatch;
  readonly matchIndex: number;
}

/** Asks the rules of all routes together, most specific match first, and applies the first that holds. */
export function applyHttpRules(
  context: RouteContext,
  routes: readonly GatewayRoute[],
  before: readonly RouteStep[],
): RouteOutcome {
  const steps = [...before];
  for (const ranked of rankedMatches(routes)) {
    const name = `Rule ${ranked.rule.name ?? ranked.ruleIndex + 1} of HTTPRoute ${ranked.route.name}`;
    const mismatch = gatewayMismatch(ranked.match, context.facts);
    const path = ['spec', 'rules', ranked.ruleIndex];
    const text = mismatch === null ? `${name} takes it.` : `${name} does not take it: ${mismatch}.`;
    steps.push({ text, taken: mismatch === null, object: ranked.route.id, path });
    if (mismatch === null) return applyRule(context, ranked, steps);
  }
  return {
    kind: 'not-found',
    httpStatus: 404,
    because: 'No rule of the attached HTTPRoutes takes the request.',
    matched: null,
    steps,
  };
}

const PATH_RANK = { Exact: 2, PathPrefix: 1, RegularExpression: 0 } as const;

function rankedMatches(routes: readonly GatewayRoute[]): readonly RankedMatch[] {
  const all = routes.flatMap((route) =>
    route.rules.flatMap((rule, ruleIndex) =>
      rule.matches.map((match, matchIndex) => ({ route, rule, ruleIndex, match, matchIndex })),
    ),
  );
  // The sort is stable and routes come oldest first, which settles what is left equal.
  return all.sort((a, b) => compareMatches(b.match, a.match));
}

function compareMatches(a: GatewayMatch, b: GatewayMatch): number {
  return (
    PATH_RANK[a.path.type] - PATH_RANK[b.path.type] ||
    a.path.value.length - b.path.value.length ||
    Number(a.method !== null) - Number(b.method !== null) ||
    a.headers.length - b.headers.length ||
    a.queryParams.length - b.queryParams.length
  );
}

/** Null when the match holds, else the first condition that does not. */
export function gatewayMismatch(match: GatewayMatch, facts: RequestFacts): string | null {
  if (!pathMatches(match, facts.path)) {
    return `it wants a path ${match.path.type} ${match.path.value}, this one is ${facts.path}`;
  }
  if (match.method !== null && match.method !== facts.method) {
    return `it wants the method ${match.method}, this one is ${facts.method}`;
  }
  const header = match.headers.find((wanted) => !named(wanted, facts.headers));
  if (header !== undefined) return `it wants a header ${header.name}: ${header.value}`;
  const parameter = match.queryParams.find((wanted) => !named(wanted, facts.query));
  return parameter === undefined ? null : `it wants a query parameter ${parameter.name}=${parameter.value}`;
}

/** A prefix counts whole segments: `/v2` takes `/v2` and `/v2/x`, not `/v2example`. */
function pathMatches(match: GatewayMatch, path: string): boolean {
  const { type, value } = match.path;
  if (type === 'Exact') return path === value;
  if (type === 'RegularExpression') return regexMatches(value, path);
  const prefix = value.replace(/\/+$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}

function named(wanted: NamedMatch, values: ReadonlyMap<string, string>): boolean {
  const value = values.get(wanted.name);
  if (value === undefined) return false;
  return wanted.type === 'Exact' ? value === wanted.value : regexMatches(wanted.value, value);
}

function applyRule(context: RouteContext, ranked: RankedMatch, steps: readonly RouteStep[]): RouteOutcome {
  const { rule, match } = ranked;
  const matched: MatchedRoute = {
    object: ranked.route.id,
    protocol: 'http',
    routeIndex: ranked.ruleIndex,
    routeName: rule.name,
    matchIndex: ranked.matchIndex,
  };
  if (rule.redirect !== null) {
    const { scheme, hostname, port, path, status } = rule.redirect;
    const to = { scheme, authority: hostname, port, path: modifiedPath(path, match, context.facts.path) };
    return { kind: 'redirect', httpStatus: status, location: redirectLocation(context, to), matched, steps };
  }
  return forwarded(
    {
      protocol: 'http',
      destinations: backends(context, rule.backends),
      fault: NO_FAULT,
      timeoutSeconds: rule.timeoutSeconds || null,
      retries: { ...defaultRetries(context.view), perTryTimeoutSeconds: rule.backendTimeoutSeconds || null },
      mirrors: rule.mirrors
        .filter((mirror) => mirror.share > 0)
        .map((mirror) => resolveMirror(context, mirror)),
      rewrite: rewrite(rule, match, context.facts),
      headers: rule.headers,
      matched,
      steps,
    },
    500,
  );
}

function backends(context: RouteContext, list: readonly BackendReference[]): readonly RouteDestination[] {
  const total = list.reduce((sum, backend) => sum + backend.weight, 0);
  return list
    .filter((backend) => backend.weight > 0)
    .map((backend) => ({
      ...resolveBackend(context, backend),
      share: backend.weight / total,
      headers: backend.headers ?? NO_HEADERS,
    }));
}

function resolveBackend(context: RouteContext, backend: BackendReference) {
  const { clusterDomain } = context.view.settings;
  const host =
    backend.kind === 'Hostname' ? backend.name : `${backend.name}.${backend.namespace}.svc.${clusterDomain}`;
  const reference = { host: host.toLowerCase(), subset: null, port: backend.port };
  return resolveCluster(context.view, context.proxy, reference, context.facts.port);
}

function resolveMirror(context: RouteContext, mirror: GatewayRule['mirrors'][number]): RouteMirror {
  const { host, subset, port, state, workloads } = resolveBackend(context, mirror.backend);
  return { host, subset, port, state, workloads, share: mirror.share };
}

function rewrite(rule: GatewayRule, match: GatewayMatch, facts: RequestFacts): RouteRewrite {
  const path = modifiedPath(rule.rewrite?.path ?? null, match, facts.path);
  return {
    path: path === null ? null : path + facts.search,
    authority: rule.rewrite?.hostname ?? null,
  };
}

/** ReplacePrefixMatch keeps what follows the matched prefix, with exactly one slash between. */
function modifiedPath(modifier: PathModifier | null, match: GatewayMatch, path: string): string | null {
  if (modifier === null) return null;
  if (modifier.kind === 'full') return modifier.value;
  const rest = path.slice(match.path.value.replace(/\/+$/, '').length).replace(/^\/+/, '');
  const start = modifier.value.replace(/\/+$/, '');
  return rest === '' ? start || '/' : `${start}/${rest}`;
}
