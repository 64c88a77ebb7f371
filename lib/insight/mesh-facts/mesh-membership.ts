/**
 * Whether the pods of a workload are part of the mesh: told by the pods themselves where they are known, else by the
 * rules that decide at their creation (istio/istio manifests/charts/istio-control/istio-discovery/templates/
 * mutatingwebhook.yaml, and the labels of ambient mode).
 */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  textAt,
  textMapAt,
} from '@/lib/config/simulation/read/fields';
import type { Labels } from './canonical-names';

export interface MeshMembership {
  /** No proxy of its own and not in ambient mode; null = cannot be told. */
  readonly outOfMesh: boolean | null;
  /** ztunnel carries its traffic; null = cannot be told. */
  readonly ambient: boolean | null;
}

export const UNKNOWN_MEMBERSHIP: MeshMembership = { outOfMesh: null, ambient: null };

/** The webhook never sees these, whatever their labels say. */
const NEVER_INJECTED = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

const DATAPLANE_MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

/**
 * What the pods will be by their template. `namespaceLabels` null = the namespace is not in the store, so that its rule
 * is not known.
 */
export function plannedMembership(
  namespace: string,
  namespaceLabels: Labels | null,
  template: Fields,
): MeshMembership {
  if (hasProxy(template)) return { outOfMesh: false, ambient: false };
  const metadata = fieldsAt(template, 'metadata');
  const labels = textMapAt(metadata, 'labels');
  if (namespaceLabels === null || isControlPlane(labels)) return UNKNOWN_MEMBERSHIP;
  const isInjected =
    !NEVER_INJECTED.has(namespace) &&
    !flagAt(fieldsAt(template, 'spec'), 'hostNetwork') &&
    asksForSidecar(namespaceLabels, labels, textMapAt(metadata, 'annotations'));
  if (isInjected) return { outOfMesh: false, ambient: false };
  const ambient = (labels[DATAPLANE_MODE] ?? namespaceLabels[DATAPLANE_MODE]) === 'ambient';
  return { outOfMesh: !ambient, ambient };
}

/** istiod and the node agents make the mesh; they are neither in it nor missing from it. */
function isControlPlane(labels: Labels): boolean {
  return labels.istio === 'pilot' || labels.app === 'istiod' || labels['k8s-app'] === 'istio-cni-node';
}

/** The namespace decides first; a pod's own wish counts only where the namespace says nothing. */
function asksForSidecar(namespaceLabels: Labels, labels: Labels, annotations: Labels): boolean {
  const wish = labels[INJECT] ?? annotations[INJECT];
  if (wish === 'false') return false;
  const injection = namespaceLabels['istio-injection'];
  if (injection !== undefined) return injection === 'enabled';
  if (namespaceLabels[REVISION] !== undefined) return true;
  return labels[INJECT] === 'true' || labels[REVISION] !== undefined;
}

/** What running pods are. Several that differ (a rollout on its way) count as outside as soon as one is. */
export function observedMembership(pods: readonly Fields[]): MeshMembership {
  const memberships = pods.map((pod) => {
    if (hasProxy(pod)) return { outOfMesh: false, ambient: false };
    const annotations = textMapAt(fieldsAt(pod, 'metadata'), 'annotations');
    const ambient = annotations['ambient.istio.io/redirection'] === 'enabled';
    return { outOfMesh: !ambient, ambient };
  });
  return {
    outOfMesh: memberships.some(({ outOfMesh }) => outOfMesh),
    ambient: memberships.some(({ ambient }) => ambient),
  };
}

/** A sidecar among the containers, or among the init containers, where newer Kubernetes runs it. */
function hasProxy(pod: Fields): boolean {
  const spec = fieldsAt(pod, 'spec');
  return [...fieldsListAt(spec, 'containers'), ...fieldsListAt(spec, 'initContainers')].some(
    (container) => textAt(container, 'name') === 'istio-proxy',
  );
}
