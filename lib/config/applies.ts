/** The objects that rule what happens to a service: its routes, rules, gateways, and the policies of its pods. */
import { selectorOf } from './selection';
import { hostCovers, resolveConfigHost } from './simulation/host-names';
import type { MeshView } from './simulation/mesh-view';
import { readDestinationRule } from './simulation/read/destination-rule';
import { readHttpRoute } from './simulation/read/http-route';
import type { MeshService } from './simulation/read/service';
import { readVirtualService } from './simulation/read/virtual-service';
import { gatewayName, labelsInclude } from './simulation/source-filter';
import type { StoredObject } from './store';

/** Kinds that reach pods by namespace and selector. */
const POLICIES = new Set([
  'PeerAuthentication',
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
  'EnvoyFilter',
  'Sidecar',
  'ProxyConfig',
]);

/** `name` is a Service's name, or the host of a ServiceEntry. */
export function appliesTo(
  objects: readonly StoredObject[],
  view: MeshView,
  namespace: string,
  name: string,
): readonly StoredObject[] {
  const services = view.services.filter(
    (service) => service.namespace === namespace && (service.name === name || service.host === name),
  );
  if (services.length === 0) return [];
  const direct = objects.filter((object) => services.some((service) => concerns(object, view, service)));
  const gateways = gatewaysOf(direct);
  return objects.filter((object) => direct.includes(object) || gateways.has(gatewayKey(object)));
}

function concerns(object: StoredObject, view: MeshView, service: MeshService): boolean {
  switch (object.id.kind) {
    case 'VirtualService':
      return virtualServiceNames(object, view, service);
    case 'DestinationRule': {
      const rule = readDestinationRule(object);
      return hostCovers(resolve(rule.host, rule.namespace, view), service.host);
    }
    case 'ServiceEntry':
      return (
        object.id.name === service.name &&
        object.id.namespace === service.namespace &&
        service.origin === 'service-entry'
      );
    case 'HTTPRoute':
      return httpRouteNames(object, service);
    default:
      return POLICIES.has(object.id.kind) && policyReaches(object, view, service);
  }
}

function resolve(host: string, namespace: string, view: MeshView): string {
  return resolveConfigHost(host, namespace, view.settings.clusterDomain);
}

/** It speaks for the service, or sends requests or copies to it. A bare `*` at a gateway speaks for no service. */
function virtualServiceNames(object: StoredObject, view: MeshView, service: MeshService): boolean {
  const virtualService = readVirtualService(object);
  const isService = (host: string) => resolve(host, virtualService.namespace, view) === service.host;
  const routes = [...virtualService.http, ...virtualService.tcp, ...virtualService.tls];
  return (
    virtualService.hosts.some(
      (host) => host !== '*' && hostCovers(resolve(host, virtualService.namespace, view), service.host),
    ) ||
    routes.some((route) => route.route.some((entry) => isService(entry.destination.host))) ||
    virtualService.http.some((route) => route.mirrors.some((mirror) => isService(mirror.destination.host)))
  );
}

function httpRouteNames(object: StoredObject, service: MeshService): boolean {
  const route = readHttpRoute(object);
  const isService = (target: { kind: string; namespace: string; name: string }) =>
    target.kind === 'Service' && target.namespace === service.namespace && target.name === service.name;
  return route.parents.some(isService) || route.rules.some((rule) => rule.backends.some(isService));
}

/** In the service's namespace, or mesh-wide from the root; by selector where there is one. */
function policyReaches(object: StoredObject, view: MeshView, service: MeshService): boolean {
  const isRoot = object.id.namespace === view.settings.rootNamespace;
  if (object.id.namespace !== service.namespace && !isRoot) return false;
  const selector = selectorOf(object);
  if (selector === null) return true;
  if (service.endpoints.kind !== 'selector') return false;
  const { labels } = service.endpoints;
  const pods = (view.workloadsByNamespace.get(service.namespace) ?? []).filter((workload) =>
    labelsInclude(workload.labels, labels),
  );
  return pods.some((workload) => labelsInclude(workload.labels, selector));
}

function gatewaysOf(objects: readonly StoredObject[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const object of objects) {
    if (object.id.kind === 'VirtualService') {
      const virtualService = readVirtualService(object);
      for (const written of virtualService.gateways) {
        names.add(`networking.istio.io/${gatewayName(written, virtualService.namespace)}`);
      }
    } else if (object.id.kind === 'HTTPRoute') {
      for (const { kind, group, namespace, name } of readHttpRoute(object).parents) {
        if (kind === 'Gateway') names.add(`${group}/${namespace}/${name}`);
      }
    }
  }
  return names;
}

function gatewayKey({ id }: StoredObject): string {
  return id.kind === 'Gateway' ? `${id.group}/${id.namespace}/${id.name}` : '';
}
