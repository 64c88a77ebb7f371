/** TCP and TLS rules of VirtualServices: the first whose SNI, port and source conditions hold. */
import { claimHost } from './claim';
import {
  defaultRetries,
  forwarded,
  NO_FAULT,
  NO_HEADERS,
  NO_REWRITE,
  type RouteContext,
  weightedDestinations,
} from './forward';
import { hostCovers, requestHost } from './host-names';
import type { MatchedRoute, RouteDestination, RouteOutcome, RouteStep } from './outcome';
import type { L4Route, VirtualService } from './read/virtual-service';
import { sourceMismatch } from './source-filter';

/** Applies the rules that speak for `host`; null when none does, with the steps that say why. */
export function applyL4Rules(
  context: RouteContext,
  protocol: 'tcp' | 'tls',
  host: string,
): { readonly outcome: RouteOutcome | null; readonly steps: readonly RouteStep[] } {
  const claim = claimHost(
    context.view,
    context.proxy,
    host,
    context.facts.port,
    (candidate) => candidate[protocol],
  );
  if (claim.virtualService === null) return { outcome: null, steps: claim.steps };
  const taken = firstL4Rule(context, protocol, claim.virtualService);
  if (taken === null) return { outcome: null, steps: claim.steps };
  return applyL4Rule(context, protocol, claim.virtualService, taken, claim.steps);
}

/** Index of the first rule of one VirtualService that takes the connection; null when none does. */
export function firstL4Rule(
  context: RouteContext,
  protocol: 'tcp' | 'tls',
  virtualService: VirtualService,
): number | null {
  const sni = requestHost(context.request.host);
  const holds = (match: L4Route['match'][number]) =>
    sourceMismatch(match, context.proxy, context.facts.port, virtualService.namespace) === null &&
    (match.sniHosts.length === 0 || match.sniHosts.some((pattern) => hostCovers(pattern, sni)));
  const index = virtualService[protocol].findIndex(
    (rule) => rule.match.length === 0 || rule.match.some(holds),
  );
  return index < 0 ? null : index;
}

export function applyL4Rule(
  context: RouteContext,
  protocol: 'tcp' | 'tls',
  virtualService: VirtualService,
  routeIndex: number,
  before: readonly RouteStep[],
): { readonly outcome: RouteOutcome | null; readonly steps: readonly RouteStep[] } {
  const rule = virtualService[protocol][routeIndex];
  if (rule === undefined) return { outcome: null, steps: before };
  const steps: readonly RouteStep[] = [
    ...before,
    {
      text: `${protocol === 'tcp' ? 'TCP' : 'TLS'} rule ${routeIndex + 1} takes the connection.`,
      taken: true,
      object: virtualService.id,
      path: ['spec', protocol, routeIndex],
    },
  ];
  const matched: MatchedRoute = {
    object: virtualService.id,
    protocol,
    routeIndex,
    routeName: null,
    matchIndex: null,
  };
  const destinations = weightedDestinations(context, rule.route, virtualService.namespace);
  return { outcome: plainForward(context, protocol, destinations, matched, steps), steps };
}

/** Forwards without anything else: what a default route and layer 4 do. */
export function plainForward(
  context: RouteContext,
  protocol: 'http' | 'tcp' | 'tls',
  destinations: readonly RouteDestination[],
  matched: MatchedRoute | null,
  steps: readonly RouteStep[],
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
      matched,
      steps,
    },
    503,
  );
}
