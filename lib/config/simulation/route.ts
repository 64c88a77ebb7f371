/**
 * Where a request goes: the rules of Istio and of the Gateway API applied to one request as a proxy would
 * apply them. Pure; the demo mesh and the console's checks share it.
 */
import { ambientRoute } from './ambient-route';
import type { RouteContext } from './forward';
import { kubernetesGatewayRoute } from './gateway-listeners';
import { istioGatewayRoute } from './gateway-servers';
import { clientLocality } from './locality-shares';
import { meshRoute, notFound } from './mesh-route';
import type { MeshView } from './mesh-view';
import { normalizedPath } from './normalized-path';
import type { RouteOutcome } from './outcome';
import { Reasons } from './reasons';
import type { SimulatedClient, SimulatedRequest } from './request';
import { requestFacts } from './request-facts';
import { openScope, sidecarScope } from './sidecar-scope';

/**
 * Follows a request from the client's proxy (a sidecar, its ztunnel, or the gateway it enters through) to its
 * destinations. Without steps, for many requests at once. A client without a proxy is bound by none of these rules;
 * do not ask for it.
 */
export function simulateRoute(view: MeshView, request: SimulatedRequest): RouteOutcome {
  return route(view, request, undefined);
}

/** The same with the reasoning in `steps`. */
export function explainRoute(view: MeshView, request: SimulatedRequest): RouteOutcome {
  return route(view, request, new Reasons());
}

function route(view: MeshView, asked: SimulatedRequest, reasons: Reasons | undefined): RouteOutcome {
  const request = asRead(view, asked, reasons);
  const { client } = request;
  const labels = proxyLabels(view, client);
  const isSidecar = client.gateway === null && client.plane !== 'ambient';
  const context: RouteContext = {
    view,
    request,
    facts: requestFacts(request),
    proxy: {
      namespace: client.namespace,
      labels,
      locality: clientLocality(view, { ...client, labels }),
      gateway: 'mesh',
    },
    scope: isSidecar ? sidecarScope(view, client.namespace, labels) : openScope(view),
    waypointNamespaces: null,
    takesDestinationRules: true,
    reasons,
  };
  if (client.gateway === null) return isSidecar ? meshRoute(context) : ambientRoute(context);
  return (
    istioGatewayRoute(context) ??
    kubernetesGatewayRoute(context) ??
    notFound(context, `No Gateway listens on port ${request.port} of ${client.gateway}.`)
  );
}

/** The first proxy puts the path in order; the next ones find it so. */
function asRead(view: MeshView, request: SimulatedRequest, reasons: Reasons | undefined): SimulatedRequest {
  const { pathNormalization } = view.settings;
  const path = normalizedPath(request.path, pathNormalization);
  if (path === request.path) return request;
  reasons?.considered(`The proxy reads the path as ${path} (pathNormalization ${pathNormalization}).`, null);
  return { ...request, path };
}

function proxyLabels(view: MeshView, client: SimulatedClient): Readonly<Record<string, string>> {
  if (client.gateway === null || Object.keys(client.labels).length > 0) return client.labels;
  const workloads = view.workloadsByNamespace.get(client.namespace) ?? [];
  return workloads.find((workload) => workload.name === client.gateway)?.labels ?? {};
}
