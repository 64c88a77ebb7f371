/** Finding the service that a host name means to a client, among those that are visible to it. */
import { mostSpecific, requestHost } from './host-names';
import type { MeshView } from './mesh-view';
import type { MeshService, MeshServicePort } from './read/service';
import { isVisible } from './visibility';

/** A service by the FQDN (or outside host) that configuration names; null when unknown or not shown to the client. */
export function serviceByHost(view: MeshView, host: string, clientNamespace: string): MeshService | null {
  const visible = (view.servicesByHost.get(host) ?? []).filter((service) =>
    isVisible(service.exportTo, service.namespace, clientNamespace),
  );
  // The client's own namespace comes first where several declare the same outside host.
  return visible.find((service) => service.namespace === clientNamespace) ?? visible[0] ?? null;
}

/** The service that a request's host means: FQDN, shorter names, an address, else a wildcard host. */
export function requestedService(view: MeshView, host: string, clientNamespace: string): MeshService | null {
  const wanted = requestHost(host);
  for (const candidate of fullNames(wanted, clientNamespace, view.settings.clusterDomain)) {
    const found = serviceByHost(view, candidate, clientNamespace);
    if (found !== null) return found;
  }
  const visible = (service: MeshService) => isVisible(service.exportTo, service.namespace, clientNamespace);
  const byAddress = view.services.find((service) => service.addresses.includes(wanted) && visible(service));
  return byAddress ?? mostSpecific(view.wildcardServices.filter(visible), (service) => service.host, wanted);
}

/** A bare name is completed with the client's namespace only; `name.namespace` and `….svc` with the domain. */
export function fullNames(host: string, clientNamespace: string, clusterDomain: string): readonly string[] {
  const parts = host.split('.');
  if (parts.length === 1) return [host, `${host}.${clientNamespace}.svc.${clusterDomain}`];
  if (parts.length === 2) return [host, `${host}.svc.${clusterDomain}`];
  return parts.length === 3 && parts[2] === 'svc' ? [host, `${host}.${clusterDomain}`] : [host];
}

export function servicePort(service: MeshService, number: number): MeshServicePort | null {
  return service.ports.find((port) => port.number === number) ?? null;
}
