/** A request that a sidecar sends: service or outside host, the VirtualService that claims it, default route. */
import { claimHost } from './claim';
import { resolveCluster } from './cluster';
import { NO_HEADERS, type RouteContext } from './forward';
import { requestHost } from './host-names';
import { applyHttpRules, serviceRoutes } from './http-route-rules';
import { applyL4Rules, plainForward } from './l4-route';
import type { RouteOutcome, RouteStep } from './outcome';
import type { MeshService, PortProtocol } from './read/service';
import { requestedService, servicePort } from './service-lookup';
import { firstTaken, ruleEntries } from './virtual-service-rules';

/** Port on which Istio puts hosts that are no services (https://istio.io/latest/docs/ops/common-problems). */
const PLAIN_HTTP_PORT = 80;

export function meshRoute(context: RouteContext): RouteOutcome {
  const { view, request, proxy } = context;
  const service = requestedService(view, request.host, proxy.namespace);
  const port = service === null ? null : servicePort(service, request.port);
  if (service === null || port === null) {
    return outsideRoute(context, service);
  }
  const known: RouteStep = {
    text: `${request.host} is ${service.host}, port ${request.port}.`,
    taken: true,
    object: service.id,
    path: [],
  };
  const protocol = spokenProtocol(port.protocol, request.scheme);
  // A wildcard host of a ServiceEntry stands for many; VirtualServices may name one of them.
  const host = service.host.startsWith('*') ? requestHost(request.host) : service.host;
  if (protocol !== 'http') {
    const { outcome, steps } = applyL4Rules(context, protocol, host);
    if (outcome !== null) return { ...outcome, steps: [known, ...outcome.steps] };
    return defaultRoute(context, service, protocol, [known, ...steps]);
  }
  return httpRoute(context, service, host, known);
}

function httpRoute(
  context: RouteContext,
  service: MeshService,
  host: string,
  known: RouteStep,
): RouteOutcome {
  const claim = claimHost(
    context.view,
    context.proxy,
    host,
    context.facts.port,
    (candidate) => candidate.http,
  );
  const before = [known, ...claim.steps];
  if (claim.virtualService === null) {
    const routes = serviceRoutes(context.view, service, context.proxy.namespace, context.facts.port);
    return routes.length > 0
      ? applyHttpRules(context, routes, before)
      : defaultRoute(context, service, 'http', before);
  }
  const { outcome, steps } = firstTaken(context, ruleEntries(context, claim.virtualService), before);
  return (
    outcome ?? notFound(`No rule of VirtualService ${claim.virtualService.name} takes the request.`, steps)
  );
}

export function notFound(because: string, steps: readonly RouteStep[]): RouteOutcome {
  return { kind: 'not-found', httpStatus: 404, because, matched: null, steps };
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

function defaultRoute(
  context: RouteContext,
  service: MeshService,
  protocol: 'http' | 'tcp' | 'tls',
  before: readonly RouteStep[],
): RouteOutcome {
  const reference = { host: service.host, subset: null, port: context.facts.port };
  const cluster = resolveCluster(context.view, context.proxy, reference, context.facts.port);
  const steps = [
    ...before,
    {
      text: 'No rule speaks for it, so it goes to every pod of the service.',
      taken: true,
      object: service.id,
      path: [],
    },
  ];
  return plainForward(context, protocol, [{ ...cluster, share: 1, headers: NO_HEADERS }], null, steps);
}

/** The host is no service on this port: a VirtualService may still name it, else it leaves the mesh or is stopped. */
function outsideRoute(context: RouteContext, service: MeshService | null): RouteOutcome {
  const { view, request, proxy } = context;
  const host = requestHost(request.host);
  const unknown: RouteStep = {
    text:
      service === null
        ? `No service or ServiceEntry visible in ${proxy.namespace} has the host ${host}.`
        : `${service.host} has no port ${request.port}.`,
    taken: false,
    object: service?.id ?? null,
    path: [],
  };
  if (service === null && request.scheme === 'http') {
    const claim = claimHost(view, proxy, host, request.port, (candidate) => candidate.http);
    const { virtualService } = claim;
    if (
      virtualService !== null &&
      (request.port === PLAIN_HTTP_PORT || alsoServesPort(context, virtualService.hosts))
    ) {
      const taken = firstTaken(context, ruleEntries(context, virtualService), [unknown, ...claim.steps]);
      return (
        taken.outcome ??
        notFound(`No rule of VirtualService ${virtualService.name} takes the request.`, taken.steps)
      );
    }
  }
  return view.settings.outboundPolicy === 'ALLOW_ANY'
    ? { kind: 'passthrough', matched: null, steps: [unknown] }
    : { kind: 'blackhole', httpStatus: 502, matched: null, steps: [unknown] };
}

/** Hosts that are no services are served beside a service of the same VirtualService, on its ports. */
function alsoServesPort(context: RouteContext, hosts: readonly string[]): boolean {
  return hosts.some((host) => {
    const service = requestedService(context.view, host, context.proxy.namespace);
    return service !== null && servicePort(service, context.request.port) !== null;
  });
}
