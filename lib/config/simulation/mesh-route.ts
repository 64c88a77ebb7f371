/** A request inside the mesh: service or outside host, the VirtualService that claims it, routes, default route. */
import { claimHost, named, precedes, type RivalClaim } from './claim';
import { resolveCluster } from './cluster';
import { explainDelegates } from './delegates';
import { NO_HEADERS, type RouteContext, stepsOf } from './forward';
import { requestHost } from './host-names';
import { applyHttpRules } from './http-route-rules';
import { applyL4Rules, hasTlsRuleFor, plainForward } from './l4-route';
import type { RouteOutcome, SpokenProtocol } from './outcome';
import { listensForHttp, plainClaim, plainWildcardClaim } from './plain-host';
import type { MeshService, PortProtocol } from './read/service';
import type { VirtualService } from './read/virtual-service';
import { requestedService, servicePort } from './service-lookup';
import { attachedClaim, serviceRoutes } from './service-routes';
import { admitsService } from './sidecar-scope';
import { firstTaken, ruleEntries } from './virtual-service-rules';
import { waypointHttpRoute } from './waypoint-routes';

export function meshRoute(context: RouteContext): RouteOutcome {
  const { request } = context;
  if (request.scheme === 'udp') return pastTheProxy(context);
  const service = knownService(context, request.host);
  const port = service === null ? null : servicePort(service, request.port);
  if (service === null || port === null) return outsideRoute(context, service);
  const found =
    request.host === service.host
      ? `${service.host} is known, with port ${request.port}.`
      : `${request.host} is ${service.host}, port ${request.port}.`;
  context.reasons?.considered(found, service.id);
  const protocol = spokenProtocol(port.protocol, request.scheme);
  if (protocol === 'http') return httpRoute(context, service, port.protocol);
  // A wildcard host of a ServiceEntry stands for many; TLS rules may name one of them.
  const host = service.host.startsWith('*') ? requestHost(request.host) : service.host;
  const outcome = applyL4Rules(context, protocol, host, service);
  if (outcome !== null) return outcome;
  if (protocol === 'tls' && context.waypointNamespaces === null && hasTlsRuleFor(context, host, service)) {
    const text = `TLS rules speak for ${service.host} and none wants this name, so the connection counts as one to an unknown host.`;
    context.reasons?.considered(text, service.id);
    return leaveMesh(context);
  }
  return defaultRoute(context, service, protocol);
}

/** Datagrams are not led through the proxies of the mesh: no rule, only the Service itself says where they go. */
function pastTheProxy(context: RouteContext): RouteOutcome {
  const { view, request, proxy, reasons } = context;
  const service = requestedService(view, request.host, proxy.namespace);
  reasons?.chosen('The proxies of the mesh do not take UDP, so no rule counts.', service?.id ?? null);
  if (service === null) return { kind: 'passthrough', matched: null, steps: stepsOf(context) };
  const reference = { host: service.host, subset: null, port: request.port };
  const cluster = resolveCluster({ ...context, takesDestinationRules: false }, reference);
  return plainForward(context, 'udp', [{ ...cluster, share: 1, headers: NO_HEADERS }], null);
}

/** The service that the host means to this client, if it can one that has the port. */
function knownService(context: RouteContext, host: string): MeshService | null {
  const { view, proxy, scope, facts } = context;
  const isOpen = scope.listeners === null;
  const found = isOpen
    ? requestedService(view, host, proxy.namespace)
    : requestedService(view, host, proxy.namespace, (service) => admitsService(scope, service, facts.port));
  if (found !== null && servicePort(found, facts.port) === null) {
    const other = requestedService(
      view,
      host,
      proxy.namespace,
      (service) => servicePort(service, facts.port) !== null && admitsService(scope, service, facts.port),
    );
    return other ?? found;
  }
  const hidden =
    found === null && !isOpen && context.reasons !== undefined
      ? requestedService(view, host, proxy.namespace)
      : null;
  if (hidden !== null && scope.sidecar !== null) {
    const text = `${hidden.host} is not imported by Sidecar ${scope.sidecar.name}.`;
    context.reasons?.skipped(text, scope.sidecar.id, ['spec', 'egress']);
  }
  return found;
}

function httpRoute(context: RouteContext, service: MeshService, declared: PortProtocol): RouteOutcome {
  const { view, proxy, facts } = context;
  if (context.waypointNamespaces !== null)
    return waypointHttpRoute(context, service) ?? defaultRoute(context, service, 'http');
  const routes = serviceRoutes(view, service, proxy.namespace, facts.port);
  const rival = attachedClaim(routes, service, proxy.namespace);
  const literal = literalClaim(context, service, declared, rival);
  if (literal !== null) return claimed(context, literal);
  const claim = claimHost(context, service.host, rival);
  if (claim !== null) return claimed(context, claim);
  if (routes.length === 0) return defaultRoute(context, service, 'http');
  return applyHttpRules(context, routes);
}

/**
 * A VirtualService that writes the host just as the request does (`reviews.shop`, an address): Istio takes such a host
 * literally, and it comes before the short names of the service where the VirtualService is not later than the
 * service's own.
 */
function literalClaim(
  context: RouteContext,
  service: MeshService,
  declared: PortProtocol,
  rival: RivalClaim | null,
): VirtualService | null {
  const host = requestHost(context.request.host);
  if (host === service.host || declared !== 'http') return null;
  const literal = plainClaim(context, host)?.virtualService ?? null;
  if (literal === null) return null;
  if (!service.host.startsWith('*')) {
    const owner = claimHost({ ...context, reasons: undefined }, service.host, rival);
    if (owner === null ? rival !== null : !precedes(context, literal, owner)) return null;
  }
  context.reasons?.chosen(`${named(literal)} has the host ${host} as it is written.`, literal.id, [
    'spec',
    'hosts',
  ]);
  return literal;
}

function claimed(context: RouteContext, claim: VirtualService): RouteOutcome {
  return (
    firstTaken(context, ruleEntries(context, claim)) ??
    notFound(context, `No rule of ${named(claim)} takes the request.`)
  );
}

export function notFound(context: RouteContext, because: string): RouteOutcome {
  return { kind: 'not-found', httpStatus: 404, because, matched: null, steps: stepsOf(context) };
}

/** What the proxy treats the connection as. A port that declares nothing is sniffed. */
export function spokenProtocol(
  declared: PortProtocol,
  scheme: RouteContext['request']['scheme'],
): 'http' | 'tcp' | 'tls' {
  if (declared === 'http' || declared === 'tcp' || declared === 'tls') return declared;
  if (scheme === 'http') return 'http';
  return scheme === 'tcp' ? 'tcp' : 'tls';
}

export function defaultRoute(
  context: RouteContext,
  service: MeshService,
  protocol: SpokenProtocol,
): RouteOutcome {
  context.reasons?.chosen('No rule speaks for it, so it goes to every pod of the service.', service.id);
  const cluster = resolveCluster(context, { host: service.host, subset: null, port: context.facts.port });
  return plainForward(context, protocol, [{ ...cluster, share: 1, headers: NO_HEADERS }], null);
}

/** The host is no service on this port: a VirtualService may still name it, else it leaves the mesh or is stopped. */
function outsideRoute(context: RouteContext, service: MeshService | null): RouteOutcome {
  const { request, proxy, reasons } = context;
  const host = requestHost(request.host);
  reasons?.considered(
    service === null
      ? `No service or ServiceEntry that clients in ${proxy.namespace} know has the host ${host}.`
      : `${service.host} has no port ${request.port}.`,
    service?.id ?? null,
  );
  if (request.scheme === 'http') {
    const taken = outsideClaim(context, host);
    if (taken !== null) return claimed(context, taken);
  }
  return leaveMesh(context);
}

/** What the outbound policy does with what no rule and no service takes. */
function leaveMesh(context: RouteContext): RouteOutcome {
  const { reasons, scope } = context;
  const proxied = egressProxied(context);
  if (proxied !== null) return proxied;
  const steps = stepsOf(context);
  if (scope.outboundPolicy === 'ALLOW_ANY') {
    reasons?.chosen('Hosts that are not known may be called (ALLOW_ANY).', scope.sidecar?.id ?? null);
    return { kind: 'passthrough', matched: null, steps };
  }
  const place = scope.sidecar?.outboundPolicy === 'REGISTRY_ONLY' ? scope.sidecar.id : null;
  reasons?.chosen('Only known hosts may be called (REGISTRY_ONLY).', place, [
    'spec',
    'outboundTrafficPolicy',
    'mode',
  ]);
  return { kind: 'blackhole', httpStatus: 502, matched: null, steps };
}

/** A Sidecar may send what is not known to a proxy of the mesh in place of the host (httproute.go, catch-all). */
function egressProxied(context: RouteContext): RouteOutcome | null {
  const { sidecar } = context.scope;
  if (sidecar?.outboundPolicy !== 'ALLOW_ANY' || sidecar.egressProxy === null) return null;
  const { host, subset, port } = sidecar.egressProxy;
  const text = `Hosts that are not known are sent to ${host} by Sidecar ${sidecar.name}.`;
  context.reasons?.chosen(text, sidecar.id, ['spec', 'outboundTrafficPolicy', 'egressProxy']);
  const { scheme } = context.request;
  const protocol = scheme === 'http' ? 'http' : scheme === 'tcp' ? 'tcp' : 'tls';
  const cluster = resolveCluster(context, { host: host.toLowerCase(), subset, port });
  return plainForward(context, protocol, [{ ...cluster, share: 1, headers: NO_HEADERS }], null);
}

/** A VirtualService for a host that is no service here. */
function outsideClaim(context: RouteContext, host: string): VirtualService | null {
  const { reasons, facts } = context;
  if (!listensForHttp(context)) {
    const text = `The client knows no HTTP service on port ${facts.port}, so its proxy does not read HTTP there.`;
    reasons?.considered(text, null);
    return null;
  }
  const claim = plainClaim(context, host) ?? plainWildcardClaim(context, host);
  if (claim === null) return null;
  const { virtualService } = claim;
  reasons?.chosen(`${named(virtualService)} speaks for ${host}.`, virtualService.id, ['spec', 'hosts']);
  explainDelegates(context.view, virtualService, reasons);
  return virtualService;
}
