/** Hosts and gateways of a VirtualService as what HTTPRoutes are attached to. */
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsListAt, textsAt } from '@/lib/config/simulation/read/fields';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { Differences } from './difference';

export interface RouteParents {
  /** Namespace of the HTTPRoute. */
  readonly namespace: string;
  /** Put behind the name, where one VirtualService becomes several routes. */
  readonly suffix: string;
  /** As in `gateways` of the VirtualService; whose matches count. */
  readonly gateway: string;
  readonly references: readonly Fields[];
  readonly hostnames: readonly string[];
}

export function routeParents(
  mesh: MeshObjects,
  spec: Fields,
  namespace: string,
  differences: Differences,
): readonly RouteParents[] {
  const written = textsAt(spec, 'gateways');
  const gateways = written.length === 0 ? ['mesh'] : written;
  const hosts = textsAt(spec, 'hosts');
  if (hosts.length === 0) {
    differences.leftOut(['spec'], 'A delegate has no hosts; convert the VirtualService that names it.');
    return [];
  }
  const inside = gateways.includes('mesh') ? meshParents(mesh, spec, hosts, namespace, differences) : [];
  const outside = gateways.filter((name) => name !== 'mesh');
  const suffix = inside.length > 0 ? '-gateway' : '';
  return [
    ...inside,
    ...gatewayParents(mesh, spec, { gateways: outside, hosts, namespace, suffix }, differences),
  ];
}

function meshParents(
  mesh: MeshObjects,
  spec: Fields,
  hosts: readonly string[],
  namespace: string,
  differences: Differences,
): readonly RouteParents[] {
  const services = hosts.flatMap((host, index): readonly MeshService[] => {
    const service = mesh.service(mesh.fullHost(host, namespace), namespace);
    if (service !== null && !service.host.startsWith('*')) return [service];
    const because = `Inside the mesh an HTTPRoute is attached to a Service or ServiceEntry, and none is known for ${host}.`;
    differences.leftOut(['spec', 'hosts', index], because);
    return [];
  });
  const isOwn = isForOwnNamespace(spec, differences);
  // A route in the service's namespace is for all callers, one elsewhere only for callers of its own namespace.
  const homes = Map.groupBy(services, (service) => (isOwn ? namespace : service.namespace));
  return [...homes].map(([home, attached]) => {
    if (isOwn && attached.some((service) => service.namespace === home)) {
      differences.leftOut(
        ['spec', 'exportTo'],
        'A route beside its Service is for callers of every namespace.',
      );
    }
    return {
      namespace: home,
      suffix: '',
      gateway: 'mesh',
      references: attached.map((service) => serviceReference(service, home)),
      hostnames: [],
    };
  });
}

/** True when `exportTo` shows it to its own namespace only. */
function isForOwnNamespace(spec: Fields, differences: Differences): boolean {
  const exportTo = textsAt(spec, 'exportTo');
  if (exportTo.length === 0 || exportTo.includes('*')) return false;
  if (exportTo.length === 1 && exportTo[0] === '.') return true;
  differences.leftOut(['spec', 'exportTo'], 'An HTTPRoute cannot be shown to some namespaces only.');
  return false;
}

function serviceReference(service: MeshService, home: string): Fields {
  const isEntry = service.origin === 'service-entry';
  return {
    group: isEntry ? 'networking.istio.io' : '',
    kind: isEntry ? 'ServiceEntry' : 'Service',
    name: service.name,
    ...(service.namespace === home ? {} : { namespace: service.namespace }),
  };
}

interface Outside {
  readonly gateways: readonly string[];
  readonly hosts: readonly string[];
  readonly namespace: string;
  readonly suffix: string;
}

function gatewayParents(
  mesh: MeshObjects,
  spec: Fields,
  { gateways, hosts, namespace, suffix }: Outside,
  differences: Differences,
): readonly RouteParents[] {
  const hostnames = hosts.includes('*') ? [] : hosts.map((host) => mesh.fullHost(host, namespace));
  const routes = gateways.map((gateway): RouteParents => {
    const [first = '', second] = gateway.split('/');
    const home = second === undefined ? namespace : first;
    const name = second ?? first;
    const id = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: home, name };
    if (mesh.get(id) === null) {
      const at = ['spec', 'gateways', textsAt(spec, 'gateways').indexOf(gateway)];
      const because = `An HTTPRoute is attached to a Gateway of the Gateway API; ${gateway} must be written as one, with an address of its own.`;
      differences.changed(at, because);
    }
    const reference = { name, ...(home === namespace ? {} : { namespace: home }) };
    return { namespace, suffix, gateway, references: [reference], hostnames };
  });
  const narrowed = fieldsListAt(spec, 'http').some((rule) =>
    fieldsListAt(rule, 'match').some((match) => textsAt(match, 'gateways').length > 0),
  );
  const [first] = routes;
  if (first === undefined || routes.length === 1) return routes;
  if (!narrowed) return [{ ...first, references: routes.flatMap(({ references }) => references) }];
  return routes.map((route, index) => ({
    ...route,
    suffix: `${suffix}${index === 0 ? '' : `-${index + 1}`}`,
  }));
}
