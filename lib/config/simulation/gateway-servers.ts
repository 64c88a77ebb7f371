/**
 * A request that enters through a gateway proxy: the servers of the Gateway objects that select it, and the
 * VirtualServices bound to them. Source: istio/istio pilot/pkg/networking/core/gateway.go.
 */
import { type RouteContext, redirectLocation } from './forward';
import { hostCovers, hostSpecificity, hostsOverlap, requestHost, resolveConfigHost } from './host-names';
import { isCatchAll } from './http-match';
import { applyL4Rule, firstL4Rule } from './l4-route';
import type { RouteOutcome, RouteStep } from './outcome';
import type { GatewayServer, IstioGateway } from './read/gateway';
import type { VirtualService } from './read/virtual-service';
import { gatewayName, labelsInclude } from './source-filter';
import { firstTaken, type RuleEntry, ruleEntries } from './virtual-service-rules';
import { isVisible } from './visibility';

interface SelectedServer {
  readonly gateway: IstioGateway;
  readonly server: GatewayServer;
  readonly serverIndex: number;
}

/** A virtual host of the gateway: one domain, and the VirtualServices that speak for it, in order. */
interface Domain {
  readonly host: string;
  readonly selected: SelectedServer;
  readonly virtualService: VirtualService;
}

const HTTP_PROTOCOLS = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB']);

/** Null when no Gateway object of Istio's own API selects this proxy on this port. */
export function istioGatewayRoute(context: RouteContext): RouteOutcome | null {
  const host = requestHost(context.request.host);
  const onPort = selectedServers(context);
  if (onPort.length === 0) return null;
  const serving = onPort.filter((selected) => serverCovers(selected.server, host));
  if (serving.length === 0) {
    return notServed(
      `No Gateway server on port ${context.request.port} has a host that covers ${host}.`,
      onPort,
      [],
    );
  }
  const redirecting = serving.find((selected) => selected.server.httpsRedirect);
  if (redirecting !== undefined && context.facts.scheme === 'http')
    return httpsRedirect(context, redirecting);
  const steps = [serverStep(context, serving)];
  if (isPassedThrough(serving, context)) return layer4Route(context, serving, host, steps);
  return httpRoute(context, serving, host, steps);
}

function selectedServers(context: RouteContext): readonly SelectedServer[] {
  return context.view.gateways
    .filter((gateway) => labelsInclude(context.proxy.labels, gateway.selector))
    .flatMap((gateway) => gateway.servers.map((server, serverIndex) => ({ gateway, server, serverIndex })))
    .filter((selected) => selected.server.port === context.request.port);
}

function serverCovers(server: GatewayServer, host: string): boolean {
  return server.hosts.some((written) => hostCovers(hostPart(written), host));
}

function hostPart(written: string): string {
  return written.includes('/') ? written.slice(written.indexOf('/') + 1) : written;
}

function isPassedThrough(serving: readonly SelectedServer[], context: RouteContext): boolean {
  const first = serving[0]?.server;
  if (first === undefined || HTTP_PROTOCOLS.has(first.protocol)) return false;
  if (first.protocol === 'HTTPS')
    return first.tlsMode === 'PASSTHROUGH' || first.tlsMode === 'AUTO_PASSTHROUGH';
  return context.request.scheme !== 'http' || first.protocol === 'TCP';
}

function httpRoute(
  context: RouteContext,
  serving: readonly SelectedServer[],
  host: string,
  steps: readonly RouteStep[],
): RouteOutcome {
  const domains = boundDomains(context, serving).filter((domain) => hostCovers(domain.host, host));
  const best = Math.max(...domains.map((domain) => hostSpecificity(domain.host)));
  const chosen = domains.filter((domain) => hostSpecificity(domain.host) === best);
  if (chosen.length === 0) {
    return notServed(`No VirtualService bound to this gateway speaks for ${host}.`, serving, steps);
  }
  const entries = mergedEntries(context, chosen);
  const before = [...steps, ...chosen.map(domainStep)];
  const { outcome, steps: after } = firstTaken(context, entries, before);
  return (
    outcome ?? {
      kind: 'not-found',
      httpStatus: 404,
      because: 'No rule takes the request.',
      matched: null,
      steps: after,
    }
  );
}

/** Several VirtualServices with the same host are merged here: rules in order, those that take everything last. */
function mergedEntries(context: RouteContext, chosen: readonly Domain[]): readonly RuleEntry[] {
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

/** VirtualService hosts ∩ server hosts; `ns/host` takes only VirtualServices of that namespace, `.` = the Gateway's own. */
function boundDomains(context: RouteContext, serving: readonly SelectedServer[]): readonly Domain[] {
  const domains: Domain[] = [];
  for (const virtualService of context.view.virtualServices) {
    if (!isVisible(virtualService.exportTo, virtualService.namespace, context.proxy.namespace)) continue;
    const bound = serving.find((selected) => isBound(virtualService, selected.gateway));
    if (bound === undefined) continue;
    for (const host of sharedHosts(context, virtualService, bound)) {
      domains.push({ host, selected: bound, virtualService });
    }
  }
  return domains;
}

function isBound(virtualService: VirtualService, gateway: IstioGateway): boolean {
  const own = `${gateway.namespace}/${gateway.name}`;
  return virtualService.gateways.some((written) => gatewayName(written, virtualService.namespace) === own);
}

function sharedHosts(
  context: RouteContext,
  virtualService: VirtualService,
  selected: SelectedServer,
): readonly string[] {
  const { clusterDomain } = context.view.settings;
  const own = virtualService.hosts.map((host) =>
    resolveConfigHost(host, virtualService.namespace, clusterDomain),
  );
  const shared = new Set<string>();
  for (const written of selected.server.hosts) {
    if (!admitsNamespace(written, virtualService.namespace, selected.gateway.namespace)) continue;
    const serverHost = hostPart(written).toLowerCase();
    for (const host of own) {
      if (!hostsOverlap(serverHost, host)) continue;
      shared.add(hostSpecificity(host) >= hostSpecificity(serverHost) ? host : serverHost);
    }
  }
  return [...shared];
}

function admitsNamespace(written: string, namespace: string, gatewayNamespace: string): boolean {
  if (!written.includes('/')) return true;
  const wanted = written.slice(0, written.indexOf('/'));
  return wanted === '*' || wanted === namespace || (wanted === '.' && namespace === gatewayNamespace);
}

function layer4Route(
  context: RouteContext,
  serving: readonly SelectedServer[],
  host: string,
  steps: readonly RouteStep[],
): RouteOutcome {
  const protocol = context.request.scheme === 'tcp' ? 'tcp' : 'tls';
  for (const domain of boundDomains(context, serving)) {
    if (protocol === 'tls' && !hostCovers(domain.host, host)) continue;
    const own = throughGateway(context, domain);
    const index = firstL4Rule(own, protocol, domain.virtualService);
    const applied = index === null ? null : applyL4Rule(own, protocol, domain.virtualService, index, steps);
    if (applied !== null && applied.outcome !== null) return applied.outcome;
  }
  return notServed(
    `No ${protocol.toUpperCase()} rule bound to this gateway takes the connection.`,
    serving,
    steps,
  );
}

function httpsRedirect(context: RouteContext, selected: SelectedServer): RouteOutcome {
  const location = redirectLocation(context, { path: null, authority: null, port: null, scheme: 'https' });
  const step: RouteStep = {
    text: `Gateway ${selected.gateway.name} redirects plain HTTP to HTTPS.`,
    taken: true,
    object: selected.gateway.id,
    path: ['spec', 'servers', selected.serverIndex, 'tls', 'httpsRedirect'],
  };
  return { kind: 'redirect', httpStatus: 301, location, matched: null, steps: [step] };
}

function serverStep(context: RouteContext, serving: readonly SelectedServer[]): RouteStep {
  const names = [...new Set(serving.map((selected) => selected.gateway.name))].join(', ');
  const first = serving[0];
  return {
    text: `Gateway ${names} serves ${requestHost(context.request.host)} on port ${context.request.port}.`,
    taken: true,
    object: first?.gateway.id ?? null,
    path: ['spec', 'servers', first?.serverIndex ?? 0],
  };
}

function domainStep(domain: Domain): RouteStep {
  const { virtualService } = domain;
  return {
    text: `VirtualService ${virtualService.name} in ${virtualService.namespace} speaks for ${domain.host} at this gateway.`,
    taken: true,
    object: virtualService.id,
    path: ['spec', 'hosts'],
  };
}

function notServed(
  because: string,
  servers: readonly SelectedServer[],
  before: readonly RouteStep[],
): RouteOutcome {
  const object = servers[0]?.gateway.id ?? null;
  const steps = [...before, { text: because, taken: false, object, path: [] }];
  return { kind: 'not-found', httpStatus: 404, because, matched: null, steps };
}
