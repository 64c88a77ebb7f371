/**
 * Where a request goes: the rules of Istio and of the Gateway API applied to one request as a proxy would
 * apply them. Pure; the demo mesh and the console's checks share it.
 */
import type { RouteContext } from './forward';
import { kubernetesGatewayRoute } from './gateway-listeners';
import { istioGatewayRoute } from './gateway-servers';
import { meshRoute, notFound } from './mesh-route';
import type { MeshView } from './mesh-view';
import type { RouteOutcome } from './outcome';
import type { SimulatedClient, SimulatedRequest } from './request';
import { requestFacts } from './request-facts';

/**
 * Follows a request from the client's proxy (a sidecar, or the gateway it enters through) to its destinations.
 * A client without a proxy is bound by none of these rules; do not ask for it.
 */
export function simulateRoute(view: MeshView, request: SimulatedRequest): RouteOutcome {
  const { client } = request;
  const context: RouteContext = {
    view,
    request,
    facts: requestFacts(request),
    proxy: { namespace: client.namespace, labels: proxyLabels(view, client), gateway: 'mesh' },
  };
  if (client.gateway === null) return meshRoute(context);
  return (
    istioGatewayRoute(context) ??
    kubernetesGatewayRoute(context) ??
    notFound(`No Gateway listens on port ${request.port} of ${client.gateway}.`, [])
  );
}

function proxyLabels(view: MeshView, client: SimulatedClient): Readonly<Record<string, string>> {
  if (client.gateway === null || Object.keys(client.labels).length > 0) return client.labels;
  const workloads = view.workloadsByNamespace.get(client.namespace) ?? [];
  return workloads.find((workload) => workload.name === client.gateway)?.labels ?? {};
}
