/**
 * How a workload takes part in the mesh: by a sidecar, by ztunnel, as a gateway, or not at all. Told by its pods'
 * containers where they show a proxy, else by the labels that decide at their creation
 * (istio/istio manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml, ambient's labels).
 */
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import type { MeshWorkload } from './read/workload';

export type DataPlane = 'sidecar' | 'ambient' | 'gateway' | 'waypoint' | 'none';

/** The webhook never sees these, whatever their labels say. */
const NEVER_INJECTED = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);
const DATAPLANE_MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';
const TEMPLATES = 'inject.istio.io/templates';
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const MANAGED = 'gateway.istio.io/managed';

const known = perView(() => new Map<MeshWorkload, DataPlane>());

export function dataPlaneOf(view: MeshView, workload: MeshWorkload): DataPlane {
  const ofView = known(view);
  let plane = ofView.get(workload);
  if (plane === undefined) {
    plane = decide(view, workload);
    ofView.set(workload, plane);
  }
  return plane;
}

function decide(view: MeshView, workload: MeshWorkload): DataPlane {
  const { labels, annotations, namespace } = workload;
  const ofGateway = labels[GATEWAY_NAME];
  if (labels[MANAGED] === 'istio.io-mesh-controller' || isWaypoint(view, namespace, ofGateway))
    return 'waypoint';
  if (ofGateway !== undefined) return 'gateway';
  if (labels[MANAGED] !== undefined || annotations[TEMPLATES] === 'gateway') return 'gateway';
  if (workload.hasRouterProxy || isSelectedByGateway(view, workload)) return 'gateway';
  // A machine of the mesh runs the proxy; without a service account it is an address only.
  if (
    workload.kind === 'WorkloadEntry' ||
    workload.kind === 'WorkloadGroup' ||
    workload.kind === 'Endpoint'
  ) {
    return workload.serviceAccount === null ? 'none' : 'sidecar';
  }
  if (isControlPlane(labels)) return 'none';
  if (workload.hasProxy) return 'sidecar';
  const ofNamespace = view.namespaceLabels.get(namespace) ?? {};
  const canInject = !NEVER_INJECTED.has(namespace) && !workload.hostNetwork;
  if (canInject && asksForSidecar(ofNamespace, labels, annotations)) return 'sidecar';
  const mode = labels[DATAPLANE_MODE] ?? ofNamespace[DATAPLANE_MODE];
  return mode === 'ambient' && !workload.hostNetwork ? 'ambient' : 'none';
}

/** istiod and the node agents make the mesh; they have no proxy of it, even where a container is named like one. */
function isControlPlane(labels: Readonly<Record<string, string>>): boolean {
  const isAgent = labels.app === 'ztunnel' || labels['k8s-app'] === 'istio-cni-node';
  return isAgent || labels.istio === 'pilot' || labels.app === 'istiod';
}

function isWaypoint(view: MeshView, namespace: string, gateway: string | undefined): boolean {
  if (gateway === undefined) return false;
  return view.kubernetesGateways.some(
    (candidate) =>
      candidate.name === gateway &&
      candidate.namespace === namespace &&
      candidate.className === 'istio-waypoint',
  );
}

/** Gateways installed by hand show themselves by a Gateway object that selects them. */
function isSelectedByGateway(view: MeshView, workload: MeshWorkload): boolean {
  if (workload.labels.istio === undefined) return false;
  return view.gateways.some(
    (gateway) =>
      gateway.selector.istio !== undefined &&
      Object.entries(gateway.selector).every(([name, value]) => workload.labels[name] === value),
  );
}

/** A pod's own "no" always counts, its "yes" only where the namespace says nothing. */
function asksForSidecar(
  ofNamespace: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): boolean {
  const wish = labels[INJECT] ?? annotations[INJECT];
  if (wish === 'false') return false;
  const injection = ofNamespace['istio-injection'];
  if (injection !== undefined) return injection === 'enabled';
  if (ofNamespace['istio.io/rev'] !== undefined) return true;
  return labels[INJECT] === 'true' || labels['istio.io/rev'] !== undefined;
}
