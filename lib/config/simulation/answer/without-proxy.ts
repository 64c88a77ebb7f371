/**
 * A request of a client without a proxy: no rule of the mesh holds on its way; Kubernetes takes it to any pod of the
 * service, and only the server's own proxy has a say.
 */
import { resolveCluster } from '@/lib/config/simulation/cluster';
import { NO_HEADERS, type RouteContext } from '@/lib/config/simulation/forward';
import { requestHost } from '@/lib/config/simulation/host-names';
import { plainForward } from '@/lib/config/simulation/l4-route';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { RouteOutcome } from '@/lib/config/simulation/outcome';
import type { MeshService } from '@/lib/config/simulation/read/service';
import { type ReasonStep, Reasons } from '@/lib/config/simulation/reasons';
import type { SimulatedRequest } from '@/lib/config/simulation/request';
import { requestFacts } from '@/lib/config/simulation/request-facts';
import { fullNames, servicePort } from '@/lib/config/simulation/service-lookup';
import { openScope } from '@/lib/config/simulation/sidecar-scope';

export interface UnknownHost {
  readonly kind: 'unknown-host';
  readonly because: string;
  readonly steps: readonly ReasonStep[];
}

/** Services by name or address, whoever they are exported to: `exportTo` binds proxies only. */
export function kubernetesService(view: MeshView, host: string, namespace: string): MeshService | null {
  const wanted = requestHost(host);
  const isService = ({ origin }: MeshService) => origin === 'kubernetes';
  for (const name of fullNames(wanted, namespace, view.settings.clusterDomain)) {
    const found = view.servicesByHost.get(name)?.find(isService);
    if (found !== undefined) return found;
  }
  return view.services.find((service) => isService(service) && service.addresses.includes(wanted)) ?? null;
}

export function routeWithoutProxy(view: MeshView, request: SimulatedRequest): RouteOutcome | UnknownHost {
  const reasons = new Reasons();
  const service = kubernetesService(view, request.host, request.client.namespace);
  reasons.considered('The client has no proxy, so no rule of the mesh holds on its way.', null);
  if (service === null || servicePort(service, request.port) === null) {
    const because =
      service === null
        ? `No Service of the cluster has the name ${requestHost(request.host)}; what its DNS says is not known here.`
        : `${service.host} has no port ${request.port}.`;
    reasons.skipped(because, service?.id ?? null);
    return { kind: 'unknown-host', because, steps: reasons.steps };
  }
  reasons.chosen(`Kubernetes takes it to any pod of ${service.host}.`, service.id);
  const context: RouteContext = {
    view,
    request,
    facts: requestFacts(request),
    // Seen from beside the service everything is exported.
    proxy: { namespace: service.namespace, labels: {}, locality: null, gateway: 'mesh' },
    scope: openScope(view),
    waypointNamespaces: null,
    takesDestinationRules: false,
    reasons,
  };
  const cluster = resolveCluster(context, { host: service.host, subset: null, port: request.port });
  return plainForward(context, 'tcp', [{ ...cluster, share: 1, headers: NO_HEADERS }], null);
}
