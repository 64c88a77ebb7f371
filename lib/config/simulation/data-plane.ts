/**
 * How a workload takes part in the mesh: by a sidecar, by ztunnel, as a gateway, or not at all. Told by its pods'
 * containers where they show a proxy, else by what decides at their creation.
 */
import { plannedProxy } from '@/lib/config/injection/plan';
import { servesGateway } from './gateway-proxy';
import type { MeshView } from './mesh-view';
import { perView } from './per-view';
import type { MeshWorkload } from './read/workload';

export type DataPlane = 'sidecar' | 'ambient' | 'gateway' | 'waypoint' | 'none';

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
  const plan = {
    namespace,
    // A namespace that is not among the objects is one without labels.
    namespaceLabels: view.namespaceLabels.get(namespace) ?? {},
    labels,
    annotations,
    hostNetwork: workload.hostNetwork,
    hasProxy: workload.hasProxy,
    isGateway: false,
  };
  const { kind } = plannedProxy(plan, view.injectionWebhooks);
  return kind === 'unknown' ? 'none' : kind;
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

/** Gateways installed by hand show themselves by a Gateway object that selects them, or names their Service. */
function isSelectedByGateway(view: MeshView, workload: MeshWorkload): boolean {
  const isNamed = view.kubernetesGateways.some(
    (gateway) => gateway.serviceHosts.length > 0 && servesGateway(view, gateway, workload),
  );
  if (isNamed) return true;
  if (workload.labels.istio === undefined) return false;
  return view.gateways.some(
    (gateway) =>
      gateway.selector.istio !== undefined &&
      Object.entries(gateway.selector).every(([name, value]) => workload.labels[name] === value),
  );
}
