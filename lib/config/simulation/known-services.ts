/**
 * Of which services a proxy has clusters: what its Sidecar object imports, and what the VirtualServices that it takes
 * name as destinations. Source: istio/istio pilot/pkg/model/sidecar.go (collectImportedServices).
 */
import { httpRules } from './delegates';
import type { RouteContext } from './forward';
import { resolveConfigHost } from './host-names';
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import type { MeshService } from './read/service';
import type { Destination, VirtualService } from './read/virtual-service';
import { serviceByHost, servicePort } from './service-lookup';
import { importsService, importsVirtualService, type ScopedListener } from './sidecar-scope';
import { isVisible } from './visibility';

interface Naming {
  readonly virtualService: VirtualService;
  readonly hosts: readonly string[];
  /** Null = every port. */
  readonly port: number | null;
  /** Empty = for clients of every namespace. */
  readonly sourceNamespaces: readonly string[];
}

/** VirtualServices of the mesh by the hosts that they name as destinations. */
const namings = perView((view): ReadonlyMap<string, readonly Naming[]> => {
  const found = new Map<string, Naming[]>();
  for (const virtualService of view.virtualServices) {
    if (virtualService.gateways.length > 0 && !virtualService.gateways.includes('mesh')) continue;
    for (const [host, naming] of destinationsOf(view, virtualService)) {
      const own = found.get(host);
      if (own === undefined) found.set(host, [naming]);
      else own.push(naming);
    }
  }
  return found;
});

function* destinationsOf(view: MeshView, virtualService: VirtualService): Iterable<[string, Naming]> {
  const { clusterDomain } = view.settings;
  const resolved = (host: string, namespace: string) => resolveConfigHost(host, namespace, clusterDomain);
  const hosts = virtualService.hosts.map((host) => resolved(host, virtualService.namespace));
  const naming = ({ port }: Destination, sourceNamespaces: readonly string[]): Naming => ({
    virtualService,
    hosts,
    port,
    sourceNamespaces,
  });
  for (const rule of httpRules(view, virtualService)) {
    const namespace = rule.origin?.object.namespace ?? virtualService.namespace;
    const sources = rule.match.map((match) => match.sourceNamespace).filter((name) => name !== null);
    for (const { destination } of [...rule.route, ...rule.mirrors]) {
      yield [resolved(destination.host, namespace), naming(destination, sources)];
    }
  }
  for (const rule of [...virtualService.tcp, ...virtualService.tls]) {
    for (const { destination } of rule.route) {
      yield [resolved(destination.host, virtualService.namespace), naming(destination, [])];
    }
  }
}

/** The service of this host of which the client's proxy has a cluster on `port`; null where it has none. */
export function knownService(context: RouteContext, host: string, port: number | null): MeshService | null {
  const { view, proxy, scope } = context;
  const visible = serviceByHost(view, host, proxy.namespace);
  if (!isSidecar(context) || (scope.listeners === null && visible !== null)) return visible;
  const listeners = scope.listeners ?? [null];
  const opens = (listener: ScopedListener | null) =>
    listener === null || listener.port === null || port === null || listener.port === port;
  const imported =
    visible !== null &&
    listeners.some((listener) => opens(listener) && (listener === null || importsService(listener, visible)));
  if (imported) return visible;
  // Named as a destination, a service of the client's own namespace counts even where it is not exported to it.
  const named =
    view.servicesByHost.get(host)?.find(({ namespace }) => namespace === proxy.namespace) ?? visible;
  if (named === null || (port !== null && servicePort(named, port) === null)) return null;
  const isNamed = listeners.some(
    (listener) => opens(listener) && namesDestination(context, listener, host, port),
  );
  return isNamed ? named : null;
}

/** The proxy of a pod, neither gateway nor waypoint nor ztunnel. */
export function isSidecar({ proxy, waypointNamespaces, takesDestinationRules }: RouteContext): boolean {
  return proxy.gateway === 'mesh' && waypointNamespaces === null && takesDestinationRules;
}

function namesDestination(
  { view, proxy }: RouteContext,
  listener: ScopedListener | null,
  host: string,
  port: number | null,
): boolean {
  const all = namings(view).get(host) ?? [];
  const forClient = all.filter(
    ({ virtualService, hosts, sourceNamespaces }) =>
      isVisible(virtualService.exportTo, virtualService.namespace, proxy.namespace) &&
      (sourceNamespaces.length === 0 || sourceNamespaces.includes(proxy.namespace)) &&
      (listener === null || importsVirtualService(listener, virtualService, hosts)),
  );
  // A listener of its own port takes that port alone; the other takes the ports that are named.
  if (listener !== null && listener.port !== null) return forClient.length > 0;
  return forClient.some((naming) => naming.port === null || port === null || naming.port === port);
}
