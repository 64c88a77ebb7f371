/** From host names to services, rules and routes, as a client in a namespace means them. */
import { hostCovers, hostSpecificity, resolveConfigHost } from '@/lib/config/simulation/host-names';
import type { DestinationRule } from '@/lib/config/simulation/read/destination-rule';
import type { MeshService } from '@/lib/config/simulation/read/service';
import { isVisible } from '@/lib/config/simulation/visibility';
import type { StoredObject } from '@/lib/config/store';
import { facet } from './facets';
import type { MeshIndex } from './mesh-index';
import { destinationRuleOf, serviceEntryServicesOf, serviceOf } from './readings';

/** A short name belongs to the namespace of the object that names it. */
export function fullHost(mesh: MeshIndex, host: string, namespace: string): string {
  return resolveConfigHost(host, namespace, mesh.settings.clusterDomain);
}

/** Services that an object declares: one for a Service, one per host for an entry. */
export function declaredServices(mesh: MeshIndex, object: StoredObject): readonly MeshService[] {
  return object.id.kind === 'Service'
    ? [serviceOf(object, mesh.settings.clusterDomain)]
    : serviceEntryServicesOf(object);
}

/** Every service of exactly that host, whoever may see it. */
export function servicesOfHost(mesh: MeshIndex, host: string): readonly MeshService[] {
  return mesh
    .under(facet.host(host))
    .flatMap((object) => declaredServices(mesh, object).filter((service) => sameHost(service.host, host)));
}

function sameHost(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b;
}

/** Entries with a wildcard that covers the host. */
export function wildcardServicesOver(mesh: MeshIndex, host: string): readonly MeshService[] {
  if (mesh.count(facet.wildcardHosts) === 0) return [];
  return mesh
    .under(facet.wildcardHosts)
    .flatMap((object) =>
      serviceEntryServicesOf(object).filter(
        (service) => service.host.startsWith('*') && hostCovers(service.host, host),
      ),
    );
}

export type HostLookup =
  | { readonly kind: 'found'; readonly service: MeshService }
  /** It is declared, but not shown to the namespace that asks. */
  | { readonly kind: 'hidden'; readonly service: MeshService }
  | { readonly kind: 'missing' };

/** The service of a full host as clients in `namespace` see it, wildcard entries included. */
export function lookUpHost(mesh: MeshIndex, host: string, namespace: string): HostLookup {
  return mesh.derived(`host ${namespace}/${host}`, () => lookedUp(mesh, host, namespace));
}

function lookedUp(mesh: MeshIndex, host: string, namespace: string): HostLookup {
  const exact = servicesOfHost(mesh, host);
  const sees = (service: MeshService) => isVisible(service.exportTo, service.namespace, namespace);
  const visible = exact.filter(sees);
  const own = visible.find((service) => service.namespace === namespace) ?? visible[0];
  if (own !== undefined) return { kind: 'found', service: own };
  const over = wildcardServicesOver(mesh, host);
  const covering = over.find(sees);
  if (covering !== undefined) return { kind: 'found', service: covering };
  const hidden = exact[0] ?? over[0];
  return hidden === undefined ? { kind: 'missing' } : { kind: 'hidden', service: hidden };
}

/** `name` and `namespace` of a host of the cluster, null for hosts of elsewhere. */
export function clusterName(
  mesh: MeshIndex,
  host: string,
): { readonly name: string; readonly namespace: string } | null {
  const suffix = `.svc.${mesh.settings.clusterDomain}`;
  if (!host.endsWith(suffix)) return null;
  const [name, namespace, more] = host.slice(0, -suffix.length).split('.');
  return name === undefined || namespace === undefined || more !== undefined ? null : { name, namespace };
}

/** DestinationRules of exactly that host, in order. */
export function destinationRulesOfHost(mesh: MeshIndex, host: string): readonly DestinationRule[] {
  return mesh.under(facet.destinationRuleHost(host)).map(destinationRuleOf);
}

/** Rules that speak of the host, exactly or by wildcard, most specific first. */
export function destinationRulesOver(mesh: MeshIndex, host: string): readonly DestinationRule[] {
  return mesh.derived(`rules ${host}`, () => rulesOver(mesh, host));
}

function rulesOver(mesh: MeshIndex, host: string): readonly DestinationRule[] {
  const exact = destinationRulesOfHost(mesh, host);
  if (mesh.count(facet.wildcardDestinationRules) === 0) return exact;
  const wild = mesh
    .under(facet.wildcardDestinationRules)
    .map(destinationRuleOf)
    .filter((rule) => {
      const pattern = fullHost(mesh, rule.host, rule.namespace);
      return pattern !== host && hostCovers(pattern, host);
    })
    .sort((a, b) => hostSpecificity(b.host) - hostSpecificity(a.host));
  return [...exact, ...wild];
}

/** Rules that clients in `namespace` may be given for the host. */
export function visibleRules(mesh: MeshIndex, host: string, namespace: string): readonly DestinationRule[] {
  return destinationRulesOver(mesh, host).filter((rule) =>
    isVisible(rule.exportTo, rule.namespace, namespace),
  );
}
