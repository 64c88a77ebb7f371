/** Which pods a selector chooses, and what stands behind a service. */
import type { MeshService } from '@/lib/config/simulation/read/service';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';
import { facet } from './facets';
import type { MeshIndex } from './mesh-index';
import { type PodSet, podSetOf } from './readings';

export type Labels = Readonly<Record<string, string>>;

/** Sets of pods in a namespace that have the labels; none asked for means all. */
export function podsWith(mesh: MeshIndex, namespace: string, labels: Labels): readonly StoredObject[] {
  const entries = Object.entries(labels);
  const keys =
    entries.length === 0
      ? [facet.pods(namespace)]
      : entries.map(([name, value]) => facet.podsLabelled(namespace, name, value));
  return filtered(mesh, keys, labels);
}

/** The same in every namespace; at least one label has to be asked for. */
export function podsAnywhereWith(mesh: MeshIndex, labels: Labels): readonly StoredObject[] {
  const keys = Object.entries(labels).map(([name, value]) => facet.podsLabelledAnywhere(name, value));
  return keys.length === 0 ? [] : filtered(mesh, keys, labels);
}

function filtered(mesh: MeshIndex, keys: readonly string[], labels: Labels): readonly StoredObject[] {
  // Whatever comes to match comes into every one of the buckets, so reading the smallest is enough.
  let smallest = keys[0] ?? '';
  for (const key of keys) if (mesh.count(key) < mesh.count(smallest)) smallest = key;
  return mesh.under(smallest).filter((object) => labelsInclude(podSetOf(object)?.labels ?? {}, labels));
}

/**
 * Labels of what stands behind a service, endpoints of an entry and pods of other clusters included; empty where nothing
 * is listed.
 */
export function backendsOf(mesh: MeshIndex, service: MeshService): readonly PodSet[] {
  const { endpoints, elsewhere = [] } = service;
  if (endpoints.kind === 'listed') return endpoints.workloads;
  const away = elsewhere.flatMap(({ cluster, labels }) =>
    (labels ?? []).map((set) => podsIn(cluster, service, set)),
  );
  if (endpoints.kind !== 'selector') return away;
  const here = podsWith(mesh, service.namespace, endpoints.labels)
    .map(podSetOf)
    .filter((pods) => pods !== null);
  return [...here, ...away];
}

/** Clusters that could not be read, so that nobody knows what of the service stands there. */
export function unreadClusters({ elsewhere = [] }: MeshService): readonly string[] {
  return elsewhere.flatMap(({ cluster, labels }) => (labels === null ? [cluster] : []));
}

function podsIn(cluster: string, { namespace, name }: MeshService, labels: Labels): PodSet {
  return { namespace, name: `${name} in ${cluster}`, kind: 'Pod', labels, serviceAccount: null, replicas: 1 };
}

/** Labels of pods that Istio makes for a Gateway of the Gateway API. */
const MADE_FOR_GATEWAYS = ['gateway.networking.k8s.io/gateway-name', 'istio.io/gateway-name'];

/**
 * True when a selector that finds nothing tells something: workloads are known, and it is neither that of pods that
 * Istio makes by itself nor that of a gateway whose namespace is not among the objects.
 */
export function canJudgeSelector(mesh: MeshIndex, labels: Labels): boolean {
  if (!mesh.known.workloads || MADE_FOR_GATEWAYS.some((name) => labels[name] !== undefined)) return false;
  return labels.istio === undefined || mesh.count(facet.pods(mesh.settings.rootNamespace)) > 0;
}
