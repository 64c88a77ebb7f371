/**
 * A request that enters through a Gateway of the Gateway API: the most specific listener (its own or one that a
 * ListenerSet adds), then the routes attached to it that name the host most specifically.
 */
import { isAllowed } from './allowed-namespaces';
import { hasBackend } from './attached-l4';
import { type RouteContext, stepsOf } from './forward';
import { servesGateway } from './gateway-proxy';
import { hostCovers, hostSpecificity, hostsOverlap, mostSpecific, requestHost } from './host-names';
import { applyHttpRules } from './http-route-rules';
import { applyL4Route } from './l4-route';
import type { MeshView } from './mesh-view';
import type { RouteOutcome } from './outcome';
import { perView } from './per-view';
import type { GatewayListener, KubernetesGateway } from './read/gateway';
import type { GatewayRoute } from './read/http-route';
import { byCreation, type ObjectMetadata } from './read/metadata';

interface Attached {
  readonly gateway: KubernetesGateway;
  readonly listener: GatewayListener;
  /** The Gateway, or the ListenerSet that adds the listener. */
  readonly owner: ObjectMetadata;
}

/** Routes by the Gateway or ListenerSet that they name as a parent. */
const routesByParent = perView((view): ReadonlyMap<string, readonly GatewayRoute[]> => {
  const found = new Map<string, GatewayRoute[]>();
  for (const route of [...view.httpRoutes, ...view.tlsRoutes, ...view.tcpRoutes, ...view.udpRoutes]) {
    const keys = route.parents.map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`);
    for (const key of new Set(keys)) {
      const own = found.get(key);
      if (own === undefined) found.set(key, [route]);
      else own.push(route);
    }
  }
  return found;
});

/** Null when no Gateway of the Gateway API listens at this proxy on this port. */
export function kubernetesGatewayRoute(context: RouteContext): RouteOutcome | null {
  const isTls = context.request.scheme === 'tls' || context.request.scheme === 'https';
  const host = isTls ? context.facts.sni : requestHost(context.request.host);
  const proxy = { ...context.proxy, name: context.request.client.gateway };
  const listeners = context.view.kubernetesGateways
    .filter((gateway) => servesGateway(context.view, gateway, proxy))
    .flatMap((gateway) => listenersOf(context.view, gateway))
    .filter(({ listener }) => listener.port === context.request.port)
    // One port may be open for both transports.
    .filter(({ listener }) => (listener.protocol === 'UDP') === (context.request.scheme === 'udp'));
  if (listeners.length === 0) return null;
  const chosen = mostSpecific(listeners, hostnameOf, host);
  if (chosen === null) {
    const because = `No listener on port ${context.request.port} has a hostname that covers ${host}.`;
    return notFound(context, because, listeners[0]);
  }
  context.reasons?.considered(
    `Listener ${chosen.listener.name} of ${chosen.owner.id.kind} ${chosen.owner.name} takes ${host}.`,
    chosen.owner.id,
    ['spec', 'listeners', chosen.listener.index],
  );
  const kinds = routeKinds(chosen.listener);
  const asked = chosen.listener.protocol === 'HTTPS' ? requestHost(context.request.host) : host;
  const covering = listeners.filter(
    ({ listener }) =>
      listener.protocol === chosen.listener.protocol && hostCovers(listener.hostname ?? '*', host),
  );
  const isEnded = chosen.listener.protocol === 'TLS' && kinds.includes('TCPRoute');
  const routes = isEnded
    ? routesOfEnded(context, covering, kinds)
    : attachedRoutes(context, covering, asked, kinds);
  if (routes.length === 0) {
    const because = `No ${kinds[0] ?? 'route'} attached to ${chosen.owner.id.kind} ${chosen.owner.name} speaks for ${asked}.`;
    return notFound(context, because, chosen);
  }
  if (kinds.includes('HTTPRoute')) return applyHttpRules(context, routes);
  return (
    applyL4Route(context, spoken(kinds), routes) ??
    notFound(context, 'No rule of the attached routes has a backend.', chosen)
  );
}

function hostnameOf({ listener }: Attached): string {
  return listener.hostname ?? '*';
}

function spoken(kinds: readonly string[]): 'tls' | 'tcp' | 'udp' {
  if (kinds.includes('UDPRoute')) return 'udp';
  return kinds.includes('TLSRoute') ? 'tls' : 'tcp';
}

/** What may attach by the listener's protocol. */
function routeKinds(listener: GatewayListener): readonly string[] {
  switch (listener.protocol) {
    case 'TCP':
      return ['TCPRoute'];
    case 'UDP':
      return ['UDPRoute'];
    case 'TLS':
      return listener.tlsMode === 'Passthrough' ? ['TLSRoute'] : ['TLSRoute', 'TCPRoute'];
    default:
      return ['HTTPRoute', 'GRPCRoute'];
  }
}

/** The Gateway's own first, then those of ListenerSets that it lets in, oldest first. */
function listenersOf(view: MeshView, gateway: KubernetesGateway): readonly Attached[] {
  const own = gateway.listeners.map((listener) => ({ gateway, listener, owner: gateway }));
  const added = view.listenerSets
    .filter((set) => set.gateway.namespace === gateway.namespace && set.gateway.name === gateway.name)
    .filter((set) => isAllowed(view, gateway.allowedListenerSets, gateway.namespace, set.namespace))
    .flatMap((set) => set.listeners.map((listener) => ({ gateway, listener, owner: set })));
  return added.length === 0 ? own : [...own, ...added];
}

const lists = perView(() => new Map<string, readonly GatewayRoute[]>());

/** The same list for the same question, so that what is derived from it can be kept. */
function attachedRoutes(
  context: RouteContext,
  covering: readonly Attached[],
  host: string,
  kinds: readonly string[],
): readonly GatewayRoute[] {
  const order = kinds.includes('HTTPRoute') ? byCreation : ownFirst(context);
  // Gateways that one proxy serves keep nothing from each other.
  const ranked = [...Map.groupBy(covering, ({ gateway }) => gateway).values()]
    .flatMap((own) => routesOfGateway(context, own, host, kinds))
    .sort((a, b) => order(a.route, b.route));
  const best = Math.max(...ranked.map(({ rank }) => rank));
  const routes = ranked.filter(({ rank }) => rank === best).map(({ route }) => route);
  const key = routes.map((route) => `${route.id.kind}/${route.namespace}/${route.name}`).join('|');
  const before = lists(context.view).get(key);
  if (before !== undefined) return before;
  lists(context.view).set(key, routes);
  return routes;
}

/** Below HTTP the routes of the gateway's own namespace come first (push_context.go, `VirtualServicesForGateway`). */
function ownFirst({ proxy }: RouteContext): (a: GatewayRoute, b: GatewayRoute) => number {
  const isElsewhere = ({ namespace }: GatewayRoute) => Number(namespace !== proxy.namespace);
  return (a, b) => isElsewhere(a) - isElsewhere(b) || byCreation(a, b);
}

/** A TLSRoute without a backend that gets anything takes no name. */
function takesNames({ id, rules }: GatewayRoute): boolean {
  return id.kind !== 'TLSRoute' || rules.some(hasBackend);
}

/** Of the most specific listener that ends TLS and has any: istiod makes nothing of one without. */
function routesOfEnded(
  context: RouteContext,
  covering: readonly Attached[],
  kinds: readonly string[],
): readonly GatewayRoute[] {
  const bySpecificity = covering
    .filter(({ listener }) => routeKinds(listener).includes('TCPRoute'))
    .toSorted((a, b) => hostSpecificity(hostnameOf(b)) - hostSpecificity(hostnameOf(a)));
  for (const one of bySpecificity) {
    const routes = routesOfListener(context, one, kinds);
    if (routes.length > 0) return routes;
  }
  return [];
}

/** A listener that ends TLS has one chain for all its names: its routes are not asked for the name again, the oldest counts. */
function routesOfListener(
  context: RouteContext,
  attached: Attached,
  kinds: readonly string[],
): readonly GatewayRoute[] {
  const { owner, listener } = attached;
  const candidates =
    routesByParent(context.view).get(`${owner.id.kind}/${owner.namespace}/${owner.name}`) ?? [];
  return candidates
    .filter(
      (route) => kinds.includes(route.id.kind) && takesNames(route) && attaches(context, attached, route),
    )
    .filter(
      ({ hostnames }) =>
        hostnames.length === 0 || hostnames.some((name) => hostsOverlap(name, listener.hostname ?? '*')),
    )
    .toSorted(ownFirst(context));
}

interface RankedRoute {
  readonly route: GatewayRoute;
  readonly rank: number;
}

/**
 * Those of the most specific listener that has any for the host. A hostname that a more specific listener covers is
 * that listener's alone, also where it has no route; what names no hostname falls through to the next (istiod,
 * `hostnameAllowedByIsolation`).
 */
function routesOfGateway(
  context: RouteContext,
  covering: readonly Attached[],
  host: string,
  kinds: readonly string[],
): readonly RankedRoute[] {
  const bySpecificity = covering.toSorted(
    (a, b) => hostSpecificity(hostnameOf(b)) - hostSpecificity(hostnameOf(a)),
  );
  const above: string[] = [];
  for (const one of bySpecificity) {
    const { id, namespace, name } = one.owner;
    const candidates = routesByParent(context.view).get(`${id.kind}/${namespace}/${name}`) ?? [];
    const found = candidates
      .filter((route) => kinds.includes(route.id.kind) && takesNames(route) && attaches(context, one, route))
      .map((route) => ({ route, rank: hostRank(route, one.listener, host, above) }))
      .filter(({ rank }) => rank >= 0);
    if (found.length > 0) return found;
    // Below HTTP a name that a more specific listener covers, and has no route for, is not kept from the others.
    if (one.listener.protocol !== 'TLS') above.push(hostnameOf(one));
  }
  return [];
}

function attaches(context: RouteContext, { owner, listener }: Attached, route: GatewayRoute): boolean {
  const named = route.parents.some(
    (parent) =>
      parent.kind === owner.id.kind &&
      parent.namespace === owner.namespace &&
      parent.name === owner.name &&
      (parent.sectionName === null || parent.sectionName === listener.name) &&
      (parent.port === null || parent.port === listener.port),
  );
  if (!named) return false;
  if (listener.allowedKinds.length > 0 && !listener.allowedKinds.includes(route.id.kind)) {
    context.reasons?.skipped(
      `Listener ${listener.name} takes no ${route.id.kind}s, so ${route.name} does not attach.`,
      owner.id,
      ['spec', 'listeners', listener.index, 'allowedRoutes', 'kinds'],
    );
    return false;
  }
  if (isAllowed(context.view, listener, owner.namespace, route.namespace)) return true;
  context.reasons?.skipped(
    `${route.id.kind} ${route.name} does not attach: listener ${listener.name} takes no routes of ${route.namespace}.`,
    owner.id,
    ['spec', 'listeners', listener.index, 'allowedRoutes'],
  );
  return false;
}

/**
 * How specifically a route names the host, by its hostnames or else its listener's; -1 when it does not. `above`: of
 * listeners that are more specific.
 */
function hostRank(
  route: GatewayRoute,
  listener: GatewayListener,
  host: string,
  above: readonly string[],
): number {
  if (route.hostnames.length === 0) return hostSpecificity(listener.hostname ?? '*');
  const ranks = route.hostnames
    .filter((hostname) => hostsOverlap(hostname, listener.hostname ?? '*') && hostCovers(hostname, host))
    .filter((hostname) => !above.some((other) => hostCovers(other, hostname)))
    .map((hostname) => Math.max(hostSpecificity(hostname), hostSpecificity(listener.hostname ?? '*')));
  return Math.max(-1, ...ranks);
}

function notFound(context: RouteContext, because: string, at: Attached | undefined): RouteOutcome {
  context.reasons?.skipped(because, at?.owner.id ?? null);
  return { kind: 'not-found', httpStatus: 404, because, matched: null, steps: stepsOf(context) };
}
