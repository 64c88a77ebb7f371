/**
 * TCP and TLS rules of VirtualServices, and TCPRoutes and TLSRoutes: the first whose SNI, port, addresses and source
 * conditions hold. Source: istio/istio pilot/pkg/networking/core/tls.go.
 */
import { inAddressBlock } from './address-block';
import { weightedBackends } from './backend';
import { claimants, named } from './claim';
import {
  defaultRetries,
  forwarded,
  NO_FAULT,
  NO_HEADERS,
  NO_REWRITE,
  type RouteContext,
  stepsOf,
  weightedDestinations,
} from './forward';
import { hostCovers } from './host-names';
import type { MatchedRoute, RouteDestination, RouteOutcome, SpokenProtocol } from './outcome';
import type { GatewayRoute } from './read/http-route';
import type { MeshService } from './read/service';
import type { L4Route, VirtualService } from './read/virtual-service';
import { gatewayName, labelsInclude } from './source-filter';

export type L4Protocol = 'tcp' | 'tls';

/** Asks every VirtualService that speaks for `host`, in order; null when no rule takes the connection. */
export function applyL4Rules(
  context: RouteContext,
  protocol: L4Protocol,
  host: string,
  service: MeshService,
): RouteOutcome | null {
  for (const virtualService of claimants(context, host)) {
    const index = firstL4Rule(context, protocol, virtualService, service);
    if (index !== null) return applyL4Rule(context, protocol, virtualService, index);
    if (virtualService[protocol].length > 0) {
      const text = `No ${protocol.toUpperCase()} rule of ${named(virtualService)} takes the connection.`;
      context.reasons?.skipped(text, virtualService.id, ['spec', protocol]);
    }
  }
  return null;
}

/** Index of the first rule of one VirtualService that takes the connection; null when none does. */
export function firstL4Rule(
  context: RouteContext,
  protocol: L4Protocol,
  virtualService: VirtualService,
  service: MeshService | null,
): number | null {
  const holds = (match: L4Route['match'][number]) =>
    concerns(match, context, virtualService.namespace) &&
    (match.sniHosts.length === 0 ||
      match.sniHosts.some((pattern) => hostCovers(pattern, context.facts.sni))) &&
    addressed(match.destinationSubnets, context, service);
  const index = virtualService[protocol].findIndex(
    // A TLS rule without a match never takes anything; a TCP rule without one takes everything.
    (rule) => (rule.match.length === 0 ? protocol === 'tcp' : rule.match.some(holds)),
  );
  return index < 0 ? null : index;
}

/** Unlike for HTTP, gateways, labels and namespace must all hold. */
function concerns(match: L4Route['match'][number], context: RouteContext, namespace: string): boolean {
  const { proxy, facts } = context;
  if (match.port !== null && match.port !== facts.port) return false;
  const gateways = match.gateways.map((name) => gatewayName(name, namespace));
  return (
    (gateways.length === 0 || gateways.includes(proxy.gateway)) &&
    labelsInclude(proxy.labels, match.sourceLabels) &&
    (match.sourceNamespace === null || match.sourceNamespace === proxy.namespace)
  );
}

function addressed(subnets: readonly string[], context: RouteContext, service: MeshService | null): boolean {
  if (subnets.length === 0) return true;
  const address = context.request.destinationIp ?? service?.addresses[0];
  return address !== undefined && subnets.some((subnet) => inAddressBlock(subnet, address));
}

export function applyL4Rule(
  context: RouteContext,
  protocol: L4Protocol,
  virtualService: VirtualService,
  routeIndex: number,
): RouteOutcome | null {
  const rule = virtualService[protocol][routeIndex];
  if (rule === undefined) return null;
  const name = `${protocol === 'tcp' ? 'TCP' : 'TLS'} rule ${routeIndex + 1} of ${named(virtualService)}`;
  context.reasons?.chosen(`${name} takes the connection.`, virtualService.id, ['spec', protocol, routeIndex]);
  const matched: MatchedRoute = {
    object: virtualService.id,
    protocol,
    routeIndex,
    routeName: null,
    matchIndex: null,
  };
  const destinations = weightedDestinations(context, rule.route, virtualService.namespace);
  return plainForward(context, protocol, destinations, matched);
}

/** TCPRoutes, TLSRoutes and UDPRoutes: the oldest has the word, and of its rules the first. */
export function applyL4Route(
  context: RouteContext,
  protocol: L4Protocol | 'udp',
  routes: readonly GatewayRoute[],
): RouteOutcome | null {
  const route = routes.find((candidate) => candidate.rules.length > 0);
  const rule = route?.rules[0];
  if (route === undefined || rule === undefined) return null;
  context.reasons?.chosen(`${route.id.kind} ${route.name} takes the connection.`, route.id, [
    'spec',
    'rules',
    0,
  ]);
  const matched: MatchedRoute = {
    object: route.id,
    protocol,
    routeIndex: 0,
    routeName: rule.name,
    matchIndex: null,
  };
  return plainForward(context, protocol, weightedBackends(context, route, rule), matched);
}

/** Forwards without anything else: what a default route and layer 4 do. */
export function plainForward(
  context: RouteContext,
  protocol: SpokenProtocol,
  destinations: readonly RouteDestination[],
  matched: MatchedRoute | null,
): RouteOutcome {
  const none = { attempts: 0, perTryTimeoutSeconds: null, retryOn: [], isDefault: true };
  return forwarded(
    {
      protocol,
      destinations,
      fault: NO_FAULT,
      timeoutSeconds: null,
      retries: protocol === 'http' ? defaultRetries(context.view) : none,
      mirrors: [],
      rewrite: NO_REWRITE,
      headers: NO_HEADERS,
      cors: null,
      matched,
      steps: stepsOf(context),
    },
    503,
  );
}
