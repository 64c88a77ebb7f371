/**
 * TCPRoutes and TLSRoutes that are attached to a service inside the mesh, as the VirtualServices that istiod makes of
 * them: they stand among those that are written. Unlike for HTTP, those of any namespace are for everyone. Source: istio/istio pilot/pkg/config/kube/gateway/route_collections.go, conversion.go.
 */
import { weightedBackends } from './backend';
import { type RouteContext, weightedDestinations } from './forward';
import { hostsOverlap } from './host-names';
import type { MeshView } from './mesh-view';
import type { RouteDestination } from './outcome';
import { perView } from './per-view';
import type { GatewayRoute, GatewayRule, ParentReference } from './read/http-route';
import type { MeshService } from './read/service';
import type { L4Route, VirtualService } from './read/virtual-service';

type L4Kind = 'tcp' | 'tls';

const made = perView(() => new Map<string, readonly VirtualService[]>());
const routeOf = new WeakMap<VirtualService, GatewayRoute>();

/** What is attached to the service, as VirtualServices of its host. */
export function attachedL4(view: MeshView, kind: L4Kind, service: MeshService): readonly VirtualService[] {
  const routes = kind === 'tcp' ? view.tcpRoutes : view.tlsRoutes;
  if (routes.length === 0) return [];
  const key = `${kind} ${service.origin} ${service.namespace}/${service.name}`;
  let found = made(view).get(key);
  if (found === undefined) {
    found = routes.flatMap((route) =>
      route.parents
        .filter((parent) => isService(parent, service))
        .map((parent) => asVirtualService(view, kind, route, parent.port, service)),
    );
    made(view).set(key, found);
  }
  return found;
}

function isService({ kind, namespace, name }: ParentReference, service: MeshService): boolean {
  const own = service.origin === 'kubernetes' ? 'Service' : 'ServiceEntry';
  return kind === own && namespace === service.namespace && name === service.name;
}

function asVirtualService(
  view: MeshView,
  kind: L4Kind,
  route: GatewayRoute,
  port: number | null,
  service: MeshService,
): VirtualService {
  const { id, namespace, name, labels, annotations, createdMs } = route;
  const rules = route.rules.map((rule): L4Route => {
    // Without a backend that gets anything a TLS rule has no match, and so takes nothing.
    const isNever = kind === 'tls' && !hasBackend(rule);
    const isAlways = kind === 'tcp' && port === null;
    const sniHosts = kind === 'tls' ? namesAt(route.hostnames, service.host) : [];
    return { match: isNever || isAlways ? [] : [{ ...ANY, port, sniHosts }], route: [] };
  });
  const virtualService: VirtualService = {
    id,
    namespace,
    name,
    labels,
    annotations,
    createdMs,
    hosts: [service.host],
    gateways: ['mesh'],
    exportTo: view.settings.defaultVirtualServiceExportTo,
    http: [],
    tcp: kind === 'tcp' ? rules : [],
    tls: kind === 'tls' ? rules : [],
  };
  routeOf.set(virtualService, route);
  return virtualService;
}

const ANY = { destinationSubnets: [], gateways: [], sourceLabels: {}, sourceNamespace: null };

export function hasBackend(rule: GatewayRule): boolean {
  return rule.backends.some(({ weight }) => weight > 0);
}

/** A single name stays whatever it is; of several only those that concern the host, and of none left every name is meant. */
function namesAt(hostnames: readonly string[], host: string): readonly string[] {
  if (hostnames.length === 0) return [host];
  return hostnames.length === 1 ? hostnames : hostnames.filter((name) => hostsOverlap(name, host));
}

/** Where a rule of a VirtualService, or of the route that it was made of, leads. */
export function l4Destinations(
  context: RouteContext,
  kind: L4Kind,
  virtualService: VirtualService,
  routeIndex: number,
): readonly RouteDestination[] {
  const route = routeOf.get(virtualService);
  const rule = route?.rules[routeIndex];
  if (route !== undefined && rule !== undefined) return weightedBackends(context, route, rule);
  const written = virtualService[kind][routeIndex]?.route ?? [];
  return weightedDestinations(context, written, virtualService.namespace);
}

/** The field of the object that holds such rules. */
export function rulesField(kind: L4Kind, virtualService: VirtualService): string {
  return routeOf.has(virtualService) ? 'rules' : kind;
}
