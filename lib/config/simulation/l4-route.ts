/**
 * TCP and TLS rules of VirtualServices, and TCPRoutes and TLSRoutes: the first whose SNI, port, addresses and source
 * conditions hold. Source: istio/istio pilot/pkg/networking/core/tls.go.
 */
import { inAddressBlock } from './address-block';
import { attachedL4, hasBackend, l4Destinations, rulesField } from './attached-l4';
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
} from './forward';
import { hostCovers, hostSpecificity } from './host-names';
import type { MatchedRoute, RouteDestination, RouteOutcome, SpokenProtocol } from './outcome';
import type { GatewayRoute } from './read/http-route';
import type { MeshService } from './read/service';
import type { L4Route, VirtualService } from './read/virtual-service';
import { gatewayName, labelsInclude } from './source-filter';
import { waypointL4Rule } from './waypoint-l4';

export type L4Protocol = 'tcp' | 'tls';

/** Asks every VirtualService and route that speaks for `host`; null when no rule takes the connection. */
export function applyL4Rules(
  context: RouteContext,
  protocol: L4Protocol,
  host: string,
  service: MeshService,
): RouteOutcome | null {
  if (context.waypointNamespaces !== null) {
    const taken = waypointL4Rule(context, service);
    return taken === null ? null : applyL4Rule(context, taken.kind, taken.virtualService, taken.routeIndex);
  }
  const speaking = claimants(context, host, attachedL4(context.view, protocol, service));
  if (protocol === 'tls') {
    const best = closestTlsRule(context, speaking, service);
    if (best !== null) return applyL4Rule(context, 'tls', best.virtualService, best.routeIndex);
  }
  for (const virtualService of speaking) {
    const index = protocol === 'tcp' ? firstL4Rule(context, 'tcp', virtualService, service) : null;
    if (index !== null) return applyL4Rule(context, protocol, virtualService, index);
    if (virtualService[protocol].length > 0) {
      const text = `No ${protocol.toUpperCase()} rule of ${named(virtualService)} takes the connection.`;
      context.reasons?.skipped(text, virtualService.id, ['spec', rulesField(protocol, virtualService)]);
    }
  }
  return null;
}

/**
 * The TLS rule whose chain Envoy takes: by the narrowest address block, then by the most exact name, and of equals the
 * first. Where a block holds the address, rules without one are not asked. As in Istio's tls.go the blocks of one match
 * also count for those after it that write none.
 */
function closestTlsRule(
  context: RouteContext,
  speaking: readonly VirtualService[],
  service: MeshService,
): { readonly virtualService: VirtualService; readonly routeIndex: number } | null {
  const { sni } = context.facts;
  let best: { readonly virtualService: VirtualService; readonly routeIndex: number } | null = null;
  let [bestBlock, bestName] = [-1, -1];
  let blocks: readonly string[] = [];
  for (const virtualService of speaking) {
    for (const [routeIndex, rule] of virtualService.tls.entries()) {
      for (const match of rule.match) {
        if (!concerns(match, context, virtualService.namespace)) continue;
        if (match.destinationSubnets.length > 0) blocks = match.destinationSubnets;
        const block = narrowest(blocks, context, service);
        const covering = match.sniHosts.filter((pattern) => hostCovers(pattern, sni));
        // Without a name it takes those that nothing else wants.
        const name = match.sniHosts.length === 0 ? 0 : Math.max(-1, ...covering.map(hostSpecificity));
        if (block === null || block < bestBlock || (block === bestBlock && name <= bestName)) continue;
        best = name < 0 ? null : { virtualService, routeIndex };
        [bestBlock, bestName] = [block, name];
      }
    }
  }
  return best;
}

/** Bits of the narrowest block that holds the address; 0 without blocks, null when none holds it. */
function narrowest(
  blocks: readonly string[],
  context: RouteContext,
  service: MeshService | null,
): number | null {
  if (blocks.length === 0) return 0;
  const holding = blocks.filter((block) => addressed([block], context, service));
  if (holding.length === 0) return null;
  return Math.max(...holding.map((block) => Number(block.split('/')[1] ?? (block.includes(':') ? 128 : 32))));
}

/** True when some TLS rule is for this client and port, whatever name it wants: the service then has no default route. */
export function hasTlsRuleFor(context: RouteContext, host: string, service: MeshService): boolean {
  const quiet = { ...context, reasons: undefined };
  const speaking = claimants(quiet, host, attachedL4(context.view, 'tls', service));
  return speaking.some((virtualService) =>
    virtualService.tls.some((rule) =>
      rule.match.some((match) => concerns(match, context, virtualService.namespace)),
    ),
  );
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
  const field = rulesField(protocol, virtualService);
  context.reasons?.chosen(`${name} takes the connection.`, virtualService.id, ['spec', field, routeIndex]);
  const matched: MatchedRoute = {
    object: virtualService.id,
    protocol,
    routeIndex,
    routeName: null,
    matchIndex: null,
  };
  const destinations = l4Destinations(context, protocol, virtualService, routeIndex);
  return plainForward(context, protocol, destinations, matched);
}

/** TCPRoutes, TLSRoutes and UDPRoutes at a gateway: the oldest has the word, and of its rules the first. */
export function applyL4Route(
  context: RouteContext,
  protocol: L4Protocol | 'udp',
  routes: readonly GatewayRoute[],
): RouteOutcome | null {
  const taking = routes
    .flatMap((route) => route.rules.map((rule, routeIndex) => ({ route, rule, routeIndex })))
    // Without a backend that gets anything a TLS rule takes nothing.
    .find(({ route, rule }) => route.id.kind !== 'TLSRoute' || hasBackend(rule));
  if (taking === undefined) return null;
  const { route, rule, routeIndex } = taking;
  const text = `${route.id.kind} ${route.name} takes the connection.`;
  context.reasons?.chosen(text, route.id, ['spec', 'rules', routeIndex]);
  const matched: MatchedRoute = {
    object: route.id,
    protocol,
    routeIndex,
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
