/**
 * TCP and TLS at a waypoint: one chain a port, which looks neither at the name of the handshake nor at addresses, and does
 * not know its clients. Every TLS rule that names the service alone is asked before any TCP rule, whatever the port
 * speaks. Source: istio/istio pilot/pkg/networking/core/listener_waypoint.go (getWaypointTCPRoutes).
 */
import { attachedL4 } from './attached-l4';
import { claimants } from './claim';
import type { RouteContext } from './forward';
import type { MeshService } from './read/service';
import type { L4Route, VirtualService } from './read/virtual-service';
import { gatewayName } from './source-filter';

export interface ChosenL4Rule {
  readonly kind: 'tcp' | 'tls';
  readonly virtualService: VirtualService;
  readonly routeIndex: number;
}

/** Null where no rule takes connections to this port of the service. */
export function waypointL4Rule(context: RouteContext, service: MeshService): ChosenL4Rule | null {
  for (const kind of ['tls', 'tcp'] as const) {
    for (const virtualService of claimants(context, service.host, attachedL4(context.view, kind, service))) {
      const routeIndex = virtualService[kind].findIndex(
        ({ match }) =>
          match.length === 0 ||
          match.some(
            (one) => (kind === 'tcp' || namesAlone(one, service)) && concerns(one, context, virtualService),
          ),
      );
      if (routeIndex >= 0) return { kind, virtualService, routeIndex };
    }
  }
  return null;
}

function namesAlone({ sniHosts }: L4Route['match'][number], { host }: MeshService): boolean {
  return sniHosts.length === 1 && sniHosts[0] === host;
}

/** What asks for labels or the namespace of a client is for nobody here. */
function concerns(
  { port, gateways, sourceLabels, sourceNamespace }: L4Route['match'][number],
  { facts }: RouteContext,
  { namespace }: VirtualService,
): boolean {
  return (
    (port === null || port === facts.port) &&
    (gateways.length === 0 || gateways.some((name) => gatewayName(name, namespace) === 'mesh')) &&
    Object.keys(sourceLabels).length === 0 &&
    sourceNamespace === null
  );
}
