/**
 * Under which keys the index finds an object. A check reads objects by these keys only; a change of an object is a
 * change of the keys that it had and of those that it has.
 */
import { objectKey } from '@/lib/config/identity';
import { resolveConfigHost } from '@/lib/config/simulation/host-names';
import { gatewayName } from '@/lib/config/simulation/source-filter';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { DESTINATION_RULE, SERVICE, SERVICE_ENTRY, VIRTUAL_SERVICE } from './kinds';
import {
  destinationRuleOf,
  podSetOf,
  serviceEntryHostsOf,
  virtualServiceDestinations,
  virtualServiceOf,
} from './readings';

export function kindOf(id: ObjectId): string {
  return `${id.group}/${id.kind}`;
}

export const facet = {
  object: (id: ObjectId) => `object:${objectKey(id)}`,
  kind: (kind: string) => `kind:${kind}`,
  kindIn: (kind: string, namespace: string) => `kind:${kind}@${namespace}`,
  /** Anything at all in the namespace. */
  inside: (namespace: string) => `in:${namespace}`,
  /** Services and entries of exactly this host (a wildcard too). */
  host: (host: string) => `host:${host}`,
  /** Kubernetes Services of that name in any namespace. */
  serviceNamed: (name: string) => `service-named:${name}`,
  /** Entries whose host is a wildcard. */
  wildcardHosts: 'wildcard-hosts',
  virtualServiceHost: (host: string) => `vs-host:${host}`,
  wildcardVirtualServices: 'vs-wildcards',
  /** `mesh` or `namespace/name`. */
  virtualServiceGateway: (gateway: string) => `vs-gateway:${gateway}`,
  /** VirtualServices that send requests to the host. */
  routesTo: (host: string) => `routes-to:${host}`,
  destinationRuleHost: (host: string) => `dr-host:${host}`,
  wildcardDestinationRules: 'dr-wildcards',
  /** Sets of pods (workloads, pods, machines) of a namespace. */
  pods: (namespace: string) => `pods@${namespace}`,
  /** Those with a label. */
  podsLabelled: (namespace: string, name: string, value: string) => `pods@${namespace}|${name}=${value}`,
  podsLabelledAnywhere: (name: string, value: string) => `pods|${name}=${value}`,
} as const;

export function facetsOf(object: StoredObject, clusterDomain: string): readonly string[] {
  const { id } = object;
  const kind = kindOf(id);
  const keys = new Set<string>([facet.object(id), facet.kind(kind)]);
  if (id.namespace !== null) {
    keys.add(facet.kindIn(kind, id.namespace));
    keys.add(facet.inside(id.namespace));
  }
  addHosts(keys, object, kind, clusterDomain);
  addPods(keys, object);
  return [...keys];
}

function addHosts(keys: Set<string>, object: StoredObject, kind: string, clusterDomain: string): void {
  const namespace = object.id.namespace ?? '';
  const resolve = (host: string) => resolveConfigHost(host, namespace, clusterDomain);
  switch (kind) {
    case SERVICE:
      keys.add(facet.host(`${object.id.name}.${namespace}.svc.${clusterDomain}`));
      keys.add(facet.serviceNamed(object.id.name));
      break;
    case SERVICE_ENTRY:
      for (const host of serviceEntryHostsOf(object)) {
        keys.add(facet.host(host.toLowerCase()));
        if (host.startsWith('*')) keys.add(facet.wildcardHosts);
      }
      break;
    case DESTINATION_RULE: {
      const host = resolve(destinationRuleOf(object).host);
      keys.add(facet.destinationRuleHost(host));
      if (host.startsWith('*')) keys.add(facet.wildcardDestinationRules);
      break;
    }
    case VIRTUAL_SERVICE:
      addVirtualService(keys, object, resolve);
      break;
    default:
  }
}

function addVirtualService(keys: Set<string>, object: StoredObject, resolve: (host: string) => string): void {
  const { hosts, gateways, namespace } = virtualServiceOf(object);
  for (const written of hosts) {
    const host = resolve(written);
    keys.add(facet.virtualServiceHost(host));
    if (host.startsWith('*')) keys.add(facet.wildcardVirtualServices);
  }
  for (const gateway of gateways.length === 0 ? ['mesh'] : gateways) {
    keys.add(facet.virtualServiceGateway(gatewayName(gateway, namespace)));
  }
  for (const { destination } of virtualServiceDestinations(object)) {
    keys.add(facet.routesTo(resolve(destination.host)));
  }
}

function addPods(keys: Set<string>, object: StoredObject): void {
  const pods = podSetOf(object);
  if (pods === null) return;
  keys.add(facet.pods(pods.namespace));
  for (const [name, value] of Object.entries(pods.labels)) {
    keys.add(facet.podsLabelled(pods.namespace, name, value));
    keys.add(facet.podsLabelledAnywhere(name, value));
  }
}
