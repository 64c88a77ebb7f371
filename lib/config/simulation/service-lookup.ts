/** Finding the service that a host name means to a client, among those that are visible to it. */
import { BoundedMemory } from './bounded-memory';
import { mostSpecific, requestHost } from './host-names';
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import type { MeshService, MeshServicePort } from './read/service';
import { isVisible } from './visibility';

const byAddress = perView((view) => {
  const services = new Map<string, MeshService[]>();
  for (const service of view.services) {
    for (const address of service.addresses) {
      const own = services.get(address);
      if (own === undefined) services.set(address, [service]);
      else own.push(service);
    }
  }
  return services;
});

/** Which services a client knows beyond `exportTo`; a Sidecar object narrows it. */
export type ServiceFilter = (service: MeshService) => boolean;

const EVERY: ServiceFilter = () => true;

const requested = perView(() => new BoundedMemory<MeshService | null>(100_000));

/** A service by the FQDN (or outside host) that configuration names; null when unknown or not shown to the client. */
export function serviceByHost(
  view: MeshView,
  host: string,
  clientNamespace: string,
  admits: ServiceFilter = EVERY,
): MeshService | null {
  const all = view.servicesByHost.get(host);
  if (all === undefined) return null;
  let best: MeshService | null = null;
  for (const service of all) {
    if (!isVisible(service.exportTo, service.namespace, clientNamespace) || !admits(service)) continue;
    // A Service of Kubernetes comes before declarations of the same host, then the client's own namespace.
    if (service.origin === 'kubernetes') return service;
    if (best === null || (service.namespace === clientNamespace && best.namespace !== clientNamespace)) {
      best = service;
    }
  }
  return best;
}

/** The service that a request's host means: FQDN, shorter names, an address, else a wildcard host. */
export function requestedService(
  view: MeshView,
  host: string,
  clientNamespace: string,
  admits: ServiceFilter = EVERY,
): MeshService | null {
  if (admits !== EVERY) return findRequested(view, host, clientNamespace, admits);
  const memory = requested(view);
  const key = `${clientNamespace}|${host}`;
  const known = memory.get(key);
  return known === undefined ? memory.set(key, findRequested(view, host, clientNamespace, admits)) : known;
}

function findRequested(
  view: MeshView,
  host: string,
  clientNamespace: string,
  admits: ServiceFilter,
): MeshService | null {
  const wanted = requestHost(host);
  for (const candidate of fullNames(wanted, clientNamespace, view.settings.clusterDomain)) {
    const found = serviceByHost(view, candidate, clientNamespace, admits);
    if (found !== null) return found;
  }
  const ofPod = podService(view, wanted, clientNamespace, admits);
  if (ofPod !== null) return ofPod;
  const visible = (service: MeshService) =>
    isVisible(service.exportTo, service.namespace, clientNamespace) && admits(service);
  const ofAddress = byAddress(view).get(wanted)?.find(visible);
  if (ofAddress !== undefined) return ofAddress;
  if (view.wildcardServices.length === 0) return null;
  return mostSpecific(view.wildcardServices.filter(visible), (service) => service.host, wanted);
}

/** `pod.name.namespace.svc…` means a headless Service, whose pods have names of their own. */
function podService(
  view: MeshView,
  host: string,
  clientNamespace: string,
  admits: ServiceFilter,
): MeshService | null {
  const rest = host.slice(host.indexOf('.') + 1);
  if (!rest.includes('.svc')) return null;
  const full = rest.endsWith('.svc') ? `${rest}.${view.settings.clusterDomain}` : rest;
  const service = serviceByHost(view, full, clientNamespace, admits);
  return service?.headless === true ? service : null;
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
