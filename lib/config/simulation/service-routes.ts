/**
 * HTTPRoutes and GRPCRoutes that are attached to a Service inside the mesh.
 * https://gateway-api.sigs.k8s.io/mesh/mesh-overview/: a route in the service's namespace (producer) is for everyone,
 * one elsewhere (consumer) only for clients of its own namespace, which it then serves alone.
 */
import type { RivalClaim } from './claim';
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import type { GatewayRoute } from './read/http-route';
import type { MeshService } from './read/service';

type ByService = ReadonlyMap<string, readonly GatewayRoute[]>;

const attached = perView((view): ByService => byService(view.httpRoutes));

function byService(routes: readonly GatewayRoute[]): ByService {
  const found = new Map<string, GatewayRoute[]>();
  for (const route of routes) {
    const keys = route.parents
      .filter(({ kind }) => kind === 'Service' || kind === 'ServiceEntry')
      .map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`);
    for (const key of new Set(keys)) {
      const own = found.get(key);
      if (own === undefined) found.set(key, [route]);
      else own.push(route);
    }
  }
  return found;
}

type RouteSets = readonly (readonly GatewayRoute[])[];

const lists = perView(() => new Map<string, RouteSets>());

/** Those that act for a client; the same list for the same question, so that what is derived from it can be kept. */
export function serviceRoutes(
  view: MeshView,
  service: MeshService,
  clientNamespace: string,
  port: number,
): readonly GatewayRoute[] {
  return routeSets(view, service, clientNamespace, port)[0] ?? NONE;
}

function routeSets(view: MeshView, service: MeshService, clientNamespace: string, port: number): RouteSets {
  // Istio asks HTTPRoutes and GRPCRoutes together (controller.go, `httpAndGrpcVS`).
  const consumer = routeSetsOf(view, service, clientNamespace, port);
  return consumer.length > 0 ? consumer : routeSetsOf(view, service, service.namespace, port);
}

/**
 * Of the routes that stand in one namespace. Those that name the port and those that name none are two sets to Istio,
 * the one with the oldest first; for sidecars that one alone speaks for a host.
 */
export function routeSetsOf(
  view: MeshView,
  service: MeshService,
  namespace: string,
  port: number,
): RouteSets {
  const parentKind = service.origin === 'kubernetes' ? 'Service' : 'ServiceEntry';
  const key = `${parentKind}/${service.namespace}/${service.name}`;
  const routes = attached(view).get(key);
  if (routes === undefined) return NO_SETS;
  const listKey = `${key}|${namespace}|${port}`;
  let sets = lists(view).get(listKey);
  if (sets === undefined) {
    sets = byPort(
      routes.filter((route) => route.namespace === namespace),
      parentKind,
      service,
      port,
    );
    lists(view).set(listKey, sets);
  }
  return sets;
}

const NONE: readonly GatewayRoute[] = [];
const NO_SETS: RouteSets = [];

function byPort(
  routes: readonly GatewayRoute[],
  parentKind: string,
  service: MeshService,
  port: number,
): RouteSets {
  const names = (route: GatewayRoute, named: number | null) =>
    route.parents.some(
      (parent) =>
        parent.kind === parentKind &&
        parent.name === service.name &&
        parent.namespace === service.namespace &&
        parent.port === named,
    );
  const oldest = routes.find((route) => names(route, null) || names(route, port));
  if (oldest === undefined) return NO_SETS;
  const ports = names(oldest, port) ? [port, null] : [null, port];
  return ports.map((named) => routes.filter((route) => names(route, named))).filter((set) => set.length > 0);
}

/** The attached routes as they compete with VirtualServices for the host; null where there are none. */
export function attachedClaim(
  routes: readonly GatewayRoute[],
  service: MeshService,
  clientNamespace: string,
): RivalClaim | null {
  const oldest = routes[0];
  if (oldest === undefined) return null;
  const { namespace, name, createdMs } = oldest;
  const isConsumer = namespace === clientNamespace && namespace !== service.namespace;
  return {
    namespace,
    name,
    createdMs,
    title: `${oldest.id.kind} ${name} in ${namespace}`,
    host: service.host,
    exportRank: isConsumer ? 0 : 2,
  };
}
