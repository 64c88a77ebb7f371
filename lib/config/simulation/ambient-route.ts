/**
 * A request of a client in ambient mode: ztunnel knows services and pods only; VirtualServices, routes and
 * DestinationRules count at the service's waypoint, where there is one.
 * Source: istio/istio pilot/pkg/networking/core/waypoint.go (getVirtualServiceForWaypoint).
 */
import { waypointOfService } from './access/waypoint-of';
import { resolveCluster } from './cluster';
import { NO_HEADERS, type RouteContext, stepsOf } from './forward';
import { requestHost } from './host-names';
import { plainForward } from './l4-route';
import { meshRoute } from './mesh-route';
import type { RouteOutcome } from './outcome';
import type { MeshService } from './read/service';
import { requestedService, servicePort } from './service-lookup';
import { openScope } from './sidecar-scope';

export function ambientRoute(context: RouteContext): RouteOutcome {
  const { view, request, proxy, reasons } = context;
  const service = requestedService(view, request.host, proxy.namespace);
  if (service === null || servicePort(service, request.port) === null) {
    reasons?.chosen(
      `${requestHost(request.host)} is no service on this port: ztunnel passes it on.`,
      service?.id ?? null,
    );
    return { kind: 'passthrough', matched: null, steps: stepsOf(context) };
  }
  const waypoint = waypointOfService(view, service);
  if (waypoint === null) return withoutWaypoint(context, service);
  reasons?.considered(
    `Waypoint ${waypoint.name} in ${waypoint.namespace} stands before ${service.host}.`,
    waypoint.id,
  );
  return meshRoute({
    ...context,
    // The waypoint reads the rules, as a proxy of its own namespace, which need not be the service's.
    proxy: { namespace: waypoint.namespace, labels: {}, locality: null, gateway: 'mesh' },
    scope: openScope(view),
    waypointNamespaces: [service.namespace, waypoint.namespace],
  });
}

function withoutWaypoint(context: RouteContext, service: MeshService): RouteOutcome {
  const text = `${service.host} has no waypoint, so ztunnel takes it to any of its pods; no rule applies.`;
  context.reasons?.chosen(text, service.id);
  const reference = { host: service.host, subset: null, port: context.facts.port };
  const cluster = resolveCluster({ ...context, takesDestinationRules: false }, reference);
  return plainForward(context, 'tcp', [{ ...cluster, share: 1, headers: NO_HEADERS }], null);
}
