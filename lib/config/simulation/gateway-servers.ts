/**
 * A request that enters through a gateway proxy: the servers of the Gateway objects that select it, and the
 * VirtualServices bound to them. Source: istio/istio pilot/pkg/networking/core/gateway.go.
 */
import { resolveCluster } from './cluster';
import { explainDelegates } from './delegates';
import { NO_HEADERS, type RouteContext, redirectLocation, stepsOf } from './forward';
import {
  type Domain,
  domainsOf,
  explainHidden,
  hostPart,
  hostsServed,
  type SelectedServer,
} from './gateway-hosts';
import { hostCovers, hostSpecificity, requestHost } from './host-names';
import { isCatchAll } from './http-match';
import { applyL4Rule, firstL4Rule, plainForward } from './l4-route';
import { notFound } from './mesh-route';
import type { RouteOutcome } from './outcome';
import { perView } from './per-view';
import type { GatewayServer } from './read/gateway';
import { labelsInclude } from './source-filter';
import { firstTaken, type RuleEntry, ruleEntries } from './virtual-service-rules';

const HTTP_PROTOCOLS = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB']);

const serversByPort = perView((view): ReadonlyMap<number, readonly SelectedServer[]> => {
  const all = view.gateways.flatMap((gateway) =>
    gateway.servers.map((server, serverIndex) => ({ gateway, server, serverIndex })),
  );
  return Map.groupBy(all, (selected) => selected.server.port);
});

/** Null when no Gateway object of Istio's own API selects this proxy on this port. */
export function istioGatewayRoute(context: RouteContext): RouteOutcome | null {
  const onPort = selectedServers(context);
  return onPort.length === 0 ? null : routeAt(context, onPort, requestHost(context.request.host));
}

function routeAt(context: RouteContext, onPort: readonly SelectedServer[], host: string): RouteOutcome {
  const serving = servingServers(context, onPort, host);
  if (serving.length === 0) {
    return notServed(
      context,
      `No Gateway server on port ${context.request.port} has a host that covers ${host}.`,
      onPort,
    );
  }
  const redirecting = context.facts.scheme === 'http' ? redirectingServer(context, serving, host) : undefined;
  if (redirecting !== undefined) return httpsRedirect(context, redirecting);
  explainServers(context, serving);
  if (!isPassedThrough(serving, context)) return httpRoute(context, serving, host);
  const outcome = layer4Route(context, serving);
  if (outcome !== null) return outcome;
  // A server that passes TLS through opens nothing without a rule: the name falls to one that is less specific.
  const rest = onPort.filter((selected) => !serving.includes(selected));
  const isLeft = serving.every(({ server }) => isPassthrough(server));
  if (isLeft && rest.some(({ server }) => serverCovers(server, host))) return routeAt(context, rest, host);
  const protocol = isLeft ? 'TLS' : 'TCP';
  return notServed(
    context,
    `No ${protocol} rule bound to this gateway takes the connection to ${host}.`,
    serving,
  );
}

function selectedServers(context: RouteContext): readonly SelectedServer[] {
  const onPort = serversByPort(context.view).get(context.request.port) ?? [];
  return onPort.filter(({ gateway }) => labelsInclude(context.proxy.labels, gateway.selector));
}

/** HTTP servers of one port act together; among those that speak TLS the name of the handshake picks one. */
function servingServers(
  context: RouteContext,
  onPort: readonly SelectedServer[],
  host: string,
): readonly SelectedServer[] {
  const isTls = ({ server }: SelectedServer) =>
    !HTTP_PROTOCOLS.has(server.protocol) && server.protocol !== 'TCP';
  const plain = onPort.filter((selected) => !isTls(selected) && serverCovers(selected.server, host));
  const { sni } = context.facts;
  const byName = onPort.filter((selected) => isTls(selected) && serverCovers(selected.server, sni));
  const rank = ({ server }: SelectedServer) =>
    Math.max(
      ...server.hosts
        .map(hostPart)
        .filter((pattern) => hostCovers(pattern, sni))
        .map(hostSpecificity),
    );
  const best = Math.max(...byName.map(rank));
  return [...plain, ...byName.filter((selected) => rank(selected) === best)];
}

/**
 * The server that sends the request to HTTPS: the virtual host that takes it must be one of a server that redirects.
 * Such a server also has one for each of its own hosts, but none for those that are written `namespace/host`.
 */
function redirectingServer(
  context: RouteContext,
  serving: readonly SelectedServer[],
  host: string,
): SelectedServer | undefined {
  const redirecting = serving.filter(({ server }) => server.httpsRedirect);
  if (redirecting.length === 0) return undefined;
  const bound = domainsOf(context, serving, host)[0]?.host;
  const rank = bound === undefined ? -1 : hostSpecificity(bound);
  const ofItself = redirecting.find(({ server }) =>
    server.hosts.some(
      (written) => !written.includes('/') && hostCovers(written, host) && hostSpecificity(written) >= rank,
    ),
  );
  return (
    ofItself ??
    redirecting.find((selected) => domainsOf(context, [selected], host)[0]?.host === bound && rank >= 0)
  );
}

function serverCovers(server: GatewayServer, host: string): boolean {
  return server.hosts.some((written) => hostCovers(hostPart(written), host));
}

function isPassedThrough(serving: readonly SelectedServer[], context: RouteContext): boolean {
  const first = serving[0]?.server;
  if (first === undefined || HTTP_PROTOCOLS.has(first.protocol)) return false;
  if (first.protocol === 'HTTPS') return isPassthrough(first);
  return context.request.scheme !== 'http' || first.protocol === 'TCP';
}

function isPassthrough(server: GatewayServer): boolean {
  return server.tlsMode === 'PASSTHROUGH' || server.tlsMode === 'AUTO_PASSTHROUGH';
}

function httpRoute(context: RouteContext, serving: readonly SelectedServer[], host: string): RouteOutcome {
  explainHidden(context, serving, host);
  const chosen = domainsOf(context, serving, host);
  if (chosen.length === 0) {
    return notServed(context, `No VirtualService bound to this gateway speaks for ${host}.`, serving);
  }
  for (const domain of chosen) {
    const { virtualService } = domain;
    context.reasons?.chosen(
      `VirtualService ${virtualService.name} in ${virtualService.namespace} speaks for ${domain.host} at this gateway.`,
      virtualService.id,
      ['spec', 'hosts'],
    );
    explainDelegates(context.view, virtualService, context.reasons);
  }
  return (
    firstTaken(context, mergedEntries(context, chosen)) ?? notFound(context, 'No rule takes the request.')
  );
}

/** Several VirtualServices with the same host are merged here: rules in order, those that take everything last. */
function mergedEntries(context: RouteContext, chosen: readonly Domain[]): readonly RuleEntry[] {
  const only = chosen.length === 1 ? chosen[0] : undefined;
  // Of one VirtualService a catch-all is the last anyway.
  if (only !== undefined) return ruleEntries(throughGateway(context, only), only.virtualService);
  const entries = chosen.flatMap((domain) =>
    ruleEntries(throughGateway(context, domain), domain.virtualService),
  );
  return [
    ...entries.filter((entry) => !isCatchAll(entry.match)),
    ...entries.filter((entry) => isCatchAll(entry.match)),
  ];
}

function throughGateway(context: RouteContext, domain: Domain): RouteContext {
  const { namespace, name } = domain.selected.gateway;
  return { ...context, proxy: { ...context.proxy, gateway: `${namespace}/${name}` } };
}

/** Null when no rule takes the connection. */
function layer4Route(context: RouteContext, serving: readonly SelectedServer[]): RouteOutcome | null {
  const isOpened = serving.some(({ server }) => server.protocol === 'TCP' || !isPassthrough(server));
  // A server that ends TLS itself has bytes to route: its rules are those of TCP.
  const protocol = isOpened ? 'tcp' : 'tls';
  const { sni } = context.facts;
  for (const domain of hostsServed(context, serving).all) {
    if (protocol === 'tls' && !hostCovers(domain.host, sni)) continue;
    const own = throughGateway(context, domain);
    const index = firstL4Rule(own, protocol, domain.virtualService, null);
    const outcome = index === null ? null : applyL4Rule(own, protocol, domain.virtualService, index);
    if (outcome !== null) return outcome;
  }
  const automatic = serving.some(({ server }) => server.tlsMode === 'AUTO_PASSTHROUGH');
  return automatic ? autoPassthrough(context, serving) : null;
}

/** Between clusters the name of the handshake is the cluster itself: `outbound_.<port>_.<subset>_.<host>`. */
function autoPassthrough(context: RouteContext, serving: readonly SelectedServer[]): RouteOutcome {
  const named = /^outbound_\.(\d+)_\.([^_]*)_\.(.+)$/.exec(context.facts.sni);
  if (named === null) {
    return notServed(context, 'The name of the handshake is no cluster of the mesh.', serving);
  }
  const reference = { host: named[3] ?? '', subset: named[2] || null, port: Number(named[1]) };
  const cluster = resolveCluster(context, reference);
  return plainForward(context, 'tls', [{ ...cluster, share: 1, headers: NO_HEADERS }], null);
}

function httpsRedirect(context: RouteContext, selected: SelectedServer): RouteOutcome {
  const location = redirectLocation(context, { path: null, authority: null, port: null, scheme: 'https' });
  context.reasons?.chosen(
    `Gateway ${selected.gateway.name} redirects plain HTTP to HTTPS.`,
    selected.gateway.id,
    ['spec', 'servers', selected.serverIndex, 'tls', 'httpsRedirect'],
  );
  return { kind: 'redirect', httpStatus: 301, location, matched: null, steps: stepsOf(context) };
}

function explainServers(context: RouteContext, serving: readonly SelectedServer[]): void {
  for (const { gateway, serverIndex } of serving) {
    context.reasons?.considered(
      `Gateway ${gateway.name} in ${gateway.namespace} serves ${requestHost(context.request.host)} on port ${context.request.port}.`,
      gateway.id,
      ['spec', 'servers', serverIndex],
    );
  }
}

function notServed(context: RouteContext, because: string, servers: readonly SelectedServer[]): RouteOutcome {
  context.reasons?.skipped(because, servers[0]?.gateway.id ?? null);
  return notFound(context, because);
}
