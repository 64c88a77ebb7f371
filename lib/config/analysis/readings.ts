/**
 * Stored objects as plain values, each object read once: a store hands out the same object while nothing changes.
 * Lenient as a proxy is; what is malformed is told by the checks of the text.
 */
import { type DestinationRule, readDestinationRule } from '@/lib/config/simulation/read/destination-rule';
import { fieldsAt, fieldsListAt, textAt, textMapAt, textsAt } from '@/lib/config/simulation/read/fields';
import { readIstioGateway, readKubernetesGateway } from '@/lib/config/simulation/read/gateway';
import { readHttpRoute } from '@/lib/config/simulation/read/http-route';
import { readMetadata } from '@/lib/config/simulation/read/metadata';
import { type MeshService, readService, readServiceEntry } from '@/lib/config/simulation/read/service';
import {
  type Destination,
  readVirtualService,
  type VirtualService,
} from '@/lib/config/simulation/read/virtual-service';
import { type MeshWorkload, readWorkload } from '@/lib/config/simulation/read/workload';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

/** One table for all readers: many weak maps of thousands of objects each would keep the garbage collector busy. */
const answers = new WeakMap<StoredObject, ({ readonly value: unknown } | undefined)[]>();
let readers = 0;

/** The reader with its answers kept per object. */
export function once<T>(read: (object: StoredObject) => T): (object: StoredObject) => T {
  const slot = readers;
  readers += 1;
  return (object) => {
    let own = answers.get(object);
    if (own === undefined) {
      own = [];
      answers.set(object, own);
    }
    const before = own[slot];
    if (before !== undefined) return before.value as T;
    const value = read(object);
    own[slot] = { value };
    return value;
  };
}

export const metadataOf = once(readMetadata);
export const virtualServiceOf: (object: StoredObject) => VirtualService = once(readVirtualService);
export const destinationRuleOf: (object: StoredObject) => DestinationRule = once(readDestinationRule);
export const istioGatewayOf = once(readIstioGateway);
export const kubernetesGatewayOf = once(readKubernetesGateway);
export const httpRouteOf = once(readHttpRoute);
export const serviceEntryServicesOf = once(readServiceEntry);

const serviceByDomain = new Map<string, (object: StoredObject) => MeshService>();

/** A Kubernetes Service; the domain decides its host. */
export function serviceOf(object: StoredObject, clusterDomain: string): MeshService {
  let read = serviceByDomain.get(clusterDomain);
  if (read === undefined) {
    read = once((stored) => readService(stored, clusterDomain));
    serviceByDomain.set(clusterDomain, read);
  }
  return read(object);
}

export const serviceEntryHostsOf = once((object) => textsAt(fieldsAt(object.value, 'spec'), 'hosts'));

export type PodSet = Pick<
  MeshWorkload,
  'namespace' | 'name' | 'kind' | 'labels' | 'serviceAccount' | 'replicas'
>;

/** Pods that share a template, one pod, or a machine; null for everything else. Owned pods stand for themselves. */
export const podSetOf: (object: StoredObject) => PodSet | null = once((object) => {
  const workload = readWorkload(object);
  if (workload !== null || object.id.kind !== 'Pod' || object.id.group !== '') return workload;
  // A pod that a ReplicaSet made is told by its workload as well; its own labels count just as much.
  const { labels, namespace, name } = readMetadata(object);
  const serviceAccount = textAt(fieldsAt(object.value, 'spec'), 'serviceAccountName');
  return { namespace, name, kind: 'Pod', labels, serviceAccount, replicas: 1 };
});

/** A destination as it stands in a VirtualService, with its place. */
export interface PlacedDestination {
  readonly destination: Destination;
  /** Of the destination itself, as in `spec.http[0].route[1].destination`. */
  readonly path: ObjectPath;
  readonly role: 'route' | 'mirror';
}

export const virtualServiceDestinations: (object: StoredObject) => readonly PlacedDestination[] = once(
  (object) => {
    const { http, tcp, tls } = virtualServiceOf(object);
    const spec = fieldsAt(object.value, 'spec');
    const found: PlacedDestination[] = [];
    for (const [key, routes] of [
      ['http', http],
      ['tls', tls],
      ['tcp', tcp],
    ] as const) {
      routes.forEach((route, at) => {
        route.route.forEach(({ destination }, index) => {
          found.push({ destination, path: ['spec', key, at, 'route', index, 'destination'], role: 'route' });
        });
      });
    }
    fieldsListAt(spec, 'http').forEach((route, at) => {
      const isSingle = 'mirror' in route;
      http[at]?.mirrors.forEach(({ destination }, index) => {
        const path = isSingle ? ['mirror'] : ['mirrors', index, 'destination'];
        found.push({ destination, path: ['spec', 'http', at, ...path], role: 'mirror' });
      });
    });
    return found;
  },
);

/** Labels that an object's selector asks for, with the selector's place; null where it has none. */
export interface PlacedSelector {
  readonly labels: Readonly<Record<string, string>>;
  readonly path: ObjectPath;
}

export const selectorOf: (object: StoredObject) => PlacedSelector | null = once((object) => {
  const spec = fieldsAt(object.value, 'spec');
  for (const [key, inner] of [
    ['selector', 'matchLabels'],
    ['workloadSelector', 'labels'],
    ['workloadSelector', 'matchLabels'],
  ] as const) {
    const labels = textMapAt(fieldsAt(spec, key), inner);
    if (Object.keys(labels).length > 0) return { labels, path: ['spec', key, inner] };
  }
  if (object.id.group !== 'networking.istio.io' || object.id.kind !== 'Gateway') return null;
  const labels = textMapAt(spec, 'selector');
  return Object.keys(labels).length === 0 ? null : { labels, path: ['spec', 'selector'] };
});
