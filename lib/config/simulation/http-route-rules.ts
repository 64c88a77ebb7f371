/**
 * HTTPRoutes of the Gateway API: which apply, in which order their rules are asked, what they do.
 * Order: https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule, where it leaves room as Istio does
 * (pilot/pkg/config/kube/gateway/conversion.go, sortHTTPRoutes).
 */
import { backendMirror, weightedBackends } from './backend';
import { defaultRetries, forwarded, NO_FAULT, type RouteContext, redirectLocation, stepsOf } from './forward';
import type { MatchedRoute, RouteOutcome, RouteRetries, RouteRewrite } from './outcome';
import type { GatewayMatch, GatewayRoute, GatewayRule, NamedMatch, PathModifier } from './read/http-route';
import type { RequestFacts } from './request-facts';
import { regexMatches } from './string-matching';

interface RankedMatch {
  readonly route: GatewayRoute;
  readonly rule: GatewayRule;
  readonly ruleIndex: number;
  readonly match: GatewayMatch;
  readonly matchIndex: number;
}

/** Asks the rules of all routes together, most specific match first, and applies the first that holds. */
export function applyHttpRules(context: RouteContext, routes: readonly GatewayRoute[]): RouteOutcome {
  const { reasons } = context;
  for (const ranked of rankedMatches(routes)) {
    const mismatch = gatewayMismatch(ranked.match, context.facts);
    if (mismatch === null) {
      reasons?.chosen(`${ruleName(ranked)} takes it.`, ranked.route.id, rulePath(ranked));
      return applyRule(context, ranked);
    }
    reasons?.skipped(
      `${ruleName(ranked)} does not take it: ${mismatch()}.`,
      ranked.route.id,
      rulePath(ranked),
    );
  }
  return {
    kind: 'not-found',
    httpStatus: 404,
    because: 'No rule of the attached routes takes the request.',
    matched: null,
    steps: stepsOf(context),
  };
}

function ruleName({ rule, ruleIndex, route }: RankedMatch): string {
  return `Rule ${rule.name ?? ruleIndex + 1} of ${route.id.kind} ${route.name}`;
}

function rulePath({ ruleIndex, matchIndex, route }: RankedMatch): readonly (string | number)[] {
  const path = ['spec', 'rules', ruleIndex];
  const rules = route.rules[ruleIndex]?.hasMatches ?? false;
  return rules ? [...path, 'matches', matchIndex] : path;
}

const PATH_RANK = { Exact: 2, PathPrefix: 1, RegularExpression: 0 } as const;

const ranked = new WeakMap<readonly GatewayRoute[], readonly RankedMatch[]>();

function rankedMatches(routes: readonly GatewayRoute[]): readonly RankedMatch[] {
  const before = ranked.get(routes);
  if (before !== undefined) return before;
  const all = routes.flatMap((route) =>
    route.rules.flatMap((rule, ruleIndex) =>
      rule.matches.map((match, matchIndex) => ({ route, rule, ruleIndex, match, matchIndex })),
    ),
  );
  // The sort is stable and routes come oldest first, which settles what is left equal.
  all.sort((a, b) => compareMatches(b, a));
  ranked.set(routes, all);
  return all;
}

function compareMatches(left: RankedMatch, right: RankedMatch): number {
  const [a, b] = [left.match, right.match];
  return (
    pathRank(left) - pathRank(right) ||
    pathLength(a) - pathLength(b) ||
    Number(a.method !== null) - Number(b.method !== null) ||
    a.headers.length - b.headers.length ||
    a.queryParams.length - b.queryParams.length
  );
}

/** A GRPCRoute that names no method has no path at all to Istio, which comes last; an HTTPRoute's is the prefix `/`. */
function pathRank({ route, match: { path } }: RankedMatch): number {
  return route.id.kind === 'GRPCRoute' && path.value === '/' ? -1 : PATH_RANK[path.type];
}

/** Slashes at the end of a prefix do not make it more specific. */
function pathLength({ path }: GatewayMatch): number {
  return path.type === 'PathPrefix' ? Math.max(1, path.value.replace(/\/+$/, '').length) : path.value.length;
}

/** Null when the match holds, else what says the first condition that does not. */
export function gatewayMismatch(match: GatewayMatch, facts: RequestFacts): (() => string) | null {
  if (!pathMatches(match, facts.path)) {
    return () => `it wants a path ${match.path.type} ${match.path.value}, this one is ${facts.path}`;
  }
  if (match.method !== null && match.method !== facts.method) {
    return () => `it wants the method ${match.method}, this one is ${facts.method}`;
  }
  const header = match.headers.find((wanted) => !named(wanted, facts.headers));
  if (header !== undefined) return () => `it wants a header ${header.name}: ${header.value}`;
  const parameter = match.queryParams.find((wanted) => !named(wanted, facts.query));
  if (parameter === undefined) return null;
  return () => `it wants a query parameter ${parameter.name}=${parameter.value}`;
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

function applyRule(
  context: RouteContext,
  { route, rule, ruleIndex, match, matchIndex }: RankedMatch,
): RouteOutcome {
  const steps = stepsOf(context);
  const matched: MatchedRoute = {
    object: route.id,
    protocol: 'http',
    routeIndex: ruleIndex,
    routeName: rule.name,
    matchIndex,
  };
  if (rule.redirect !== null) {
    const { scheme, hostname, path, status } = rule.redirect;
    const to = {
      scheme,
      authority: hostname ?? context.facts.authority.replace(/:\d+$/, ''),
      // The listener's port where nothing is said, the scheme's own where a scheme is.
      port: rule.redirect.port ?? (scheme === null ? context.facts.port : null),
      path: modifiedPath(path, match, context.facts.path),
    };
    return { kind: 'redirect', httpStatus: status, location: redirectLocation(context, to), matched, steps };
  }
  return forwarded(
    {
      protocol: 'http',
      destinations: weightedBackends(context, route, rule),
      fault: NO_FAULT,
      timeoutSeconds: timeoutOf(rule),
      retries: retriesOf(context, rule),
      mirrors: rule.mirrors
        .filter((mirror) => mirror.share > 0)
        .map((mirror) => backendMirror(context, route, mirror))
        // What names no backend is left out.
        .filter((mirror) => mirror.state !== 'no-cluster'),
      rewrite: rewrite(rule, match, context.facts),
      headers: rule.headers,
      cors: rule.cors,
      matched,
      steps,
    },
    500,
  );
}

/** Without retries of its own, Istio takes the time of one try for that of the whole request (conversion.go). */
function timeoutOf({ retry, timeoutSeconds, backendTimeoutSeconds }: GatewayRule): number | null {
  return (retry === null ? backendTimeoutSeconds || timeoutSeconds : timeoutSeconds) || null;
}

function retriesOf(context: RouteContext, rule: GatewayRule): RouteRetries {
  if (rule.retry === null) return defaultRetries(context.view);
  const perTryTimeoutSeconds = rule.backendTimeoutSeconds || null;
  const { attempts, codes } = rule.retry;
  const retryOn =
    attempts === 0
      ? []
      : [...codes.map(String), 'connect-failure', 'refused-stream', 'unavailable', 'cancelled'];
  return { attempts, perTryTimeoutSeconds, retryOn, isDefault: false };
}

function rewrite(rule: GatewayRule, match: GatewayMatch, facts: RequestFacts): RouteRewrite {
  const path = modifiedPath(rule.rewrite?.path ?? null, match, facts.path);
  return {
    path: path === null ? null : path + facts.search,
    authority: rule.rewrite?.hostname ?? null,
  };
}

/**
 * ReplacePrefixMatch keeps what follows the matched prefix, its slash too: `/foo/` with `/foo` replaced by `/xyz` is
 * `/xyz/`. Slashes at the end of prefix and replacement do not count. Gateway API, HTTPPathModifier. The prefix `/`
 * is different: istiod has Envoy replace that one character (conversion.go, createRewriteFilter), so what follows is
 * glued to the replacement.
 */
export function modifiedPath(
  modifier: PathModifier | null,
  match: Pick<GatewayMatch, 'path'>,
  path: string,
): string | null {
  if (modifier === null) return null;
  if (modifier.kind === 'full') return modifier.value;
  const prefix = match.path.value.replace(/\/+$/, '');
  const replacement = modifier.value.replace(/\/+$/, '');
  if (prefix === '') return (replacement || '/') + path.slice(1);
  return replacement + path.slice(prefix.length) || '/';
}
