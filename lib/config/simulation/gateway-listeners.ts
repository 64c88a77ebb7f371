/**
 * A request that enters through a Gateway of the Gateway API: the most specific listener, then the routes
 * attached to it that name the host most specifically.
 */
import type { RouteContext } from './forward';
import { hostCovers, hostSpecificity, hostsOverlap, mostSpecific, requestHost } from './host-names';
import { applyHttpRules } from './http-route-rules';
import type { RouteOutcome, RouteStep } from './outcome';
import type { GatewayListener, KubernetesGateway } from './read/gateway';
import type { GatewayRoute } from './read/http-route';
import { labelsInclude } from './source-filter';

/** Label that Istio puts on the proxy it deploys for a Gateway. */
const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

interface Attached {
  readonly gateway: KubernetesGateway;
  readonly listener: GatewayListener;
}

/** Null when no Gateway of the Gateway API listens at this proxy on this port. */
export function kubernetesGatewayRoute(context: RouteContext): RouteOutcome | null {
  const host = requestHost(context.request.host);
  const listeners = context.view.kubernetesGateways
    .filter((gateway) => runsOn(gateway, context))
    .flatMap((gateway) => gateway.listeners.map((listener) => ({ gateway, listener })))
    .filter(({ listener }) => listener.port === context.request.port);
  if (listeners.length === 0) return null;
  const chosen = mostSpecific(listeners, ({ listener }) => listener.hostname ?? '*', host);
  if (chosen === null) {
    return notFound(
      `No listener on port ${context.request.port} has a hostname that covers ${host}.`,
      [],
      listeners[0],
    );
  }
  const routes = attachedRoutes(context, chosen, host);
  const step: RouteStep = {
    text: `Listener ${chosen.listener.name} of Gateway ${chosen.gateway.name} takes ${host}.`,
    taken: true,
    object: chosen.gateway.id,
    path: ['spec', 'listeners', chosen.gateway.listeners.indexOf(chosen.listener)],
  };
  return routes.length === 0
    ? notFound(`No HTTPRoute attached to Gateway ${chosen.gateway.name} speaks for ${host}.`, [step], chosen)
    : applyHttpRules(context, routes, [step]);
}

function runsOn(gateway: KubernetesGateway, context: RouteContext): boolean {
  const { gateway: proxyName } = context.request.client;
  return (
    gateway.namespace === context.proxy.namespace &&
    (context.proxy.labels[GATEWAY_NAME_LABEL] === gateway.name ||
      proxyName === gateway.name ||
      proxyName === `${gateway.name}-${gateway.className}`)
  );
}

function attachedRoutes(context: RouteContext, chosen: Attached, host: string): readonly GatewayRoute[] {
  const attached = context.view.httpRoutes.filter(
    (route) =>
      route.parents.some(
        (parent) =>
          parent.kind === 'Gateway' &&
          parent.namespace === chosen.gateway.namespace &&
          parent.name === chosen.gateway.name &&
          (parent.sectionName === null || parent.sectionName === chosen.listener.name) &&
          (parent.port === null || parent.port === chosen.listener.port),
      ) && isAllowed(context, chosen, route.namespace),
  );
  const ranked = attached
    .map((route) => ({ route, rank: hostRank(route, chosen.listener, host) }))
    .filter(({ rank }) => rank >= 0);
  const best = Math.max(...ranked.map(({ rank }) => rank));
  return ranked.filter(({ rank }) => rank === best).map(({ route }) => route);
}

function isAllowed(context: RouteContext, { gateway, listener }: Attached, namespace: string): boolean {
  if (listener.allowedNamespaces === 'All') return true;
  if (listener.allowedNamespaces === 'Same') return namespace === gateway.namespace;
  return labelsInclude(context.view.namespaceLabels.get(namespace) ?? {}, listener.namespaceSelector);
}

/** How specifically a route names the host; 0 without hostnames, -1 when it does not. */
function hostRank(route: GatewayRoute, listener: GatewayListener, host: string): number {
  if (route.hostnames.length === 0) return 0;
  const ranks = route.hostnames
    .filter((hostname) => hostsOverlap(hostname, listener.hostname ?? '*') && hostCovers(hostname, host))
    .map(hostSpecificity);
  return Math.max(-1, ...ranks);
}

function notFound(because: string, before: readonly RouteStep[], at: Attached | undefined): RouteOutcome {
  const steps = [...before, { text: because, taken: false, object: at?.gateway.id ?? null, path: [] }];
  return { kind: 'not-found', httpStatus: 404, because, matched: null, steps };
}
